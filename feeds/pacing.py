"""Manners towards hosts: how many requests at a time, how far apart, how many in all, and quiet."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from feeds.errors import HostRests
from feeds.places import domain_gaps, pace_key

_UNTOLD_QUIET = 60.0
"""Seconds of quiet for a host that is asked too much and does not say how long it wants any."""


@dataclass(slots=True)
class _Lane:
    places: asyncio.Semaphore
    door: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_start: float = 0.0
    quiet_until: float = 0.0


class Lanes:
    """One lane for each host, or for the whole domain of a place that is paced as one.

    Waiting in a lane takes none of the slots that all hosts share.
    """

    def __init__(self, *, concurrency: int, host_concurrency: int, host_gap: float) -> None:
        self._slots = asyncio.Semaphore(concurrency)
        self._gap = host_gap
        self._gaps = domain_gaps()
        self._lanes: defaultdict[str, _Lane] = defaultdict(
            lambda: _Lane(asyncio.Semaphore(host_concurrency))
        )

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for a turn at the host of ``url`` and hold it.

        Holding one and asking for another deadlocks. Raises HostRests while the host wants quiet,
        also for those who wait for their turn already.
        """
        host = pace_key(url)
        lane = self._lanes[host]
        clock = asyncio.get_running_loop().time
        async with lane.places:
            async with lane.door:
                _check_quiet(lane, url, clock())
                await asyncio.sleep(max(0.0, lane.next_start - clock()))
                _check_quiet(lane, url, clock())
                await self._slots.acquire()
                lane.next_start = clock() + max(self._gap, self._gaps.get(host, 0.0))
            try:
                yield
            finally:
                self._slots.release()

    def rest(self, url: str, seconds: float | None) -> None:
        """Leave the host of ``url`` in peace for so long, None: for a while."""
        lane = self._lanes[pace_key(url)]
        until = asyncio.get_running_loop().time() + (_UNTOLD_QUIET if seconds is None else seconds)
        lane.quiet_until = max(lane.quiet_until, until)


def _check_quiet(lane: _Lane, url: str, now: float) -> None:
    if lane.quiet_until > now:
        raise HostRests(url, lane.quiet_until - now)
