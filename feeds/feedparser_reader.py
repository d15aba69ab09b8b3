"""RSS and Atom through feedparser: the one file that calls it, for it has no types.

feedparser gets text of ours as UTF-8 bytes in a file, so that it neither opens a URL nor guesses.
"""

import copyreg
import io
import re
from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import feedparser

from feeds import sax_driver
from feeds.authors import distinct, make_author
from feeds.dates import from_utc_tuple
from feeds.entries import MAX_ENTRIES, SILENT, Author, Draft, DraftDocument
from feeds.errors import NotAFeed
from feeds.links import linked_addresses
from feeds.localised_dates import from_localised
from feeds.pace import read_pace
from feeds.plain_text import folded, html_to_text, tidied
from feeds.splitting import Split, split_xml

# The list from which feedparser takes its XML parser: the first that is there.
feedparser.api.PREFERRED_XML_PARSERS[:] = [sax_driver.__name__]

Found = Any
"""A FeedParserDict."""


def _copy(words: Found) -> tuple[Any, ...]:
    """Say how to copy the few words with which feedparser describes a text."""
    return partial(feedparser.FeedParserDict, dict(words)), ()


# It copies them for each text, with copy.deepcopy, which asks here first and so takes half as long.
copyreg.pickle(feedparser.FeedParserDict, _copy)

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_XML_IN_ASCII = dict.fromkeys([*range(0x9), 0xB, 0xC, *range(0xE, 0x20)])
_CHARACTER_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]*)|([0-9]*));?")
_LONG_AUTHOR = re.compile(
    r"(<(?:[\w.-]+:)?(?:author|creator|managingEditor|webMaster|publisher)\b[^>]{0,500}>"
    r"(?:<!\[CDATA\[)?[^<\]]{300})[^<\]]+",
    re.IGNORECASE,
)
_LAST_CHARACTER = 0x10FFFF
_TORN_NAME = re.compile(r"([a-z]+) \(([^)]*)$")


