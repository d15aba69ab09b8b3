"""What goes back and forth between apps and the sandbox: an entry for each call and delivery.

Bodies are kept as the JSON that went over the line: what nobody looks at is never parsed again.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sandbox.errors import Json

CallKind = Literal["call", "response_url"]
DeliveryType = Literal["events_api", "slash_commands", "interactive"]

_LONGEST_BODY = 1024 * 1024
_ENTRY_BYTES = 700
"""What an entry takes beside its bodies."""
_NEVER_ARRIVED = frozenset({"no_connection", "connection_failed"})


def body_bytes(body: bytes) -> bytes:
    """Give a body as it is kept: whole, or a note in place of one that is longer than a MiB."""
    if len(body) <= _LONGEST_BODY:
        return body
    return json.dumps({"left_out": f"{len(body):,} bytes are more than is kept"}).encode()


def _read(body: bytes | None) -> Any:  # noqa: ANN401 - whatever was said
    if not body:
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode(errors="replace")


@dataclass(eq=False, kw_only=True)
class Entry:
    """One thing that went over the line; `at` is the sandbox's time, `began` is monotonic."""

    seq: int
    app: str | None = None
    at: float
    request: bytes = b"{}"
    answer: bytes | None = None
    fault: str | None = None
    """What went wrong with it because somebody asked for that."""
    began: float = field(default_factory=time.monotonic)
    counted: int = 0
    """The bytes that the recorder has counted for it so far."""

    @property
    def size(self) -> int:
        """Say how many bytes it takes, roughly."""
        return _ENTRY_BYTES + len(self.request) + len(self.answer or b"")


@dataclass(eq=False, kw_only=True)
class Call(Entry):
    """A call of the Web API or a use of a response URL, as it came and as it was answered."""

    kind: CallKind = "call"
    method: str
    status: int = 0
    """The HTTP status; 0 while there is none, and for good when the connection was closed."""
    error: str | None = None
    ms: float | None = None

    @property
    def facts(self) -> Json:
        """Give what one looks for entries by."""
        return {
            "seq": self.seq,
            "kind": self.kind,
            "direction": "to_slack",
            "app": self.app,
            "method": self.method,
        }

    def as_json(self) -> Json:
        """Give it as plain data."""
        return {
            **self.facts,
            "at": self.at,
            "ms": self.ms,
            "args": _read(self.request),
            "status": self.status,
            "ok": self.status == 200 and self.error is None,  # noqa: PLR2004 - HTTP's OK
            "error": self.error,
            "answer": _read(self.answer),
            "fault": self.fault,
        }


@dataclass(eq=False)
class Try:
    """One attempt to deliver: when, which way, how many seconds it took, and why it failed."""

    at: float
    via: Literal["socket", "http"]
    began: float = field(default_factory=time.monotonic)
    seconds: float | None = None
    failed: str | None = None

    def end(self, failed: str | None = None) -> None:
        """Note that it is over."""
        self.seconds = time.monotonic() - self.began
        self.failed = failed

    def as_json(self) -> Json:
        """Give it as plain data."""
        return {key: value for key, value in asdict(self).items() if key != "began"}


@dataclass(eq=False, kw_only=True)
class Delivery(Entry):
    """An event, a command or an interaction on its way to an app."""

    id: str
    type: DeliveryType
    ack_seconds: float
    tries: list[Try] = field(default_factory=list)
    acked_after: float | None = None
    """Seconds from when it first reached the app to the acknowledgement."""
    failed: str | None = None

    @property
    def payload(self) -> Json:
        """Read what the app gets."""
        payload: Json = json.loads(self.request)
        return payload

    def acknowledge(self, answer: object) -> None:
        """Note that the app acknowledged, and with what."""
        reached = [each for each in self.tries if each.failed not in _NEVER_ARRIVED]
        self.acked_after = time.monotonic() - reached[0].began if reached else 0.0
        if answer is not None:
            self.answer = body_bytes(json.dumps(answer).encode())

    @property
    def late(self) -> bool:
        """Tell whether the acknowledgement took longer than Slack waits, or none came."""
        if self.acked_after is None:
            return self.failed is not None
        return self.acked_after > self.ack_seconds

    @property
    def facts(self) -> Json:
        """Give what one looks for entries by."""
        return {"seq": self.seq, "kind": self.type, "direction": "to_app", "app": self.app}

    def as_json(self) -> Json:
        """Give it as plain data."""
        return {
            **self.facts,
            "id": self.id,
            "type": self.type,
            "at": self.at,
            "payload": _read(self.request),
            "attempts": len(self.tries),
            "tries": [each.as_json() for each in self.tries],
            "acked_after": self.acked_after,
            "late": self.late,
            "answer": _read(self.answer),
            "failed": self.failed,
            "fault": self.fault,
        }
