"""Polling: many feeds fetched side by side and parsed, one outcome for each as it arrives."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue

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
from feeds.pacing import Lanes
from feeds.parse import parse_feed
from feeds.urls import host_of

_BACKLOG = 20
"""Outcomes that may wait for the caller before fetching pauses."""
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """A feed to poll, with the validators that its last document came with."""

    url: str
    validators: Validators = field(default=Validators())


@dataclass(frozen=True, slots=True)
class NewDocument:
    """The feed answered with a document. ``url`` is where it came from after all redirects."""

    request: FeedRequest
    document: Document
    validators: Validators
    url: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the last document is current (HTTP 304)."""

    request: FeedRequest


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
    todo = list(requests)
    if not todo:
        return
    outcomes: SimpleQueue[Outcome | BaseException | None] = SimpleQueue()
    started: Future[Callable[[], object]] = Future()

    def work() -> None:
        try:
            with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
                runner.run(_poll_all(todo, options, parse_pool, outcomes, started))
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001, carried over to the caller's thread
            outcomes.put(error)
        finally:
            outcomes.put(None)

    thread = threading.Thread(target=work, name="poll-feeds", daemon=True)
    thread.start()
    try:
        while (outcome := outcomes.get()) is not None:
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome
    finally:
        if started.done():
            with suppress(RuntimeError):  # the loop is closed already when all is done
                started.result()()
        thread.join()


def read_feed(url: str, options: FetchOptions, parse_pool: Executor | None = None) -> NewDocument:
    """Fetch and parse the one feed at ``url``. Raises FeedError."""
    [outcome] = poll_feeds([FeedRequest(url)], options, parse_pool)
    if isinstance(outcome, NewDocument):
        return outcome
    if isinstance(outcome, Failed):
        raise outcome.error
    raise FeedError(url, "unchanged, though nothing was asked to compare with")


async def _poll_all(
    todo: list[FeedRequest],
    options: FetchOptions,
    parse_pool: Executor | None,
    outcomes: SimpleQueue[Outcome | BaseException | None],
    started: Future[Callable[[], object]],
) -> None:
    loop = asyncio.get_running_loop()
    this = asyncio.current_task()
    if this is not None:
        started.set_result(lambda: loop.call_soon_threadsafe(this.cancel))
    lanes = Lanes(
        concurrency=options.concurrency,
        host_concurrency=options.host_concurrency,
        host_gap=options.host_gap,
    )
    resolver = ThreadPoolExecutor(options.concurrency, thread_name_prefix="resolve")
    try:
        transport = GuardedTransport(options.allowed_private_hosts, resolver)
        async with feed_client(transport, options) as client, asyncio.TaskGroup() as group:
            trip = _Trip(client, options, lanes, parse_pool, outcomes)
            for request in todo:
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
    outcomes: SimpleQueue[Outcome | BaseException | None]


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
        outcome = Unchanged(request)
    else:
        try:
            document = await asyncio.get_running_loop().run_in_executor(
                trip.parse_pool, parse_feed, answer.body, answer.url, answer.content_type
            )
        except NotAFeed as error:
            raise NotAFeed(answer.url, error.reason, error.links) from error
        outcome = NewDocument(request, document, answer.validators, answer.url)
    while trip.outcomes.qsize() >= _BACKLOG:  # noqa: ASYNC110, a thread empties it, not the loop
        await asyncio.sleep(_PAUSE)
    trip.outcomes.put(outcome)
