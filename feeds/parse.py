"""Parsing: from a body to a document, whichever of the formats it is written in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feeds.addresses import is_numeric
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
from feeds.identity import identify, plain_name
from feeds.json_feed import load_json_feed
from feeds.known import NAME, Known, digest_of
from feeds.languages import language_tag
from feeds.links import pages_of
from feeds.page_links import linked_feeds
from feeds.places import authors_at, place_of
from feeds.plain_text import cut
from feeds.urls import absolute_link, host_of, without_userinfo


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as far as it was read, and what is known of it for the next time."""

    document: Document
    known: Known


def parse_feed(body: bytes, url: str, content_type: str = "") -> Document:
    """Parse RSS 0.9x, 1.0 and 2.0, Atom, or JSON Feed 1.x; ``url`` is where ``body`` came from.

    What is written in the body counts, not the content type, of which only the charset is used.
    Raises NotAFeed, with the feeds that a page names.
    """
    return read_document(body, url, content_type, Known()).document


def read_document(body: bytes, url: str, content_type: str, known: Known) -> Reading:
    """Parse a document as ``parse_feed`` does, but for the entries that are known already.

    The document that comes back has the others; known ones may be among them, where they have to
    be read so that the others can be told apart from them. Raises NotAFeed.
    """
    text = decode_document(body, content_type).lstrip("\ufeff \t\r\n\x00")
    if not text:
        raise NotAFeed(url, "the answer is empty")
    base = without_userinfo(url)
    try:
        found, entries = _read(text, url, known.entries())
    except NotAFeed as error:
        raise NotAFeed(url, error.reason, linked_feeds(text, base)) from error
    return Reading(_finish(found, base), Known.of(digest_of(body), entries))


def _read(
    text: str, url: str, known: Mapping[bytes, bytes]
) -> tuple[DraftDocument, Mapping[bytes, bytes]]:
    """Read the entries that are not known; give what is known now beside them."""
    # Large, and most often a process of its own reads the documents, while this one fetches them.
    from feeds.feedparser_reader import read_xml_feed, split_feed  # noqa: PLC0415

    pieces = load_json_feed(text, url) if text.startswith("{") else split_feed(text, url, known)
    if pieces is None:
        return read_xml_feed(text, url), {}
    digests = pieces.digests()
    wanted = [place for place, digest in enumerate(digests) if digest not in known]
    try:
        found = pieces.read(set(wanted))
    except NotAFeed:
        if len(wanted) == len(digests):
            raise
        # What makes it a feed stands in the entries.
        return _read(text, url, {})
    if len(found.drafts) != len(wanted):
        # The slices are not what feedparser takes for entries.
        return (found if len(wanted) == len(digests) else read_xml_feed(text, url)), {}
    names = {digest: known[digest] for digest in digests if digest in known}
    base = without_userinfo(url)
    new = [_name(draft, absolute_link(base, draft.link)) for draft in found.drafts]
    if not set(names.values()).isdisjoint(new):
        return _read(text, url, {})
    names |= {digests[place]: name for place, name in zip(wanted, new, strict=True)}
    return found, names


def _name(draft: Draft, link: str | None) -> bytes:
    return digest_of(plain_name(draft, link).encode(errors="replace"))[:NAME]


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
    return (cut(title, MAX_TITLE) or host) if is_numeric(host) else host


def _speaking(drafts: Iterable[Draft]) -> Iterable[Draft]:
    """Leave out what has nothing to show and nothing to be known by."""
    return (draft for draft in drafts if draft.id or draft.link or draft.title or draft.text)
