"""Links in a text: which pages an entry's HTML leads to."""

import html
import re

from feeds.urls import absolute_link

MAX_LINKS = 50
"""Links that are kept of one entry."""
_MAX_HTML = 50_000
_MAX_LINK = 300
_HREF = re.compile(r"""\shref\s*=\s*["']?([^"'\s>]{1,2000})""", re.IGNORECASE)


def linked_addresses(markup: str) -> tuple[str, ...]:
    """List what the links of an HTML text lead to, as it stands there; each once."""
    found = (html.unescape(href) for href in _HREF.findall(markup[:_MAX_HTML]))
    return tuple(dict.fromkeys(found))[:MAX_LINKS]


def pages_of(base: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Make addresses absolute, without their queries; what is no page is left out."""
    pages = (absolute_link(base, address) for address in addresses)
    bare = (page.partition("#")[0].partition("?")[0][:_MAX_LINK] for page in pages if page)
    return tuple(dict.fromkeys(bare))[:MAX_LINKS]
