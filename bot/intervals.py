"""Intervals: how long to wait until a feed is polled again."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Intervals:
    """How often a feed may be polled: at most every ``shortest``, at least every ``longest``."""

    shortest: timedelta
    longest: timedelta

    def after_success(self) -> timedelta:
        """Say how long to wait after a poll that went well."""
        return self.shortest

    def after_failure(self, failures: int, retry_after: float | None = None) -> timedelta:
        """Say how long to wait after the n-th failure in a row: twice as long each time.

        ``retry_after``: seconds that the host asked for (RFC 9110, 10.2.3); never less than that,
        up to 31 days.
        """
        wait = min(self.longest, self.shortest * int(2 ** min(failures, 16)))
        if retry_after is not None:
            asked = timedelta(seconds=min(retry_after, 31 * 86400))
            wait = max(wait, asked)
        return wait
