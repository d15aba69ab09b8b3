"""What goes wrong because somebody asked for it: with calls, and with deliveries."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Collection

    from sandbox.errors import Json

CallFault = Literal["error_500", "rate_limited", "lost_answer", "lost_request", "delay", "error"]
DeliveryFault = Literal["twice", "late", "lost_ack"]
FaultKind = CallFault | DeliveryFault
CALL_FAULTS: tuple[str, ...] = get_args(CallFault)
DELIVERY_FAULTS: tuple[str, ...] = get_args(DeliveryFault)
ANY = "*"


@dataclass
class Fault:
    """Something that goes wrong the next few times, or for a while."""

    kind: str
    what: str = ANY
    """A method, `response_url`, or a type of delivery; `*`: any method, any delivery."""
    app: str | None = None
    """An app's id; None: any."""
    times: float = 1
    seconds: float = 1.0
    error: str = "fatal_error"
    lasts: float = math.inf
    """Seconds after which it is over, whatever is left of its times."""
    began: float = field(default_factory=time.monotonic)

    @property
    def over(self) -> bool:
        """Tell whether it is past."""
        return self.times < 1 or time.monotonic() - self.began > self.lasts

    def as_json(self) -> Json:
        """Give it as plain data; what has no bound is null."""
        bounds = {"times": self.times, "lasts": self.lasts}
        return {
            "kind": self.kind,
            "what": self.what,
            "app": self.app,
            "seconds": self.seconds,
            **{name: bound if math.isfinite(bound) else None for name, bound in bounds.items()},
        }


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let something go wrong from now on."""
        self._faults.append(fault)

    def end(self, kind: str | None = None) -> None:
        """Heal one kind of fault, or all."""
        self._faults = [each for each in self._faults if kind not in {None, each.kind}]

    def take(self, kinds: Collection[str], whats: Collection[str], app: str | None) -> Fault | None:
        """Say what goes wrong now, if anything, and count it."""
        for fault in self._faults:
            if (
                fault.kind in kinds
                and fault.what in whats
                and fault.app in {None, app}
                and not fault.over
            ):
                fault.times -= 1
                return fault
        return None

    def list_all(self) -> list[Json]:
        """List what is still to come, as plain data."""
        self._faults = [each for each in self._faults if not each.over]
        return [each.as_json() for each in self._faults]
