"""JSON Feed 1.0 and 1.1, read to https://www.jsonfeed.org/version/1.1/."""

import json
from collections.abc import Container
from dataclasses import dataclass
from itertools import islice
from typing import Any

from feeds.authors import distinct, make_author
from feeds.dates import from_rfc3339
from feeds.entries import MAX_ENTRIES, Author, Draft, DraftDocument
from feeds.errors import NotAFeed
from feeds.known import digest_of
from feeds.links import linked_addresses
from feeds.plain_text import folded, html_to_text, tidied

Members = dict[str, Any]
_IN_ORDER = json.JSONEncoder(sort_keys=True)


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """A JSON Feed as loaded, with those of its items that have an id."""

    url: str
    feed: Members
    items: tuple[Members, ...]

    def digests(self) -> list[bytes]:
        """Give a digest for each item, together with what holds for all of them."""
        shared = [self.feed.get(member) for member in ("authors", "author", "language")]
        context = digest_of(_written(shared))
        return [digest_of(_written(item), context) for item in self.items]

    def read(self, wanted: Container[int]) -> DraftDocument:
        """Read the drafts of the items whose place in the feed is wanted."""
        everyones = _authors(self.feed, self.url)
        return DraftDocument(
            title=folded(_text(self.feed, "title")),
            link=_text(self.feed, "home_page_url") or None,
            language=_text(self.feed, "language") or None,
            drafts=tuple(
                _draft(item, everyones, self.url)
                for place, item in enumerate(self.items)
                if place in wanted
            ),
        )


def load_json_feed(text: str, url: str) -> JsonFeed:
    """Load a JSON Feed and leave its items to be read. Raises NotAFeed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(url, "JSON that cannot be read") from error
    if not isinstance(feed, dict) or "jsonfeed.org/version/" not in _text(feed, "version"):
        raise NotAFeed(url, "JSON, but no JSON Feed")
    listed = feed.get("items")
    items = (item for item in listed if isinstance(item, dict)) if isinstance(listed, list) else ()
    identified = (item for item in items if _id(item))
    return JsonFeed(url, feed, tuple(islice(identified, MAX_ENTRIES)))


def _written(value: object) -> bytes:
    return _IN_ORDER.encode(value).encode()


def _draft(item: Members, everyones: tuple[Author, ...], url: str) -> Draft:
    published = from_rfc3339(_text(item, "date_published"))
    bodies = [
        tidied(_text(item, "content_text")),
        html_to_text(_text(item, "content_html")),
        tidied(_text(item, "summary")),
    ]
    return Draft(
        id=_id(item),
        link=_text(item, "url") or _text(item, "external_url") or None,
        title=folded(_text(item, "title")),
        text=max(bodies, key=len),
        authors=_authors(item, url) or everyones,
        published=published or from_rfc3339(_text(item, "date_modified")),
        language=_text(item, "language") or None,
        links=linked_addresses(_text(item, "content_html")),
    )


def _id(item: Members) -> str:
    """Give the id as text; the specification has items without one discarded."""
    value = item.get("id")
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return folded(str(value))
    return ""


def _authors(holder: Members, url: str) -> tuple[Author, ...]:
    """Read ``authors`` of 1.1 and ``author`` of 1.0."""
    listed = holder.get("authors")
    found = listed if isinstance(listed, list) and listed else [holder.get("author")]
    return distinct(
        make_author(url, _text(author, "name"), _text(author, "url"))
        for author in found
        if isinstance(author, dict)
    )


def _text(holder: Members, key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
