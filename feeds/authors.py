"""Authors: from what feeds write about them to names, pages and addresses."""

import re
from collections.abc import Iterable
from functools import lru_cache

from feeds.entries import Author
from feeds.plain_text import cut, folded, html_to_text
from feeds.urls import absolute_link

_MAX_NAME = 200
_MAX_WRITTEN = 400
_MAX_URL = 2_000
_NOBODY = re.compile(r"^(?:no-?reply|do-?not-?reply|nobody)@", re.IGNORECASE)
_EMAIL = r"[^\s@<>()\"',;:]+@[^\s@<>()\"',;:]+\.[^\s@<>()\"',;:]+"
_MAIL_AND_NAME = re.compile(rf"^(?:mailto:)?({_EMAIL})\s*(?:\((.*)\))?$", re.DOTALL)
_NAME_AND_MAIL = re.compile(rf"^(.*?)\s*[<(](?:mailto:)?({_EMAIL})[>)]$", re.DOTALL)


def make_author(base: str, name: str, url: str = "", email: str = "") -> Author | None:
    """Make an author of what a feed gives; None where that names nobody.

    Understands RSS's "mail (Name)" and "Name <mail>", a page that stands as the name, and mailto:
    as a page. Addresses that stand for nobody, such as noreply@, are left out.
    """
    return _make_author(base, name[:_MAX_WRITTEN], url[:_MAX_URL], email[:_MAX_WRITTEN])


@lru_cache(maxsize=4096)  # most feeds have few
def _make_author(base: str, name: str, url: str, email: str) -> Author | None:
    name, email = folded(html_to_text(name) if "&" in name else name), folded(email)
    if url.lower().startswith("mailto:"):
        url, email = "", email or url[len("mailto:") :].partition("?")[0]
    name, email = _split(name, email)
    if name.startswith(("http://", "https://")):
        url = url or name
        name = name.rstrip("/").rpartition("/")[2]
    page = absolute_link(base, url)
    name = name or email.partition("@")[0] or (page or "").partition("://")[2].rstrip("/")
    if not name:
        return None
    known_email = email if re.fullmatch(_EMAIL, email) and not _NOBODY.match(email) else None
    return Author(cut(name, _MAX_NAME), page, known_email)


def distinct(authors: Iterable[Author | None]) -> tuple[Author, ...]:
    """Give authors in order, each name once, with whatever any mention of the name told."""
    merged: dict[str, Author] = {}
    for author in authors:
        if author is None:
            continue
        known = merged.get(author.name.casefold(), author)
        merged[author.name.casefold()] = Author(
            known.name, known.url or author.url, known.email or author.email
        )
    return tuple(merged.values())


def _split(name: str, email: str) -> tuple[str, str]:
    if matched := _MAIL_AND_NAME.match(name):
        return (matched[2] or "").strip(), email or matched[1]
    if matched := _NAME_AND_MAIL.match(name):
        return matched[1].strip(' "'), email or matched[2]
    return name, email
