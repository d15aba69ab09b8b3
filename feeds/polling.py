"""Polling: many feeds fetched side by side and parsed, one outcome for each as it arrives."""

import asyncio
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from feeds.errors import FeedError, HostRests
from feeds.fetch import FeedClient
from feeds.fetch_options import FetchOptions
from feeds.following import Trip, outcome_of
from feeds.guard import Guard
from feeds.outcomes import Failed, FeedRequest, NewDocument, Outcome, Postponed
from feeds.pacing import Lanes

Outcomes = SimpleQueue[Outcome]
_LARGE_AT_ONCE = 8
"""Bodies of more than a megabyte that are in memory together."""
_BACKLOG = 100
"""Outcomes that may wait for the caller before fetching pauses."""
_PAUSE = 0.02


class Fetcher:
    """Fetches feeds, in a thread of its own; one for a process, so that each host has one lane.

    Parsing runs in ``parse_pool``, best a ParseProcesses, else in threads, where a hostile document
    can hold up the whole process. Work starts when first asked for and ends with ``close``; use it
    as a context manager.
    """

    def __init__(self, options: FetchOptions, parse_pool: Executor | None = None) -> None:
        self.options = options
        self.parse_pool = parse_pool
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._trip: Trip | None = None
        self._tasks: set[asyncio.Task[Outcome]] = set()
        self._ended = asyncio.Event()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(
        self,
        requests: Iterable[FeedRequest],
        outcomes: Outcomes,
        resting: Mapping[str, float] | None = None,
    ) -> None:
        """Begin with ``requests``; one outcome for each is put into ``outcomes``, in any order.

        ``resting``: hosts that want quiet, as ``places.pace_key`` names them, and for how many
        seconds yet. What a redirect leads there is Postponed, and so is what is under way when the
        fetcher is closed, or comes later.
        """
        todo = list(requests)
        with self._starting:
            if self._closed:
                for request in todo:
                    outcomes.put(Postponed(request, 0.0))
                return
            if self._loop is None:
                self._loop = self._run_loop()
            self._loop.call_soon_threadsafe(self._begin, todo, outcomes, resting or {})

    def poll(self, requests: Sequence[FeedRequest]) -> Iterator[Outcome]:
        """Poll all ``requests`` and yield one outcome for each, in the order of arrival.

        Never raises for a feed.
        """
        outcomes: Outcomes = SimpleQueue()
        self.start(requests, outcomes)
        for _ in requests:
            yield outcomes.get()

    def read(self, url: str) -> NewDocument:
        """Fetch and parse the one feed at ``url``. Raises FeedError."""
        [outcome] = self.poll([FeedRequest(url)])
        if isinstance(outcome, NewDocument):
            return outcome
        if isinstance(outcome, Failed):
            raise outcome.error
        if isinstance(outcome, Postponed):
            raise HostRests(url, outcome.seconds)
        raise FeedError(url, "unchanged, though nothing was asked to compare with")

    def close(self) -> None:
        """Stop all work, and wait until it has stopped."""
        with self._starting:
            self._closed = True
            loop, thread = self._loop, self._thread
        if loop is not None and thread is not None:
            with suppress(RuntimeError):  # it was closed before
                loop.call_soon_threadsafe(self._cancel)
            thread.join()

    def _run_loop(self) -> asyncio.AbstractEventLoop:
        ready: Future[asyncio.AbstractEventLoop] = Future()

        def work() -> None:
            try:
                with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
                    runner.run(self._serve(ready))
            except BaseException as error:  # noqa: BLE001, carried over to the caller's thread
                if not ready.done():
                    ready.set_exception(error)

        self._thread = threading.Thread(target=work, name="fetch-feeds", daemon=True)
        self._thread.start()
        return ready.result()

    async def _serve(self, ready: Future[asyncio.AbstractEventLoop]) -> None:
        options = self.options
        lanes = Lanes(
            concurrency=options.concurrency,
            host_concurrency=options.host_concurrency,
            host_gap=options.host_gap,
        )
        resolver = ThreadPoolExecutor(options.concurrency, thread_name_prefix="resolve")
        try:
            guard = Guard(options.allowed_private_hosts, resolver)
            async with FeedClient(guard, options) as client:
                self._trip = Trip(client, lanes, self.parse_pool, asyncio.Semaphore(_LARGE_AT_ONCE))
                ready.set_result(asyncio.get_running_loop())
                await self._ended.wait()
                await asyncio.gather(*self._tasks, return_exceptions=True)
        finally:
            # A name server that never answers must not hold the end up.
            resolver.shutdown(wait=False, cancel_futures=True)

    def _begin(
        self, requests: list[FeedRequest], outcomes: Outcomes, resting: Mapping[str, float]
    ) -> None:
        if self._trip is not None:
            self._trip.lanes.leave(resting)
        for request in requests:
            task = asyncio.get_running_loop().create_task(self._poll_one(request, outcomes))
            self._tasks.add(task)
            task.add_done_callback(partial(self._hand_over, request, outcomes))

    def _hand_over(
        self, request: FeedRequest, outcomes: Outcomes, task: asyncio.Task[Outcome]
    ) -> None:
        # Not in the task itself: what is cancelled before its first step never gets that far.
        self._tasks.discard(task)
        failed = task.cancelled() or task.exception() is not None
        outcomes.put(Postponed(request, 0.0) if failed else task.result())

    def _cancel(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._ended.set()

    async def _poll_one(self, request: FeedRequest, outcomes: Outcomes) -> Outcome:
        if self._trip is None:
            return Postponed(request, 0.0)
        outcome = await outcome_of(request, self._trip)
        while outcomes.qsize() >= _BACKLOG:  # noqa: ASYNC110, a thread empties it
            await asyncio.sleep(_PAUSE)
        return outcome
