"""The workspace's clock: where all its times come from, and that can be moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class MovableClock:
    """Tells the time in seconds since 1970, `skew` seconds ahead (below zero: behind).

    What takes time (an acknowledgement, a call) is not measured with it.
    """

    def __init__(self, given: Callable[[], float]) -> None:
        self.given = given
        self.skew = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.given() + self.skew

    def move(self, skew: float) -> None:
        """Go so many seconds ahead of the given clock."""
        self.skew = skew
