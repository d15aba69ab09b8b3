"""From any address to a feed: what stands there, what its page names, or where feeds mostly lie."""

from feeds.errors import FeedLink, NotAFeed
from feeds.outcomes import FeedRequest, NewDocument
from feeds.places import domain_gaps, feeds_of_page, guessed_feeds, pace_key
from feeds.polling import Fetcher


def find_feed(url: str, fetcher: Fetcher) -> NewDocument | tuple[FeedLink, ...]:
    """Read the feed at an address, or that of the page there; where a page has several, name them.

    Raises FeedError: that of the address, where no feed is found.
    """
    named = feeds_of_page(url)
    if len(named) > 1:
        return tuple(FeedLink(feed) for feed in named)
    try:
        return fetcher.read(named[0] if named else url)
    except NotAFeed as error:
        links = tuple(link for link in error.links if link.url not in {url, error.url})
        if len(links) > 1:
            return links
        if links:
            return fetcher.read(links[0].url)
        # A place that wants to be asked rarely is known too well to be guessed at.
        known = pace_key(error.url) in domain_gaps()
        found = None if known else _first_of(guessed_feeds(error.url), fetcher)
        if found is None:
            raise
        return found


def _first_of(urls: tuple[str, ...], fetcher: Fetcher) -> NewDocument | None:
    """Read where a feed may lie; of what is found, the likeliest counts."""
    found = {
        outcome.request.url: outcome
        for outcome in fetcher.poll([FeedRequest(url) for url in urls])
        if isinstance(outcome, NewDocument)
    }
    return next((found[url] for url in urls if url in found), None)
