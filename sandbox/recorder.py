"""What went back and forth, for tests to look at, and the faults that they ask for."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sandbox.errors import Json

FaultKind = Literal["error_500", "rate_limited", "lost_answer", "lost_request", "delay", "error"]
_KEPT = 20_000


@dataclass
class Call:
    """One call of the Web API, as it came and as it was answered."""

    method: str
    args: Json
    at: float
    app: str | None = None
    status: int = 0
    ok: bool = False
    error: str | None = None


@dataclass
class Delivery:
    """One event, command or interaction on its way to an app."""

    id: str
    app: str
    type: str
    payload: Json
    at: float
    attempts: int = 0
    acked_after: float | None = None
    answer: Any = None
    failed: str | None = None


@dataclass
class Fault:
    """Something that goes wrong the next few times a method is called."""

    kind: FaultKind
    method: str = "*"
    times: int = 1
    seconds: float = 1.0
    error: str = "fatal_error"


@dataclass
class Recorder:
    """Keeps the latest calls and deliveries, and hands out faults."""

    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_KEPT))
    deliveries: deque[Delivery] = field(default_factory=lambda: deque(maxlen=_KEPT))
    faults: list[Fault] = field(default_factory=list)

    def take_fault(self, method: str) -> Fault | None:
        """Say what goes wrong with this call, if anything."""
        for fault in self.faults:
            if fault.method in {"*", method} and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    def list_calls(self, method: str | None = None) -> list[Json]:
        """List calls as plain data, oldest first."""
        return [asdict(call) for call in self.calls if method in {None, call.method}]

    def list_deliveries(self, kind: str | None = None) -> list[Json]:
        """List deliveries as plain data, oldest first."""
        return [asdict(each) for each in self.deliveries if kind in {None, each.type}]
