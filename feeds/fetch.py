"""One HTTP request for a feed: a new document, unchanged, moved, or the error that says why not.

HTTP semantics are those of RFC 9110 (conditional requests, Retry-After, redirects).
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from feeds.addresses import checked_url
from feeds.errors import (
    BadAddress,
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

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
_REDIRECTS = {301, 302, 303, 307, 308}
_FIRST_ERROR = 300


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How feeds are fetched.

    ``timeout`` is for a whole fetch, waiting for the host's turn left out; ``host_gap`` lies
    between the starts of two requests to one host: both in seconds. ``max_bytes`` counts after
    unpacking. ``allowed_private_hosts`` are host names or addresses as they stand in URLs.
    """

    user_agent: str
    timeout: float = 20.0
    max_bytes: int = 10_000_000
    max_redirects: int = 5
    host_concurrency: int = 2
    host_gap: float = 1.0
    allowed_private_hosts: frozenset[str] = frozenset()
    concurrency: int = 200


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "changed since?" with, to be sent back exactly as given."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A body that came, unpacked, from ``url``."""

    url: str
    content_type: str
    body: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class Moved:
    """A redirect to ``url``."""

    url: str


@dataclass(frozen=True, slots=True)
class NotModified:
    """HTTP 304: what we have is current."""


def feed_client(transport: httpx.AsyncBaseTransport, options: FetchOptions) -> httpx.AsyncClient:
    """Make the client that all fetches of one poll share: no cookies, no proxy, no redirects."""
    return httpx.AsyncClient(
        transport=transport,
        headers={
            "User-Agent": options.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        },
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=None,  # noqa: S113, request_once limits the whole
        trust_env=False,
    )


async def request_once(
    client: httpx.AsyncClient,
    url: str,
    validators: Validators,
    options: FetchOptions,
    seconds: float,
) -> Answer | Moved | NotModified:
    """Ask ``url`` for a feed, for at most ``seconds``. Raises FeedError, nothing else expected."""
    address = checked_url(url)
    try:
        async with (
            asyncio.timeout(seconds),
            client.stream("GET", address, headers=_conditions(validators)) as response,
        ):
            return await _read(response, url, validators, options)
    except NotAllowed as error:
        raise NotAllowed(url, error.reason) from error
    except TimeoutError as error:
        raise TimedOut(url, f"no whole answer within {options.timeout:g} s") from error
    except httpx.DecodingError as error:
        raise NotAFeed(url, "the answer cannot be unpacked") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise BadAddress(url, "the address cannot be read") from error
    except (
        httpx.TransportError,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.TimeoutException,
    ) as error:
        raise Unreachable(url, f"no connection: {error or type(error).__name__}") from error


def _conditions(validators: Validators) -> dict[str, str]:
    headers = {}
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


async def _read(
    response: httpx.Response, url: str, validators: Validators, options: FetchOptions
) -> Answer | Moved | NotModified:
    headers = response.headers
    status = response.status_code
    if status == HTTPStatus.NOT_MODIFIED and validators != Validators():
        return NotModified()
    if status in _REDIRECTS and headers.get("Location", "").strip():
        return Moved(_redirected(url, headers["Location"].strip()))
    if status >= _FIRST_ERROR:
        raise _refusal(url, status, headers.get("Retry-After"))
    if "," in headers.get("Content-Encoding", ""):
        # Bombs multiply with every layer, and no feed is packed twice.
        raise NotAFeed(url, "the answer is packed more than once")
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > options.max_bytes:
            raise TooLarge(url, f"more than {options.max_bytes} bytes")
    return Answer(
        url=url,
        content_type=headers.get("Content-Type", ""),
        body=bytes(body),
        validators=Validators(
            _sendable(headers.get("ETag")), _sendable(headers.get("Last-Modified"))
        ),
    )


def _redirected(url: str, location: str) -> str:
    try:
        return str(httpx.URL(url).join(location))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise BadAddress(url, "it redirects to an address that cannot be read") from error


def _refusal(url: str, status: int, retry_after: str | None) -> FeedError:
    if status == HTTPStatus.GONE:
        return Gone(url, "HTTP status 410, gone for good")
    if status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and retry_after
    ):
        return RateLimited(url, seconds_to_wait(retry_after, datetime.now(UTC)))
    return HttpRefused(url, status)


def seconds_to_wait(retry_after: str | None, now: datetime) -> float | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or an HTTP date; None where unreadable."""
    value = (retry_after or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def _sendable(value: str | None) -> str | None:
    """Keep a validator only if it can be sent back as it came: headers of ours are ASCII."""
    return value if value and value.isascii() and value.isprintable() else None
