"""The demo's clock: the sandbox and the bot have it in common, and it never goes backwards."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sandbox.clock import MovableClock


class StoryClock(MovableClock):
    """Stands at a moment of the story while that is told; afterwards the machine's clock, ahead.

    The sandbox's order to move the clock only says how far it shall go (``wanted``): the demo then
    goes there in steps, so that the bot does on the way what it would have done.
    """

    def __init__(self, skew: float = 0.0) -> None:
        super().__init__(time.time)
        self.skew = self.wanted = skew
        self._standing_at: float | None = None
        self._hurried = False

    def __call__(self) -> float:
        """Give the present moment, seconds since 1970."""
        return super().__call__() if self._standing_at is None else self._standing_at

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.fromtimestamp(self(), UTC)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait; in a story, and while it is hurrying, the time is skipped instead."""
        if self._standing_at is not None:
            self._standing_at += seconds
            return event.is_set()
        if self._hurried:
            self.skew += seconds
            return event.is_set()
        return event.wait(seconds)

    def move(self, skew: float) -> None:
        """Want to be so many seconds ahead of the machine; less than before changes nothing."""
        self.wanted = max(self.wanted, skew)

    def stand_at(self, moment: datetime) -> None:
        """Stand still at a moment; one that is past already changes nothing."""
        at = moment.timestamp()
        self._standing_at = at if self._standing_at is None else max(self._standing_at, at)

    def run(self) -> None:
        """Run on from where it stands, or from the machine's time where that is later."""
        if self._standing_at is not None:
            self.skew = max(self.skew, self._standing_at - time.time())
            self._standing_at = None
            self.wanted = max(self.wanted, self.skew)

    def step(self, longest: float) -> None:
        """Go towards ``wanted`` by at most so many seconds."""
        self.skew = max(self.skew, min(self.skew + longest, self.wanted))

    @contextmanager
    def hurrying(self) -> Iterator[None]:
        """Skip the time that somebody waits."""
        self._hurried = True
        try:
            yield
        finally:
            self._hurried = False

    @property
    def is_behind(self) -> bool:
        """Whether there is still a way to go."""
        return self.skew < self.wanted
