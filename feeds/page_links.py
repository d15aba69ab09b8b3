"""The feeds that a web page names: link rel=alternate, and what its place has for its address."""

from contextlib import suppress
from html.parser import HTMLParser

from feeds.errors import FeedLink
from feeds.places.pages import feeds_of_page
from feeds.plain_text import cut, folded
from feeds.urls import absolute_link

_MAX_HTML = 1_500_000
"""Characters of a page that are read; some put their links behind a megabyte of scripts."""
_MAX_LINKS = 20
_MAX_TITLE = 100
_MAX_URL = 2_000
_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
}
"""What the type of a link says about a feed (https://www.rssboard.org/rss-autodiscovery)."""


def linked_feeds(text: str, base: str) -> tuple[FeedLink, ...]:
    """Find the feeds that a page names, in order, each once; ``base`` is the page's address."""
    reader = _HeadReader()
    # Never closed: what is cut off at the end is not worth its time, which may be quadratic.
    # html.parser gives up with an AssertionError at what looks like a section of SGML.
    with suppress(AssertionError):
        reader.feed(text[:_MAX_HTML])
    against = absolute_link(base, reader.base) or base
    found: dict[str, FeedLink] = {}
    for href, title in reader.feeds:
        url = absolute_link(against, href)
        if url and len(url) <= _MAX_URL:
            found.setdefault(url, FeedLink(url, cut(folded(title), _MAX_TITLE)))
    if not found:
        for canonical in reader.canonical:
            for url in feeds_of_page(absolute_link(against, canonical) or ""):
                found.setdefault(url, FeedLink(url))
    return tuple(found.values())[:_MAX_LINKS]


class _HeadReader(HTMLParser):
    """Collects what a page's head says, wherever it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.feeds: list[tuple[str, str]] = []
        self.canonical: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take notice of link, base and meta."""
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "base":
            self.base = self.base or given.get("href", "")
        elif tag == "link":
            self._link(given)
        elif tag == "meta" and given.get("property") == "og:url":
            self.canonical.append(given.get("content", ""))

    def _link(self, given: dict[str, str]) -> None:
        rel = given.get("rel", "").lower().split()
        kind = given.get("type", "").partition(";")[0].strip().lower()
        href = given.get("href", "")
        if "canonical" in rel:
            self.canonical.insert(0, href)
        elif ("alternate" in rel and kind in _TYPES) or "feed" in rel:
            self.feeds.append((href, given.get("title", "")))
