"""Manners towards hosts: how many requests at a time, how far apart, and how many in all."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Lane:
    places: asyncio.Semaphore
    door: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_start: float = 0.0


class Lanes:
    """One lane for each host. Waiting in a lane takes none of the slots that all hosts share."""

    def __init__(self, *, concurrency: int, host_concurrency: int, host_gap: float) -> None:
        self._slots = asyncio.Semaphore(concurrency)
        self._gap = host_gap
        self._lanes: defaultdict[str, _Lane] = defaultdict(
            lambda: _Lane(asyncio.Semaphore(host_concurrency))
        )

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at ``host`` and hold it. Holding one and asking for another deadlocks."""
        lane = self._lanes[host]
        loop = asyncio.get_running_loop()
        async with lane.places:
            async with lane.door:
                await asyncio.sleep(max(0.0, lane.next_start - loop.time()))
                await self._slots.acquire()
                lane.next_start = loop.time() + self._gap
            try:
                yield
            finally:
                self._slots.release()
