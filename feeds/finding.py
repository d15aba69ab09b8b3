"""From any address to a feed: what stands there, what its page names, or where feeds mostly lie."""

from concurrent.futures import Executor

from feeds.errors import FeedLink, NotAFeed
from feeds.fetch import FetchOptions
from feeds.places import feeds_of_page, guessed_feeds
from feeds.polling import FeedRequest, NewDocument, poll_feeds, read_feed


def find_feed(
    url: str, options: FetchOptions, parse_pool: Executor | None = None
) -> NewDocument | tuple[FeedLink, ...]:
    """Read the feed at an address, or that of the page there; where a page has several, name them.

    Raises FeedError: that of the address, where no feed is found.
    """
    named = feeds_of_page(url)
    if len(named) > 1:
        return tuple(FeedLink(feed) for feed in named)
    try:
        return read_feed(named[0] if named else url, options, parse_pool)
    except NotAFeed as error:
        links = tuple(link for link in error.links if link.url not in {url, error.url})
        if len(links) > 1:
            return links
        if links:
            return read_feed(links[0].url, options, parse_pool)
        found = _first_of(guessed_feeds(error.url), options, parse_pool)
        if found is None:
            raise
        return found


def _first_of(
    urls: tuple[str, ...], options: FetchOptions, parse_pool: Executor | None
) -> NewDocument | None:
    """Read where a feed may lie; of what is found, the likeliest counts."""
    requests = [FeedRequest(url) for url in urls]
    found = {
        outcome.request.url: outcome
        for outcome in poll_feeds(requests, options, parse_pool)
        if isinstance(outcome, NewDocument)
    }
    return next((found[url] for url in urls if url in found), None)
