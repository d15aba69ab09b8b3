"""From an address to its place, and what the place's entries say about their authors."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from urllib.parse import urlsplit

from feeds.entries import Author
from feeds.places.place import Naming, Place
from feeds.places.table import PLACES
from feeds.plain_text import cut
from feeds.urls import host_of

_MAX_NAME = 200
_LONGEST = 4_000
"""Characters of an address that are looked at."""

_ByDomain = Mapping[str, Sequence[tuple[int, str, Place]]]


def by_domain(places: Iterable[Place]) -> _ByDomain:
    """Give for each domain its places as they stand in the table: order, path, place."""
    found: defaultdict[str, list[tuple[int, str, Place]]] = defaultdict(list)
    for order, place in enumerate(places):
        for domain in place.domains:
            name, slash, path = domain.partition("/")
            found[name].append((order, slash + path, place))
    return found


_BY_DOMAIN = by_domain(PLACES)
_GAPS: Mapping[str, float] = MappingProxyType(
    {
        place.manners.domain: place.manners.gap
        for place in PLACES
        if place.manners.domain and place.manners.gap
    }
)


def place_of(url: str) -> Place | None:
    """Tell which place a feed or page belongs to: by its domain, else by the form of its path."""
    return _place_of(url[:_LONGEST])


@lru_cache(maxsize=4096)  # asked several times for each entry
def _place_of(url: str) -> Place | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host, rest = host_of(url).rstrip("."), f"{parts.path}?{parts.query}".rstrip("?")
    known = [
        (order, place)
        for domain in _domains_of(host)
        for order, path, place in _BY_DOMAIN.get(domain, ())
        if rest.startswith(path)
    ]
    if known:
        return min(known, key=itemgetter(0))[1]
    return next((p for p in PLACES if p.shape and re.search(p.shape, rest)), None)


def _domains_of(host: str) -> Iterator[str]:
    """List a host and all domains in which it lies."""
    labels = host.split(".")
    return (".".join(labels[start:]) for start in range(len(labels)))


def pace_key(url: str) -> str:
    """Name what is paced as one: the domain of a place that wants it so, else the host."""
    return _pace_key(url[:_LONGEST])


@lru_cache(maxsize=4096)  # asked several times for each request
def _pace_key(url: str) -> str:
    host = host_of(url).rstrip(".")
    return next((domain for domain in _domains_of(host) if domain in _GAPS), host)


def domain_gaps() -> Mapping[str, float]:
    """Give each domain that is paced as one, with the seconds between two requests to it."""
    return _GAPS


def slowest_rate(url: str) -> int:
    """Give the seconds that lie at least between two polls of a feed; 0: nobody asks for any."""
    place = place_of(url)
    return place.manners.every if place else 0


def authors_at(
    place: Place | None, authors: tuple[Author, ...], link: str | None, title: str
) -> tuple[Author, ...]:
    """Complete an entry's authors by what is known of its place.

    Where the feed names nobody, the link or the title may; where it gives a handle, the author's
    page follows from it.
    """
    if place is None:
        return authors
    naming = place.naming
    in_link = re.search(naming.in_link, link or "") if naming.in_link else None
    site = "{0.scheme}://{0.netloc}".format(urlsplit(link)) if link else ""
    if not authors:
        return _unnamed(naming, in_link, title, site)
    first, *others = authors
    written = re.search(naming.written, first.name) if naming.written else None
    if written is not None:
        name = written.groupdict().get("name") or _filled(naming.shown, written, site)
        first = Author(name, first.url or _page(naming, written, site), first.email)
    elif in_link is not None:
        first = Author(first.name, first.url or _page(naming, in_link, site), first.email)
    return (first, *others)


def _unnamed(
    naming: Naming, in_link: re.Match[str] | None, title: str, site: str
) -> tuple[Author, ...]:
    found = in_link or (re.search(naming.in_title, title) if naming.in_title else None)
    if found is None:
        return ()
    name = cut(_filled(naming.shown, found, site), _MAX_NAME)
    return (Author(name, _page(naming, found, site)),)


def _page(naming: Naming, found: re.Match[str], site: str) -> str | None:
    return _filled(naming.page, found, site) if naming.page else None


def _filled(template: str, found: re.Match[str], site: str) -> str:
    return template.format_map({**found.groupdict(), "site": site})


def is_comment(place: Place | None, link: str | None, title: str = "") -> bool:
    """Tell whether an entry is a comment on something, and not a post of its own."""
    pattern = place.comment if place and place.comment else r"#comment-\d+"
    return any(re.search(pattern, text) is not None for text in (link or "", title))
