"""What the feeds package hands out: documents, entries and authors as plain frozen data."""

import copyreg
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeVar

from feeds.pace import NO_PACE, Pace

MAX_ENTRIES = 2_000
"""Entries kept of one document, from the top."""
MAX_IDENTITY = 500
"""Characters of an identity; a longer one is replaced by its hash."""
MAX_TITLE = 1_000
"""Characters of a title, the ellipsis included."""
MAX_EXCERPT = 2_000
"""Characters of an excerpt, the ellipsis included."""
MAX_TEXT = 10_000
"""Characters of a text that rules look at, the ellipsis included."""


class EntryKind(StrEnum):
    """What an entry is: something of its own, or a comment on something."""

    POST = "post"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an entry, as the feed names them. ``url`` is absolute http(s) or None."""

    name: str
    url: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed: plain text throughout, unescaped, from strangers.

    ``identity`` is stable from poll to poll and unique in its document; it starts with ``id:``,
    ``link:`` or ``digest:``. ``link`` is absolute http(s) or None. ``place`` is the host of the
    link without ``www.``, else the feed's. ``published`` is aware, in UTC, None where the feed
    gives no believable date; it may lie in the future. ``text`` is there where the text is longer
    than the excerpt. ``language`` is what the feed declares, as ``de`` or ``de-ch``. ``links`` are
    the pages that the text links to, absolute http(s).
    """

    identity: str
    title: str
    link: str | None
    authors: tuple[Author, ...]
    place: str
    excerpt: str
    published: datetime | None
    text: str = ""
    language: str | None = None
    kind: EntryKind = EntryKind.POST
    links: tuple[str, ...] = ()


_Kind = TypeVar("_Kind", Author, Entry)


def _by_fields(kind: type[_Kind]) -> Callable[[_Kind], tuple[type[_Kind], tuple[Any, ...]]]:
    read = attrgetter(*(each.name for each in fields(kind)))
    return lambda one: (kind, read(one))


# On their way out of the processes that parse: by itself Python takes twice as long for them.
copyreg.pickle(Author, _by_fields(Author))
copyreg.pickle(Entry, _by_fields(Entry))


@dataclass(frozen=True, slots=True)
class Document:
    """A feed document as parsed: its title, its site's link, its entries in document order.

    ``pace``: how often it wants to be read.
    """

    title: str
    link: str | None
    entries: tuple[Entry, ...]
    pace: Pace = NO_PACE


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as a reader finds it, before it is identified.

    ``id`` and ``link`` stand as in the document; ``text`` is the whole plain text of the body, and
    ``links`` are the addresses in it as they stand. ``answers``: it says itself that it answers
    another one.
    """

    id: str | None
    link: str | None
    title: str
    text: str
    authors: tuple[Author, ...]
    published: datetime | None
    language: str | None = None
    answers: bool = False
    links: tuple[str, ...] = ()


SILENT = Draft(id=None, link=None, title="", text="", authors=(), published=None)
"""What stands for an entry that cannot be read."""


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """A document as a reader finds it. ``link`` and ``language`` stand as in the document."""

    title: str
    link: str | None
    drafts: tuple[Draft, ...]
    language: str | None = None
    pace: Pace = NO_PACE
