"""Sites: whether two addresses belong to the same one, as people would say."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from feeds.places import place_of
from feeds.urls import host_of

# Other hosts under which the same site is met.
_ALSO = {
    "youtu.be": "youtube.com",
    "redd.it": "reddit.com",
    "twitter.com": "x.com",
    "fb.com": "facebook.com",
    "fb.watch": "facebook.com",
    "lnkd.in": "linkedin.com",
    "instagr.am": "instagram.com",
}
# A conversation of the fediverse is answered from everybody's own server.
_FEDERATED = re.compile(
    r"^/(?:@[\w.-]+(?:@[\w.-]+)?(?:/|$)|users/[\w.-]+|notice/|post/\d|comment/\d)"
)
_FEDIVERSE = "the fediverse"
# These only lead to a site, and do not say to which.
_HIDING = {"news.google.com"}
_LONGEST_HOST = 253


def sites_of(urls: Sequence[str]) -> tuple[str, ...]:
    """List the sites of addresses, each once and in order; what has no host has no site."""
    found = [site for url in urls for site in _sites(url)]
    return tuple(dict.fromkeys(found))


def is_on(url: str, sites: Sequence[str]) -> bool:
    """Tell whether an address belongs to one of the sites; to none of none."""
    return any(_within(own, site) for own in _sites(url) for site in sites)


def site_named(url: str) -> str:
    """Name the site of an address by its host, as people write it."""
    return host_of(url)[:_LONGEST_HOST]


def _sites(url: str) -> list[str]:
    host = host_of(url).rstrip(".")
    if not host or host in _HIDING or len(host) > _LONGEST_HOST:
        return []
    place = place_of(url)
    # A place known by its path alone is one of many sites.
    named = [place.name] if place and any(_within(host, d) for d in place.domains) else []
    federated = [_FEDIVERSE] if _FEDERATED.match(_path(url)) else []
    return [next((_ALSO[d] for d in _ALSO if _within(host, d)), host), *named, *federated]


def _within(host: str, domain: str) -> bool:
    """Tell whether one host is the other, or lies under it."""
    shorter, longer = sorted((host, domain.partition("/")[0]), key=len)
    return longer == shorter or ("." in shorter and longer.endswith(f".{shorter}"))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
