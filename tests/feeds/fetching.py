"""Fetching in one call: with a fetcher that is made for it and closed again."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor

from feeds import FeedRequest, Fetcher, FetchOptions, NewDocument, Outcome


def poll_feeds(
    requests: Iterable[FeedRequest], options: FetchOptions, parse_pool: Executor | None = None
) -> Iterator[Outcome]:
    """Poll all ``requests`` with a fetcher of their own, as ``Fetcher.poll`` does.

    Work stops when the iterator is closed.
    """
    with Fetcher(options, parse_pool) as fetcher:
        yield from fetcher.poll(list(requests))


def read_feed(url: str, options: FetchOptions, parse_pool: Executor | None = None) -> NewDocument:
    """Fetch and parse the one feed at ``url`` with a fetcher of its own. Raises FeedError."""
    with Fetcher(options, parse_pool) as fetcher:
        return fetcher.read(url)
