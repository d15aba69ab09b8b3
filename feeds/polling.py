"""Polling: many feeds fetched side by side and parsed, one outcome for each as it arrives."""

import asyncio
import math
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import monotonic

import httpx

from feeds.entries import Document
from feeds.errors import FeedError, NotAFeed, TimedOut, TooManyRedirects
from feeds.fetch import (
    Answer,
    FetchOptions,
    Moved,
    NotModified,
    Validators,
    feed_client,
    request_once,
)
from feeds.guard import GuardedTransport
from feeds.known import Known
from feeds.pacing import Lanes
from feeds.parse import read_document
from feeds.splitting import digest_of
from feeds.urls import host_of

_BACKLOG = 100
"""Outcomes that may wait for the caller before fetching pauses."""
_TOGETHER = 50
"""Outcomes that are handed out at once."""
_MOMENT = 0.1
"""Seconds that the first of them waits for the others."""
_RESOLVERS = 50
"""Names that are looked up at once."""
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """A feed to poll, with the validators of its last document, and what is known of that."""

    url: str
    validators: Validators = field(default=Validators())
    known: Known = field(default=Known())


@dataclass(frozen=True, slots=True)
class NewDocument:
    """The feed answered with a document. ``url`` is where it came from after all redirects.

    Entries that the request knew already are left out of ``document``; ``known`` is what is to be
    kept beside the entries for the next request.
    """

    request: FeedRequest
    document: Document
    validators: Validators
    url: str
    known: Known = field(default=Known())


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The last document is current: the server says so (HTTP 304), or sent the same once more.

    ``validators`` are those that the same document came with this time.
    """

    request: FeedRequest
    validators: Validators


@dataclass(frozen=True, slots=True)
class Failed:
    """No document; ``error`` says why. What was not foreseen is its ``__cause__``."""

    request: FeedRequest
    error: FeedError


Outcome = NewDocument | Unchanged | Failed


def poll_feeds(
    requests: Iterable[FeedRequest], options: FetchOptions, parse_pool: Executor | None = None
) -> Iterator[Outcome]:
    """Poll all ``requests`` and yield one outcome for each, in the order in which they arrive.

    Never raises for a feed. Work starts with the first ``next()`` and stops when the iterator is
    closed. Parsing runs in ``parse_pool``, best a ParseProcesses, else in threads of its own, where
    a hostile document can hold up the whole process.
    """
    for outcomes in poll_in_batches(iter([list(requests)]), options, parse_pool):
        yield from outcomes


def poll_in_batches(
    requests: Iterator[Sequence[FeedRequest]],
    options: FetchOptions,
    parse_pool: Executor | None = None,
) -> Iterator[list[Outcome]]:
    """Poll as ``poll_feeds`` does, and yield what has arrived together.

    More ``requests`` are asked for while there is room for them, in the caller's thread, so that
    one slow feed never keeps others from being polled.
    """
    if not (todo := next(requests, [])):
        return
    work = _Work(options, parse_pool)
    work.start(todo)
    under_way = len(todo)
    try:
        while under_way:
            arrived = work.arrived(under_way)
            under_way -= len(arrived)
            yield arrived
            while under_way < options.concurrency and (more := next(requests, [])):
                work.add(more)
                under_way += len(more)
    finally:
        work.end()


def read_feed(url: str, options: FetchOptions, parse_pool: Executor | None = None) -> NewDocument:
    """Fetch and parse the one feed at ``url``. Raises FeedError."""
    [outcome] = poll_feeds([FeedRequest(url)], options, parse_pool)
    if isinstance(outcome, NewDocument):
        return outcome
    if isinstance(outcome, Failed):
        raise outcome.error
    raise FeedError(url, "unchanged, though nothing was asked to compare with")


@dataclass(slots=True)
class _Work:
    """The thread in which feeds are fetched, and the lines to it."""

    options: FetchOptions
    parse_pool: Executor | None
    outcomes: SimpleQueue[Outcome | BaseException] = field(default_factory=SimpleQueue)
    _requests: asyncio.Queue[Sequence[FeedRequest]] = field(default_factory=asyncio.Queue)
    _started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = field(
        default_factory=Future
    )
    _thread: threading.Thread | None = None

    def start(self, todo: Sequence[FeedRequest]) -> None:
        self._requests.put_nowait(todo)
        self._thread = threading.Thread(target=self._run, name="poll-feeds", daemon=True)
        self._thread.start()

    def add(self, more: Sequence[FeedRequest]) -> None:
        loop, _ = self._started.result()
        loop.call_soon_threadsafe(self._requests.put_nowait, more)

    def arrived(self, expected: int) -> list[Outcome]:
        """Wait for an outcome, and a moment longer for others, as far as they are ``expected``."""
        found: list[Outcome] = []
        until = math.inf
        while len(found) < min(expected, _TOGETHER):
            try:
                outcome = self.outcomes.get(timeout=None if not found else until - monotonic())
            except (Empty, ValueError):  # ValueError: the moment is over already
                break
            if isinstance(outcome, BaseException):
                raise outcome
            found.append(outcome)
            until = min(until, monotonic() + _MOMENT)
        return found

    def end(self) -> None:
        """Stop, and wait until it has stopped."""
        if self._started.done():
            loop, task = self._started.result()
            with suppress(RuntimeError):  # the loop is closed already after an error
                loop.call_soon_threadsafe(task.cancel)
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
                runner.run(self._poll_all())
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001, carried over to the caller's thread
            self.outcomes.put(error)

    async def _poll_all(self) -> None:
        options = self.options
        task = asyncio.current_task()
        if task is not None:
            self._started.set_result((asyncio.get_running_loop(), task))
        lanes = Lanes(
            concurrency=options.concurrency,
            host_concurrency=options.host_concurrency,
            host_gap=options.host_gap,
        )
        resolver = ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="resolve")
        try:
            transport = GuardedTransport(options.allowed_private_hosts, resolver)
            async with feed_client(transport, options) as client, asyncio.TaskGroup() as group:
                trip = _Trip(client, options, lanes, self.parse_pool, self.outcomes)
                while True:
                    for request in await self._requests.get():
                        group.create_task(_poll_one(request, trip))
        finally:
            # A name server that never answers must not hold the poll up.
            resolver.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Trip:
    """What all feeds of one poll share."""

    client: httpx.AsyncClient
    options: FetchOptions
    lanes: Lanes
    parse_pool: Executor | None
    outcomes: SimpleQueue[Outcome | BaseException]


async def _poll_one(request: FeedRequest, trip: _Trip) -> None:
    try:
        await _follow(request, trip)
    except FeedError as error:
        trip.outcomes.put(Failed(request, error))
    except Exception as cause:  # noqa: BLE001, one bad feed never costs the others
        unforeseen = FeedError(request.url, f"unforeseen {type(cause).__name__}")
        unforeseen.__cause__ = cause
        trip.outcomes.put(Failed(request, unforeseen))


async def _follow(request: FeedRequest, trip: _Trip) -> None:
    """Go from redirect to redirect, each in a turn of its host, to an outcome."""
    clock = asyncio.get_running_loop().time
    url, seconds = request.url, trip.options.timeout
    for _ in range(trip.options.max_redirects + 1):
        async with trip.lanes.turn(host_of(url)):
            if seconds <= 0:
                raise TimedOut(request.url, f"no whole answer in {trip.options.timeout:g} s")
            begun = clock()
            answer = await request_once(trip.client, url, request.validators, trip.options, seconds)
            seconds -= clock() - begun
            if not isinstance(answer, Moved):
                # Parsed while the turn is held: at most `concurrency` bodies are in memory.
                await _deliver(request, answer, trip)
                return
        url = answer.url
    raise TooManyRedirects(request.url, f"more than {trip.options.max_redirects} redirects")


async def _deliver(request: FeedRequest, answer: Answer | NotModified, trip: _Trip) -> None:
    outcome: Outcome
    if isinstance(answer, NotModified):
        outcome = Unchanged(request, request.validators)
    elif digest_of(answer.body) == request.known.body:
        outcome = Unchanged(request, answer.validators)
    else:
        try:
            reading = await asyncio.get_running_loop().run_in_executor(
                trip.parse_pool,
                read_document,
                answer.body,
                answer.url,
                answer.content_type,
                request.known,
            )
        except NotAFeed as error:
            raise NotAFeed(answer.url, error.reason, error.links) from error
        outcome = NewDocument(
            request, reading.document, answer.validators, answer.url, reading.known
        )
    while trip.outcomes.qsize() >= _BACKLOG:  # noqa: ASYNC110, a thread empties it, not the loop
        await asyncio.sleep(_PAUSE)
    trip.outcomes.put(outcome)
