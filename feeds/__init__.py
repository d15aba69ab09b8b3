"""The way of an entry: source, fetch, parse, identify, match. Plain data in, plain data out."""

from feeds.entries import Author, Document, Entry, EntryKind
from feeds.errors import (
    BadAddress,
    FeedError,
    FeedLink,
    Gone,
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
from feeds.parse import parse_feed
from feeds.parse_processes import ParseProcesses
from feeds.polling import (
    Failed,
    FeedRequest,
    NewDocument,
    Outcome,
    Unchanged,
    poll_feeds,
    poll_in_batches,
    read_feed,
)

__all__ = [
    "Author",
    "BadAddress",
    "Document",
    "Entry",
    "EntryKind",
    "Failed",
    "FeedError",
    "FeedLink",
    "FeedRequest",
    "FetchOptions",
    "Gone",
    "HttpRefused",
    "Known",
    "NewDocument",
    "NotAFeed",
    "NotAllowed",
    "Outcome",
    "ParseProcesses",
    "RateLimited",
    "TimedOut",
    "TooLarge",
    "TooManyRedirects",
    "Unchanged",
    "Unreachable",
    "Validators",
    "find_feed",
    "parse_feed",
    "poll_feeds",
    "poll_in_batches",
    "read_feed",
]
