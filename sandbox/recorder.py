"""The latest of what went back and forth, in order, and who wants to hear of it as it happens.

Bounded in entries and in bytes: what is older goes. Tokens don't come in: callers take them out of
a call's arguments.
"""

from __future__ import annotations

import contextlib
import json
import uuid
from collections import OrderedDict
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from sandbox.traffic import Call, Delivery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.config import AppConfig
    from sandbox.errors import Json
    from sandbox.traffic import CallKind, DeliveryType

Recorded: TypeAlias = Call | Delivery
"""What there are entries of."""
_MOST_ENTRIES = 20_000
_MOST_BYTES = 32 * 1024 * 1024


class Recorder:
    """Keeps entries under numbers that go up by one, also after it was cleared."""

    def __init__(self, most_entries: int = _MOST_ENTRIES, most_bytes: int = _MOST_BYTES) -> None:
        self._most_entries = most_entries
        self._most_bytes = most_bytes
        self._entries: OrderedDict[int, Recorded] = OrderedDict()
        self._bytes = 0
        self._last = 0
        self._listeners: set[Callable[[Recorded | None], None]] = set()

    def begin_call(self, kind: CallKind, method: str, at: float) -> Call:
        """Note that a call came, at a time of the sandbox's clock."""
        self._last += 1
        call = Call(seq=self._last, kind=kind, method=method, at=at)
        self._entries[call.seq] = call
        self.changed(call)
        return call

    def begin_delivery(
        self, app: AppConfig, kind: DeliveryType, payload: Json, at: float, ack_seconds: float
    ) -> Delivery:
        """Note that something goes to an app; the payload may change afterwards, the note won't."""
        self._last += 1
        delivery = Delivery(
            seq=self._last,
            id=str(uuid.uuid4()),
            app=app.id,
            type=kind,
            request=json.dumps(payload).encode(),
            at=at,
            ack_seconds=ack_seconds,
        )
        self._entries[delivery.seq] = delivery
        self.changed(delivery)
        return delivery

    def changed(self, entry: Recorded) -> None:
        """Count an entry's bytes anew, make room for them, and tell whoever listens."""
        if entry.seq in self._entries:
            self._bytes += entry.size - entry.counted
            entry.counted = entry.size
        while len(self._entries) > self._most_entries or (
            self._bytes > self._most_bytes and len(self._entries) > 1
        ):
            _, oldest = self._entries.popitem(last=False)
            self._bytes -= oldest.counted
        for tell in self._listeners:
            tell(entry)

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self._bytes = 0
        for tell in self._listeners:
            tell(None)

    @contextlib.contextmanager
    def listening(self, tell: Callable[[Recorded | None], None]) -> Iterator[None]:
        """Have each new or changed entry told for a while; None: all were forgotten."""
        self._listeners.add(tell)
        try:
            yield
        finally:
            self._listeners.discard(tell)

    def entry(self, seq: int) -> Recorded | None:
        """Give one entry, if it is still there."""
        return self._entries.get(seq)

    def after(self, seq: int) -> Iterator[Recorded]:
        """Give the entries after a number, oldest first."""
        first = next(iter(self._entries), 0)
        return islice(self._entries.values(), max(0, seq + 1 - first), None)

    def latest(self, count: int) -> Iterator[Recorded]:
        """Give the last so many entries, oldest first."""
        return islice(self._entries.values(), max(0, len(self._entries) - count), None)

    def calls(self, method: str | None = None) -> Iterator[Call]:
        """Give the calls of the Web API, oldest first."""
        for entry in self._entries.values():
            if isinstance(entry, Call) and entry.kind == "call" and method in {None, entry.method}:
                yield entry

    def deliveries(self, kind: str | None = None) -> Iterator[Delivery]:
        """Give what went to apps, oldest first."""
        for entry in self._entries.values():
            if isinstance(entry, Delivery) and kind in {None, entry.type}:
                yield entry

    def last_delivery(self, kind: str) -> Delivery | None:
        """Give the latest delivery of a kind."""
        return next(
            (
                entry
                for entry in reversed(self._entries.values())
                if isinstance(entry, Delivery) and entry.type == kind
            ),
            None,
        )

    def acknowledged_late(self, delivery_id: str, answer: object) -> None:
        """Note an acknowledgement for which nobody waits any more."""
        for entry in reversed(self._entries.values()):
            if isinstance(entry, Delivery) and entry.id == delivery_id:
                if entry.acked_after is None and entry.failed is not None:
                    entry.acknowledge(answer)
                    self.changed(entry)
                return
