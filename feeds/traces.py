"""Traces: what is remembered of an entry, so that it is known again and its edits are noticed."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from feeds.canonical import canonical_url, names_a_site
from feeds.entries import Entry, EntryKind
from feeds.titles import title_key

LENGTH = 32
"""Characters of a digest."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Digests of an entry: of the page it is, of its title's words, and of its text.

    ``page`` and ``title`` are None where it has none. ``is_alone``: its address can name one entry
    only, as long as no other one has it: it is no site's front page.
    """

    page: str | None
    title: str | None
    content: str
    is_comment: bool = False
    is_alone: bool = True


@lru_cache(maxsize=256)  # asked several times for each entry that is new
def trace_of(entry: Entry) -> Trace:
    """Give an entry's trace. The address of a comment counts with its fragment."""
    page = page_of(entry)
    is_comment = entry.kind is EntryKind.COMMENT
    words = title_key(entry.title)
    return Trace(
        page=digest(f"{entry.kind}:{page}") if page else None,
        title=digest(words) if words else None,
        content=content_digest(entry),
        is_comment=is_comment,
        # A comment's address without a fragment may be that of its article.
        is_alone="#" in page if is_comment else not names_a_site(page),
    )


def page_of(entry: Entry) -> str:
    """Give the canonical key of an entry's address; empty where it has none."""
    with_fragment = entry.kind is EntryKind.COMMENT
    return canonical_url(entry.link, with_fragment=with_fragment) if entry.link else ""


def heading_digest(entry: Entry) -> str:
    """Give a digest of an entry's title and of the page that its link names."""
    return digest(f"{entry.title}\n{page_of(entry)}")


def content_digest(entry: Entry) -> str:
    """Give a digest of what an entry's text says."""
    return digest(entry.text or entry.excerpt)


def digest(text: str) -> str:
    """Give 32 characters that stand for a text."""
    return sha256(text.encode(errors="replace")).hexdigest()[:LENGTH]
