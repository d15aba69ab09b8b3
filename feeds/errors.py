"""What can go wrong with a feed: one class for each thing that can be said or done about it."""

# ruff: noqa: N818, the names say what happened, which "Error" would only repeat

from dataclasses import dataclass

from feeds.urls import without_userinfo


class FeedError(Exception):
    """Base of all. ``url`` is where it happened, without credentials; ``reason`` is for logs."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = without_userinfo(url)
        self.reason = reason
        super().__init__(self.url, reason)

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class BadAddress(FeedError):
    """The URL is not one that a feed can have: scheme, host, port or form."""


class NotAllowed(FeedError):
    """The address lies in a private network, on this machine, or is otherwise not public."""


class Unreachable(FeedError):
    """No answer: the name does not resolve, or connection, TLS or HTTP broke down."""


class TimedOut(FeedError):
    """The whole fetch took longer than allowed."""


class HttpRefused(FeedError):
    """The server answered with an HTTP status that brings no feed, kept in ``status``."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(url, f"HTTP status {status}")
        self.status = status
        self.args = (self.url, status)


class Gone(FeedError):
    """HTTP 410: the feed is gone for good and should not be asked for again."""


class RateLimited(FeedError):
    """HTTP 429, or 503 with Retry-After. ``retry_after``: seconds to wait, None if untold.

    It is said to the whole host. ``bot_check``: with a page that asks whether we are human.
    """

    def __init__(
        self, url: str, retry_after: float | None = None, *, bot_check: bool = False
    ) -> None:
        super().__init__(url, f"too many requests, retry after {retry_after} s")
        self.retry_after = retry_after
        self.bot_check = bot_check
        self.args = (self.url, retry_after)


class BotCheck(FeedError):
    """The server wants us to prove that we are human, where it should give a feed."""


class TooLarge(FeedError):
    """The document, unpacked, is larger than allowed."""


class TooManyRedirects(FeedError):
    """The chain of redirects is longer than allowed, or goes round."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names; ``title`` is what it calls it, maybe nothing."""

    url: str
    title: str = ""


class HostRests(FeedError):
    """The host has asked for quiet, and was not asked; ``seconds``: how long it still wants it."""

    def __init__(self, url: str, seconds: float) -> None:
        super().__init__(url, f"the host rests for {seconds:.0f} s")
        self.seconds = seconds
        self.args = (self.url, seconds)


class NotAFeed(FeedError):
    """Something answered, but it is no feed: a web page, nothing at all, or nonsense.

    ``links`` are the feeds that the page names.
    """

    def __init__(self, url: str, reason: str, links: tuple[FeedLink, ...] = ()) -> None:
        super().__init__(url, reason)
        self.links = links
        self.args = (self.url, reason, links)
