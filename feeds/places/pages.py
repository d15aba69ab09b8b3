"""From a page's address to the feeds that its place has for it, without asking anybody."""

import re
from urllib.parse import urlsplit

from feeds.places.knowing import place_of
from feeds.places.place import Place
from feeds.places.table import PLACES

WELL_KNOWN = ("/feed", "/rss", "/feed.xml", "/atom.xml", "/rss.xml", "/index.xml", "/feed.json")
"""Where sites keep their feed that name it nowhere."""
_MOST_GUESSES = 8


def feeds_of_page(url: str) -> tuple[str, ...]:
    """Give the feeds of a page whose place is sure by its domain; none where it is no such page."""
    place = place_of(url)
    if place is None or not place.domains:
        return ()
    feeds = _from(place, url)
    return () if url in feeds else feeds


def guessed_feeds(url: str) -> tuple[str, ...]:
    """Give where the feed of a page may be, the likeliest first: forms of places, known paths."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    formed = [
        feed for place in PLACES if not place.domains and place.pages for feed in _from(place, url)
    ]
    below = [f"{origin}{parts.path.rstrip('/')}/feed/"] if parts.path.strip("/") else []
    guesses = [*formed, *(origin + path for path in WELL_KNOWN), *below]
    return tuple(dict.fromkeys(guesses))[:_MOST_GUESSES]


def _from(place: Place, url: str) -> tuple[str, ...]:
    """Fill in the templates of the first form of a page that fits."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    rest = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for page in place.pages:
        if (found := re.fullmatch(page.path, rest)) is not None:
            return tuple(
                template.format_map({**found.groupdict(), "site": site})
                for template in page.templates
            )
    return ()
