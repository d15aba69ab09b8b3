"""Manners towards hosts: how many requests at a time, how far apart, how many in all, and quiet."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
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
    rests: int = 0
    quiet_until: float = 0.0
    guests: int = 0
    """Those who hold a turn or wait for one."""


class Lanes:
    """One lane for each host, or for the whole domain of a place that is paced as one.

    Waiting in a lane takes none of the slots that all hosts share.
    """

    def __init__(self, *, concurrency: int, host_concurrency: int, host_gap: float) -> None:
        self._slots = asyncio.Semaphore(concurrency)
        self._gap = host_gap
        self._gaps = domain_gaps()
        self._resting: dict[str, float] = {}
        self._lanes: defaultdict[str, _Lane] = defaultdict(
            lambda: _Lane(asyncio.Semaphore(host_concurrency))
        )

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[bool]:
        """Wait for a turn at the host of ``url`` and hold it; tell whether others are there too.

        Holding one and asking for another deadlocks. Raises HostRests where the host asks for quiet
        in the meantime. Whoever comes later must know of that, and keep it.
        """
        lane = self._lanes[pace_key(url)]
        lane.guests += 1
        rests = lane.rests
        try:
            async with lane.places:
                await self._enter(url, lane, rests)
                try:
                    yield lane.guests > 1
                finally:
                    self._slots.release()
        finally:
            lane.guests -= 1

    async def _enter(self, url: str, lane: _Lane, rests: int) -> None:
        clock = asyncio.get_running_loop().time
        async with lane.door:
            if lane.rests == rests:
                await asyncio.sleep(max(0.0, lane.next_start - clock()))
            if lane.rests != rests:
                raise HostRests(url, max(0.0, lane.quiet_until - clock()))
            await self._slots.acquire()
            lane.next_start = clock() + max(self._gap, self._gaps.get(pace_key(url), 0.0))

    def leave(self, resting: Mapping[str, float]) -> None:
        """Say which hosts want quiet, as ``pace_key`` names them, and for how many seconds yet.

        It takes the place of what was said before.
        """
        now = asyncio.get_running_loop().time()
        self._resting = {host: now + seconds for host, seconds in resting.items()}

    def allow(self, url: str, came_from: str) -> None:
        """Raise HostRests where a redirect leads into another host, and that one wants quiet."""
        host = pace_key(url)
        quiet = self._resting.get(host, 0.0) - asyncio.get_running_loop().time()
        if quiet > 0 and host != pace_key(came_from):
            raise HostRests(url, quiet)

    def rest(self, url: str, seconds: float | None) -> None:
        """Send away those who wait for the host of ``url``; it wants quiet for so long."""
        lane = self._lanes[pace_key(url)]
        now = asyncio.get_running_loop().time()
        quiet = _UNTOLD_QUIET if seconds is None else seconds
        lane.rests += 1
        lane.quiet_until = now + quiet
