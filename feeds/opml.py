"""OPML: the list of feeds that other feed readers give and take (https://opml.org/spec2.opml).

listparser reads it; it is the one file that calls it. It expands no entities, so that a document
made to grow does not.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import listparser

from feeds.addresses import checked_url
from feeds.encoding import decode_document
from feeds.errors import BadAddress, NotAFeed, TooLarge
from feeds.plain_text import cut, folded, without_controls

MAX_OPML = 2_000_000
"""Bytes of a list; a thousand feeds take a tenth of it."""
_MAX_FEEDS = 5_000
_MAX_TITLE = 300
_OUTLINE = re.compile(r"<outline\b[^<>]{0,8000}", re.IGNORECASE)
_ADDRESS = re.compile(r"""\bxmlurl\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MEANT_AS_FEED = re.compile(r"""\b(?:type\s*=\s*["'](?:rss|atom)["']|xmlurl\b)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed in a list; ``title`` may be empty."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a list holds: its feeds, each once, and the lines of those that cannot be read."""

    feeds: tuple[ListedFeed, ...]
    unreadable: tuple[int, ...]


def read_opml(body: bytes, name: str = "OPML") -> FeedList:
    """Read a list of feeds, however nested. Raises TooLarge, or NotAFeed for what is no list."""
    if len(body) > MAX_OPML:
        raise TooLarge(name, f"more than {MAX_OPML} bytes")
    text = without_controls(decode_document(body)).lstrip("\ufeff \t\r\n")
    try:
        found = listparser.parse(text.encode("utf-8", "replace"))
    except Exception as error:  # it trips over some nonsense in its own ways
        raise NotAFeed(name, "a list that cannot be read") from error
    if not found.version and not found.feeds:
        raise NotAFeed(name, "no OPML")
    feeds: dict[str, ListedFeed] = {}
    for each in found.feeds:
        if (url := _feed_url(str(each.url))) is not None:
            feeds.setdefault(url, ListedFeed(url, cut(folded(str(each.title)), _MAX_TITLE)))
    return FeedList(tuple(feeds.values())[:_MAX_FEEDS], tuple(_unreadable_lines(text)))


def _feed_url(given: str) -> str | None:
    url = re.sub(r"^feed:(?://)?(?=https?://)|^feed:(?=//)", "", given.strip(), flags=re.IGNORECASE)
    url = f"https:{url}" if url.startswith("//") else url
    try:
        checked_url(url)
    except BadAddress:
        return None
    return url


def _unreadable_lines(text: str) -> Iterable[int]:
    """Give the lines of outlines that are meant as feeds and have no address to fetch from."""
    line, counted = 1, 0
    for outline in _OUTLINE.finditer(text):
        line += text.count("\n", counted, outline.start())
        counted = outline.start()
        address = _ADDRESS.search(outline[0])
        url = html.unescape(address[1] or address[2] or "") if address else ""
        if _MEANT_AS_FEED.search(outline[0]) and _feed_url(url) is None:
            yield line


def write_opml(title: str, groups: Sequence[tuple[str, Sequence[ListedFeed]]]) -> str:
    """Write a list of feeds as OPML 2.0; a group with a name becomes an outline of its own."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_written(title)}</title></head>",
        "  <body>",
    ]
    for name, feeds in groups:
        if name:
            lines.append(f'    <outline text="{_written(name)}">')
        lines += [f"{'  ' * bool(name)}    {_outline(feed)}" for feed in feeds]
        if name:
            lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(feed: ListedFeed) -> str:
    text = _written(feed.title or feed.url)
    return f'<outline type="rss" text="{text}" title="{text}" xmlUrl="{_written(feed.url)}"/>'


def _written(text: str) -> str:
    return html.escape(folded(text))
