"""Intervals: when a feed is polled again, from what it brings and what its publisher wishes."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from feeds import Pace
from feeds.pace import NO_PACE

_HEEDED_FROM = timedelta(minutes=5)
_HEEDED_UP_TO = timedelta(days=31)
_UNKNOWN = timedelta(hours=1)
LAST = 20
"""So many of a feed's last entries say how often it brings any."""
_SPREAD = 0.2
"""By so much more or less than reckoned is waited, so that feeds never fall due together."""
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What speaks for asking a feed more rarely.

    ``usual_gap`` lies between two of its entries, None: unknown. ``fresh``: for so long the server
    calls its answer current. ``pace`` is what the document says, ``every`` what its place wants.
    """

    usual_gap: timedelta | None = None
    fresh: timedelta = _NOTHING
    pace: Pace = NO_PACE
    every: timedelta = _NOTHING


@dataclass(frozen=True, slots=True)
class Intervals:
    """How often a feed may be polled: at most every ``shortest``, at least every ``longest``.

    What publishers wish is heeded from 5 minutes up to 31 days, also beyond ``longest``; where that
    is below 5 minutes, somebody is trying things out, and wishes don't count.
    """

    shortest: timedelta
    longest: timedelta

    def after_success(self, now: datetime, wishes: Wishes, chance: float) -> datetime:
        """Say when a feed is polled again after a poll that went well.

        ``chance``, from 0 to 1, says where in the room that is left the moment lies.
        """
        gap = _UNKNOWN if wishes.usual_gap is None else wishes.usual_gap
        wait = self._spread(min(max(gap, self.shortest), self.longest), chance)
        if self.longest < _HEEDED_FROM:
            return now + wait
        asked = max(wishes.fresh, wishes.every, timedelta(seconds=wishes.pace.every))
        asked = min(asked, _HEEDED_UP_TO)
        if asked >= _HEEDED_FROM and wait < asked:
            wait = asked + asked * (_SPREAD / 2 * chance)
        return wishes.pace.allowed_from(now + wait)

    def after_failure(
        self, now: datetime, failures: int, retry_after: float | None, chance: float
    ) -> datetime:
        """Say when a feed is polled again after the n-th failure in a row: doubling each time.

        ``retry_after``: seconds that the host asked for (RFC 9110, 10.2.3); never less than that,
        up to 31 days.
        """
        doubled = min(self.longest, self.shortest * int(2 ** min(failures, 16)))
        wait = self._spread(doubled, chance)
        if retry_after is not None:
            wait = max(wait, min(timedelta(seconds=min(retry_after, 1e9)), _HEEDED_UP_TO))
        return now + wait

    def after_quiet(self, now: datetime, seconds: float) -> datetime:
        """Say when a feed is polled whose host wanted quiet for so many seconds."""
        return now + min(timedelta(seconds=min(seconds, 1e9)), _HEEDED_UP_TO)

    def _spread(self, wait: timedelta, chance: float) -> timedelta:
        least = max(self.shortest, wait * (1 - _SPREAD))
        most = min(self.longest, wait * (1 + _SPREAD))
        return least + (most - least) * chance


def chance() -> float:
    """Throw the dice that spread polls, from 0 to 1."""
    return random.random()  # noqa: S311  # nothing secret hangs on it


def usual_gap(moments: Iterable[datetime], now: datetime) -> timedelta | None:
    """Say how far apart a feed's last entries usually are, the present silence included.

    None where fewer than three moments, none of them in the future, tell too little.
    """
    last = sorted({moment for moment in moments if moment <= now}, reverse=True)[:LAST]
    if len(last) < 3:  # noqa: PLR2004  # one gap alone is chance
        return None
    later = [now, *last]
    gaps = [(after - before).total_seconds() for after, before in zip(later, last, strict=False)]
    return timedelta(seconds=median(gaps))
