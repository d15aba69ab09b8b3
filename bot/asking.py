"""Asking out of turn: somebody waits for a page, and its host is left in peace all the same."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

from bot.clock import Clock
from bot.hosts import let_rest, wait_for_turn
from bot.intervals import Intervals
from bot.store import Store
from feeds import FeedLink, Fetcher, HostRests, NewDocument, RateLimited, find_feed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FeedReading:
    """How feeds are read when somebody asks for it."""

    store: Store
    clock: Clock
    stop: threading.Event
    fetcher: Fetcher
    parse_pool: Executor
    intervals: Intervals
    cards_per_poll: int

    def find(self, url: str) -> NewDocument | tuple[FeedLink, ...]:
        """Find the feed at an address, as ``find_feed`` does. Raises FeedError."""
        return self._in_turn(url, lambda: find_feed(url, self.fetcher))

    def read(self, url: str) -> NewDocument:
        """Read the feed at an address. Raises FeedError."""
        return self._in_turn(url, lambda: self.fetcher.read(url))

    def _in_turn(self, url: str, work: Callable[[], T]) -> T:
        """Wait until the host may be asked, and keep what it says about that."""
        with self.store.write() as session:
            wait = wait_for_turn(session, url, self.clock.now())
        if wait is None:
            raise HostRests(url, 0)
        if wait:
            self.clock.wait(self.stop, wait.total_seconds())
        try:
            return work()
        except RateLimited as error:
            with self.store.write() as session:
                now = self.clock.now()
                let_rest(session, error.url, error.retry_after, self.intervals, now)
            raise
