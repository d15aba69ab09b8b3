"""Parsing: from a body to a document, whichever of the formats it is written in."""

from collections.abc import Iterable
from ipaddress import ip_address

from feeds.comments import entry_kind
from feeds.encoding import decode_document
from feeds.entries import (
    MAX_ENTRIES,
    MAX_EXCERPT,
    MAX_TEXT,
    MAX_TITLE,
    Document,
    Draft,
    DraftDocument,
    Entry,
)
from feeds.errors import NotAFeed
from feeds.feedparser_reader import read_xml_feed
from feeds.identity import identify
from feeds.json_feed import read_json_feed
from feeds.languages import language_tag
from feeds.links import pages_of
from feeds.page_links import linked_feeds
from feeds.places import authors_at, place_of
from feeds.plain_text import cut
from feeds.urls import absolute_link, host_of, without_userinfo


def parse_feed(body: bytes, url: str, content_type: str = "") -> Document:
    """Parse RSS 0.9x, 1.0 and 2.0, Atom, or JSON Feed 1.x; ``url`` is where ``body`` came from.

    What is written in the body counts, not the content type, of which only the charset is used.
    Raises NotAFeed, with the feeds that a page names.
    """
    text = decode_document(body, content_type).lstrip("\ufeff \t\r\n\x00")
    if not text:
        raise NotAFeed(url, "the answer is empty")
    base = without_userinfo(url)
    try:
        found = read_json_feed(text, url) if text.startswith("{") else read_xml_feed(text, url)
    except NotAFeed as error:
        raise NotAFeed(url, error.reason, linked_feeds(text, base)) from error
    return _finish(found, base)


def _finish(found: DraftDocument, base: str) -> Document:
    site = absolute_link(base, found.link)
    place = place_of(base)
    linked = [(draft, absolute_link(base, draft.link)) for draft in _speaking(found.drafts)]
    return Document(
        title=cut(found.title, MAX_TITLE),
        link=site,
        entries=tuple(
            Entry(
                identity=identity,
                title=cut(draft.title, MAX_TITLE),
                link=link,
                authors=authors_at(place, draft.authors, link, draft.title),
                place=_place(host_of(link or "") or host_of(base), found.title),
                excerpt=cut(draft.text, MAX_EXCERPT),
                published=draft.published,
                text=cut(draft.text, MAX_TEXT) if len(draft.text) > MAX_EXCERPT else "",
                language=language_tag(draft.language) or language_tag(found.language),
                kind=entry_kind(
                    feed_title=found.title,
                    title=draft.title,
                    id_=draft.id,
                    link=link,
                    answers=draft.answers,
                ),
                links=pages_of(base, draft.links),
            )
            for identity, (draft, link) in identify(linked[:MAX_ENTRIES]).items()
        ),
        pace=found.pace,
    )


def _place(host: str, title: str) -> str:
    """Name the place by its host; where that is an address in numbers, by the feed's title."""
    try:
        ip_address(host)
    except ValueError:
        return host
    return cut(title, MAX_TITLE) or host


def _speaking(drafts: Iterable[Draft]) -> Iterable[Draft]:
    """Leave out what has nothing to show and nothing to be known by."""
    return (draft for draft in drafts if draft.id or draft.link or draft.title or draft.text)
