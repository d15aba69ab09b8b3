"""From a feed's address to its outcome: redirects followed, each in a turn of its host, parsed."""

import asyncio
from concurrent.futures import Executor
from contextlib import AsyncExitStack
from dataclasses import dataclass

from feeds.bot_checks import looks_like_bot_check
from feeds.errors import (
    BotCheck,
    FeedError,
    HostRests,
    NotAFeed,
    RateLimited,
    TimedOut,
    TooManyRedirects,
)
from feeds.fetch import Answer, FeedClient, Moved, NotModified, request_once
from feeds.known import digest_of
from feeds.outcomes import Failed, FeedRequest, NewDocument, Outcome, Postponed, Unchanged
from feeds.pacing import Lanes
from feeds.parse import read_document


@dataclass(frozen=True, slots=True)
class Trip:
    """What all fetches share."""

    client: FeedClient
    lanes: Lanes
    parse_pool: Executor | None
    large: asyncio.Semaphore


async def outcome_of(request: FeedRequest, trip: Trip) -> Outcome:
    """Fetch and parse one feed; whatever goes wrong with it is an outcome too."""
    try:
        return await _follow(request, trip)
    except HostRests as error:
        return Postponed(request, error.seconds)
    except FeedError as error:
        return Failed(request, error)
    except Exception as cause:  # noqa: BLE001, one bad feed never costs the others
        unforeseen = FeedError(request.url, f"unforeseen {type(cause).__name__}")
        unforeseen.__cause__ = cause
        return Failed(request, unforeseen)


async def _follow(request: FeedRequest, trip: Trip) -> Outcome:
    clock = asyncio.get_running_loop().time
    options = trip.client.options
    url, seconds = request.url, options.timeout
    permanent = True
    for _ in range(options.max_redirects + 1):
        async with trip.lanes.turn(url) as more_wait, AsyncExitStack() as held:
            if seconds <= 0:
                raise TimedOut(request.url, f"no whole answer in {options.timeout:g} s")
            begun = clock()
            try:
                answer = await request_once(
                    trip.client,
                    url,
                    request.validators,
                    seconds,
                    lambda: held.enter_async_context(trip.large),
                    last=not more_wait,
                )
            except RateLimited as error:
                trip.lanes.rest(url, error.retry_after)
                raise
            seconds -= clock() - begun
            if not isinstance(answer, Moved):
                moved_to = url if permanent and url != request.url else None
                # Parsed while the turn is held: so many bodies are in memory, and few large ones.
                return await _read(request, answer, moved_to, trip)
        trip.lanes.allow(answer.url, url)
        url, permanent = answer.url, permanent and answer.permanent
    raise TooManyRedirects(request.url, f"more than {options.max_redirects} redirects")


async def _read(
    request: FeedRequest, answer: Answer | NotModified, moved_to: str | None, trip: Trip
) -> NewDocument | Unchanged:
    if isinstance(answer, NotModified):
        return Unchanged(request, moved_to, answer.fresh)
    if digest_of(answer.body) == request.known.body:
        return Unchanged(request, moved_to, answer.fresh, answer.validators)
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
        if not error.links and looks_like_bot_check(answer.body):
            raise BotCheck(answer.url, "a bot check") from error
        raise NotAFeed(answer.url, error.reason, error.links) from error
    return NewDocument(
        request,
        reading.document,
        answer.validators,
        answer.url,
        moved_to,
        answer.fresh,
        reading.known,
    )
