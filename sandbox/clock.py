"""The workspace's clock: where all its times come from, and that can be moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class WorkspaceClock:
    """Another clock, so many seconds ahead of it (``skew``), or behind."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.skew = 0.0

    def __call__(self) -> float:
        """Give the present moment, seconds since 1970."""
        return self._now() + self.skew

    def move(self, skew: float) -> None:
        """Go so many seconds ahead of the other clock."""
        self.skew = skew