def read_xml_feed(text: str, url: str) -> DraftDocument:
    """Read the drafts of an RSS or Atom feed, as far as broken XML lets. Raises NotAFeed.

    There is one draft for each entry; that of an entry that cannot be read is silent.
    """
    try:
        found = feedparser.parse(
            io.BytesIO(_readable(text).encode()),
            # No content-location: feedparser would resolve guids against it, and a feed that moves
            # to https would have only new entries. Links are made absolute by us.
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser trips over some nonsense in many ways
        raise NotAFeed(url, "XML that cannot be read") from error
    if not found.get("version") and not found.entries:
        raise NotAFeed(url, "neither RSS nor Atom nor JSON Feed")
    atom = str(found.get("version") or "").startswith("atom")
    everyones = _authors(found.feed, url) if atom else ()
    return DraftDocument(
        title=_title(found.feed, atom=atom),
        link=found.feed.get("link"),
        language=_string(found.feed.get("language")),
        drafts=tuple(
            _draft(entry, everyones, url, atom=atom) for entry in found.entries[:MAX_ENTRIES]
        ),
        pace=read_pace(found.feed, text),
    )


def split_feed(text: str, url: str, known: Collection[bytes] = ()) -> "XmlFeed | None":
    """Split an RSS or Atom feed, so that some of its entries can be read; None where it is odd.

    ``known`` are the digests of entries that need not be read.
    """
    split = split_xml(text.encode(errors="surrogatepass"), known)
    return XmlFeed(url, split) if split is not None else None


@dataclass(frozen=True, slots=True)
class XmlFeed:
    """An RSS or Atom feed in slices."""

    url: str
    split: Split

    def digests(self) -> list[bytes]:
        """Give a digest for each entry."""
        return list(self.split.digests[:MAX_ENTRIES])

    def read(self, wanted: Container[int]) -> DraftDocument:
        """Read the head, and the drafts of the entries whose place is wanted. Raises NotAFeed."""
        return read_xml_feed(self.split.with_only(wanted).decode(), self.url)


def _readable(text: str) -> str:
    """Drop what no XML parser reads: control characters and references to impossible ones."""

    def checked(reference: re.Match[str]) -> str:
        digits = reference[1] or reference[2] or ""
        number = int(digits[:9], 16 if reference[1] else 10) if digits else 0
        return reference[0] if _is_xml_character(number) else ""

    # feedparser looks for mail addresses in authors in time that is quadratic in their length.
    short = _LONG_AUTHOR.sub(r"\1", _without_non_characters(text))
    return _CHARACTER_REFERENCE.sub(checked, short)


def _without_non_characters(text: str) -> str:
    # In ASCII a table is five times as fast as the pattern; in all else it is far slower.
    return text.translate(_NOT_XML_IN_ASCII) if text.isascii() else _NOT_XML.sub("", text)


def _is_xml_character(number: int) -> bool:
    """Tell what https://www.w3.org/TR/xml/#charsets allows."""
    if number < ord(" "):
        return number in {0x9, 0xA, 0xD}
    return number <= _LAST_CHARACTER and not 0xD800 <= number <= 0xDFFF  # noqa: PLR2004


def _draft(entry: Found, everyones: tuple[Author, ...], url: str, *, atom: bool) -> Draft:
    try:
        bodies = _bodies(entry)
        return Draft(
            id=_string(entry.get("id")),
            link=_link(entry),
            title=_title(entry, atom=atom),
            # The fuller of summary and content: a summary is often a teaser without the mention.
            text=max((_body(part) for part in bodies), key=len),
            # RFC 4287, 4.2.1: an entry without authors has its source's, else the feed's.
            authors=_authors(entry, url) or _authors(entry.get("source"), url) or everyones,
            published=_published(entry),
            language=_language(entry, bodies),
            answers="thr_in-reply-to" in entry,  # RFC 4685
            links=linked_addresses(" ".join(map(_markup, bodies))),
        )
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return SILENT  # one bad entry never costs the others


def _title(holder: Found, *, atom: bool) -> str:
    """Give a title as plain text: only Atom says for sure when there is no markup in it."""
    value = _string(holder.get("title")) or ""
    kind = (holder.get("title_detail") or {}).get("type")
    return folded(value) if atom and kind == "text/plain" else folded(html_to_text(value))


def _bodies(entry: Found) -> list[Found]:
    summary = entry.get("summary_detail") or {"value": entry.get("summary")}
    return [summary, *(entry.get("content") or [])]


def _markup(part: Found) -> str:
    return (_string(part.get("value")) or "") if "html" in (part.get("type") or "html") else ""


def _language(entry: Found, bodies: list[Found]) -> str | None:
    """Give the language that an entry declares for itself: xml:lang is told with its texts."""
    texts = [entry, *bodies, entry.get("title_detail") or {}]
    return next((found for text in texts if (found := _string(text.get("language")))), None)


def _body(part: Found) -> str:
    value = _string(part.get("value")) or ""
    kind = part.get("type") or "text/html"
    if kind == "text/plain":
        return tidied(value)
    return html_to_text(value) if "html" in kind else ""


def _link(entry: Found) -> str | None:
    """Give the link to the page: feedparser's choice, else an alternate of any media type."""
    if link := _string(entry.get("link")):
        return link
    links = entry.get("links") or []
    return next(
        (_string(link.get("href")) for link in links if link.get("rel") == "alternate"), None
    )


def _authors(holder: Found, url: str) -> tuple[Author, ...]:
    if not isinstance(holder, dict):
        return ()
    found = holder.get("authors") or []
    last = _string(holder.get("author")) or ""
    written = [""] * (len(found) - 1) + [last]
    return distinct(_author(author, raw, url) for author, raw in zip(found, written, strict=False))


def _author(found: Found, written: str, url: str) -> Author | None:
    """Read one author; of the last in an entry feedparser keeps the text ``written`` there too."""
    name = _string(found.get("name")) or ""
    email = _string(found.get("email")) or ""
    # feedparser reads "ann@a.online (Ann)" as "ann@a.onli" and "ne (Ann".
    if email and written.startswith(email):
        name, email = written, ""
    elif email and (torn := _TORN_NAME.match(name)):
        email, name = email + torn[1], torn[2]
    return make_author(url, name, _string(found.get("href")) or "", email)


def _published(entry: Found) -> datetime | None:
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        # Asked without `in`, feedparser warns and gives one date for another.
        if key in entry and (moment := from_utc_tuple(entry[key])) is not None:
            return moment
    for key in ("published", "updated", "created"):
        if key in entry and (moment := from_localised(_string(entry[key]) or "")) is not None:
            return moment
    return None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
