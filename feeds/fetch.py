"""One HTTP request for a feed: a new document, unchanged, moved, or the error that says why not.

HTTP semantics are those of RFC 9110 (conditional requests, Retry-After, redirects).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Self

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    InvalidURL,
)
from multidict import CIMultiDict
from yarl import URL

from feeds.addresses import checked_url
from feeds.bot_checks import READ, looks_like_bot_check, says_bot_check
from feeds.errors import (
    BadAddress,
    BotCheck,
    FeedError,
    Gone,
    HttpRefused,
    NotAFeed,
    NotAllowed,
    RateLimited,
    TimedOut,
    TooLarge,
    Unreachable,
)
from feeds.fetch_options import FetchOptions
from feeds.freshness import fresh_seconds, retry_seconds
from feeds.guard import Guard
from feeds.outcomes import Validators
from feeds.unpacking import ACCEPTED, CannotUnpackError, unpacker

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_FIRST_ERROR = 300
_LARGE = 1_000_000
"""Bytes of a body beyond which few are held at a time."""
_LINE_ERRORS = (ClientError, OSError)
_LONGEST_HEADER = 65_536
"""Bytes of one header: some sites send long security policies along."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body that came, unpacked, from ``url``; ``fresh``: seconds that the server calls it so."""

    url: str
    content_type: str
    body: bytes
    validators: Validators
    fresh: float


@dataclass(frozen=True, slots=True)
class Moved:
    """A redirect to ``url``; ``permanent``: it should be asked for there from now on."""

    url: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class NotModified:
    """HTTP 304: what we have is current, for ``fresh`` seconds."""

    fresh: float


class FeedClient:
    """What all fetches of a process share: no cookies, no proxy.

    Made in the loop that uses it, as a context manager.
    """

    def __init__(self, guard: Guard, options: FetchOptions) -> None:
        self.guard = guard
        self.options = options
        self.session = ClientSession(
            connector=guard.connector(),
            headers={
                "User-Agent": options.user_agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": ACCEPTED,
            },
            cookie_jar=DummyCookieJar(),
            timeout=ClientTimeout(total=None, sock_connect=None),  # request_once limits the whole
            auto_decompress=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()


async def request_once(
    client: FeedClient,
    url: str,
    validators: Validators,
    seconds: float,
    grows: Callable[[], Awaitable[object]],
    *,
    last: bool,
) -> Answer | Moved | NotModified:
    """Ask ``url`` for a feed, for at most ``seconds``. Raises FeedError, nothing else expected.

    ``grows`` is waited for once, when the body gets larger than a megabyte. The connection is kept
    open for more, unless it is the ``last`` one for its host.
    """
    address = checked_url(url)
    headers = _conditions(validators)
    if last:
        headers["Connection"] = "close"
    try:
        client.guard.check_host(address.host or "")
        async with (
            asyncio.timeout(seconds),
            client.session.get(address, headers=headers, allow_redirects=False) as response,
        ):
            return await _read(response, url, validators, client.options, grows)
    except NotAllowed as error:
        raise NotAllowed(url, error.reason) from error
    except TimeoutError as error:
        raise TimedOut(url, f"no whole answer within {client.options.timeout:g} s") from error
    except CannotUnpackError as error:
        raise NotAFeed(url, "the answer cannot be unpacked") from error
    except InvalidURL as error:
        raise BadAddress(url, "the address cannot be read") from error
    except _LINE_ERRORS as error:
        raise Unreachable(url, f"no connection: {error or type(error).__name__}") from error


def _conditions(validators: Validators) -> dict[str, str]:
    headers = {}
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


async def _read(
    response: ClientResponse,
    url: str,
    validators: Validators,
    options: FetchOptions,
    grows: Callable[[], Awaitable[object]],
) -> Answer | Moved | NotModified:
    headers = _combined(response)
    status = response.status
    fresh = fresh_seconds(headers, datetime.now(UTC))
    if status == HTTPStatus.NOT_MODIFIED and validators != Validators():
        return NotModified(fresh)
    if status in _REDIRECTS and headers.get("Location", "").strip():
        return Moved(_redirected(url, headers["Location"].strip()), status in _PERMANENT)
    if status >= _FIRST_ERROR:
        raise _refusal(url, status, headers, bot_check=await _is_bot_check(response, headers))
    if says_bot_check(headers):
        raise BotCheck(url, "a bot check")
    if "," in headers.get("Content-Encoding", ""):
        # Bombs multiply with every layer, and no feed is packed twice.
        raise NotAFeed(url, "the answer is packed more than once")
    body = bytearray()
    is_large = False
    async for part in _unpacked(response, headers):
        body += part
        if not is_large and len(body) > _LARGE:
            is_large = True
            await grows()
        if len(body) > options.max_bytes:
            raise TooLarge(url, f"more than {options.max_bytes} bytes")
    return Answer(
        url=url,
        content_type=headers.get("Content-Type", ""),
        body=bytes(body),
        validators=Validators(
            _sendable(headers.get("ETag")), _sendable(headers.get("Last-Modified"))
        ),
        fresh=fresh,
    )


def _combined(response: ClientResponse) -> CIMultiDict[str]:
    """Give the headers with those that came more than once as one list (RFC 9110, 5.3)."""
    headers = response.headers
    return CIMultiDict({name: ", ".join(headers.getall(name)) for name in set(headers)})


async def _unpacked(response: ClientResponse, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
    unpack = unpacker(headers.get("Content-Encoding", ""))
    async for packed in response.content.iter_any():
        for part in unpack(packed):
            yield part


async def _is_bot_check(response: ClientResponse, headers: Mapping[str, str]) -> bool:
    """Look at the page that comes with a refusal."""
    if says_bot_check(headers):
        return True
    if "html" not in headers.get("Content-Type", ""):
        return False
    page = bytearray()
    try:
        async for part in _unpacked(response, headers):
            page += part
            if len(page) > READ:
                break
    except (CannotUnpackError, *_LINE_ERRORS):
        return False  # the refusal itself has arrived
    return looks_like_bot_check(bytes(page))


def _redirected(url: str, location: str) -> str:
    try:
        return str(checked_url(url).join(URL(location)))
    except ValueError as error:
        raise BadAddress(url, "it redirects to an address that cannot be read") from error


def _refusal(url: str, status: int, headers: Mapping[str, str], *, bot_check: bool) -> FeedError:
    if status == HTTPStatus.GONE:
        return Gone(url, "HTTP status 410, gone for good")
    if status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and headers.get("Retry-After")
    ):
        wait = retry_seconds(headers, datetime.now(UTC))
        return RateLimited(url, wait, bot_check=bot_check)
    return BotCheck(url, "a bot check") if bot_check else HttpRefused(url, status)


def _sendable(value: str | None) -> str | None:
    """Keep a validator only if it can be sent back as it came: headers of ours are ASCII."""
    return value if value and value.isascii() and value.isprintable() else None
