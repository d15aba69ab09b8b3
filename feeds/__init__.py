"""The way of an entry: source, fetch, parse, identify, match. Plain data in, plain data out."""

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
from feeds.fetch import FetchOptions, Validators
from feeds.finding import find_feed
from feeds.known import Known
from feeds.outcomes import (
    Failed,
    FeedRequest,
    NewDocument,
    Outcome,
    Postponed,
    Unchanged,
)
from feeds.pace import Pace
from feeds.parse import parse_feed
from feeds.parse_processes import ParseProcesses
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
