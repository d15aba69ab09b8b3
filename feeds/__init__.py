"""The way of an entry: source, fetch, parse, identify, match. Plain data in, plain data out."""

from importlib import import_module
from typing import TYPE_CHECKING

from feeds.entries import Author, Document, Entry, EntryKind
from feeds.errors import (
    BadAddress,
    BotCheck,
    FeedError,
    FeedLink,
    Gone,
    HostRests,
    HttpRefused,
    NotAFeed,
    NotAllowed,
    RateLimited,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from feeds.fetch_options import FetchOptions
from feeds.known import Known
from feeds.outcomes import (
    Failed,
    FeedRequest,
    NewDocument,
    Outcome,
    Postponed,
    Unchanged,
    Validators,
)
from feeds.pace import Pace
from feeds.parse import parse_feed
from feeds.parse_processes import ParseProcesses

if TYPE_CHECKING:
    from feeds.finding import find_feed
    from feeds.polling import Fetcher

__all__ = [
    "Author",
    "BadAddress",
    "BotCheck",
    "Document",
    "Entry",
    "EntryKind",
    "Failed",
    "FeedError",
    "FeedLink",
    "FeedRequest",
    "FetchOptions",
    "Fetcher",
    "Gone",
    "HostRests",
    "HttpRefused",
    "Known",
    "NewDocument",
    "NotAFeed",
    "NotAllowed",
    "Outcome",
    "Pace",
    "ParseProcesses",
    "Postponed",
    "RateLimited",
    "TimedOut",
    "TooLarge",
    "TooManyRedirects",
    "Unchanged",
    "Unreachable",
    "Validators",
    "find_feed",
    "parse_feed",
]

# The client for HTTP is large, and each process that only parses would bring it in as well.
_FETCHING = {"Fetcher": "feeds.polling", "find_feed": "feeds.finding"}


def __getattr__(name: str) -> object:
    """Bring in what fetches when it is first asked for (PEP 562)."""
    if name not in _FETCHING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_FETCHING[name]), name)
