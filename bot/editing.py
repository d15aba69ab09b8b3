"""Editing: an entry that its site has changed brings its mentions up to date.

A new title or link is said in the card's thread. Where nothing but the text has changed, as where
it holds points and counts, the card is drawn anew, and after 24 times left as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import outbox
from bot.facts import SourceKind
from bot.gathering import Belonging, belongings_of
from bot.models import Entry, Mention
from bot.source_models import MentionSource
from bot.sources import keep_pages, shared_pages
from bot.store import in_portions
from bot.workspaces import lock_workspaces
from feeds import Entry as ParsedEntry
from feeds.canonical import canonical_url
from feeds.traces import content_digest, heading_digest, trace_of

MOST_EDITS = 24
"""How often a mention follows its entry's text, and how often its title and link."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the database knows of an entry; an entry that was adopted is ``same_as_id``."""

    id: int
    same_as_id: int | None
    heading: str | None
    content: str | None
    retitled: int
    flickered: int


class Edit(Enum):
    """What has changed in an entry; FIRST_LOOK: nobody knows, as no digest was kept of it yet."""

    FIRST_LOOK = "first_look"
    HEADING = "heading"
    TEXT = "text"


def edit_of(row: Remembered, heading: str, content: str) -> Edit | None:
    """Say what has changed, from the digests of now; None for nothing that is to be followed."""
    if row.heading is None or row.content is None:
        return Edit.FIRST_LOOK
    if row.heading != heading and row.retitled < MOST_EDITS:
        return Edit.HEADING
    if row.content != content and row.flickered < MOST_EDITS:
        return Edit.TEXT
    return None


def note_edits(
    session: Session,
    feed_id: int,
    pairs: Sequence[tuple[Remembered, ParsedEntry]],
    now: datetime,
) -> None:
    """Notice which of a feed's entries were edited, and bring their mentions up to date.

    Where a workspace has ended its subscription, its mentions stay as they are.
    """
    edited: dict[int, ParsedEntry] = {}
    met: dict[int, ParsedEntry] = {}
    rows: list[dict[str, Any]] = []
    for row, entry in pairs:
        edit = edit_of(row, heading_digest(entry), content_digest(entry))
        if edit is None:
            continue
        rows.append(_values(row, entry, edit))
        (met if edit is Edit.FIRST_LOOK else edited)[row.same_as_id or row.id] = entry
    if not rows:
        return
    session.execute(update(Entry), rows)
    listening = lock_workspaces(session, feed_id)
    moved = {
        mention.entry_id: edited[mention.entry_id]
        for mention in _mentions(session, edited, listening)
        if _follow(session, mention, edited[mention.entry_id], now)
    }
    keep_pages_of(session, feed_id, met | moved, now)
    for entry_ids in in_portions(sorted(edited)):
        for source in session.scalars(
            select(MentionSource).where(MentionSource.entry_id.in_(entry_ids))
        ):
            source.link = edited[source.entry_id].link


def keep_pages_of(
    session: Session, feed_id: int, entries: Mapping[int, ParsedEntry], now: datetime
) -> None:
    """Let the mentions of a feed's entries (by id) have their pages, unless others have them."""
    listening = lock_workspaces(session, feed_id)
    mentions = _mentions(session, entries, listening)
    for workspace_id in listening:
        here = [one for one in mentions if one.workspace_id == workspace_id]
        pairs = [(one, entries[one.entry_id]) for one in here]
        _keep_pages(session, workspace_id, pairs, now)


def _values(row: Remembered, entry: ParsedEntry, edit: Edit) -> dict[str, Any]:
    trace = trace_of(entry)
    return {
        "id": row.id,
        "page": trace.page,
        "title": trace.title,
        "heading": heading_digest(entry),
        "content": trace.content,
        "retitled": row.retitled + (edit is Edit.HEADING),
        "flickered": row.flickered + (edit is Edit.TEXT),
    }


def _mentions(
    session: Session, entries: Mapping[int, ParsedEntry], workspace_ids: Sequence[int]
) -> list[Mention]:
    """Load the mentions of entries, locked: a colleague may be claiming one at this moment."""
    return [
        mention
        for entry_ids in in_portions(sorted(entries))
        for mention in session.scalars(
            select(Mention)
            .where(Mention.entry_id.in_(entry_ids), Mention.workspace_id.in_(workspace_ids))
            .order_by(Mention.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    ]


def _follow(session: Session, mention: Mention, entry: ParsedEntry, now: datetime) -> bool:
    """Bring a mention up to date with its entry; tell whether its title or link has changed."""
    title_was = mention.title if mention.title != entry.title else None
    moved = canonical_url(mention.link or "") != canonical_url(entry.link or "")
    link_was = mention.link if moved else None
    is_retitled = title_was is not None or moved
    if not is_retitled and mention.excerpt == entry.excerpt:
        return False
    mention.title = entry.title
    mention.link = entry.link
    mention.excerpt = entry.excerpt
    mention.version += 1
    session.flush()
    outbox.put_card_update(session, mention, now)
    if title_was is not None or link_was is not None:
        outbox.put_edit_line(session, mention, title_was, link_was, now)
    return is_retitled


def _keep_pages(
    session: Session,
    workspace_id: int,
    pairs: Sequence[tuple[Mention, ParsedEntry]],
    now: datetime,
) -> None:
    pages = {page for _, entry in pairs if (page := trace_of(entry).page)}
    shared = shared_pages(session, workspace_id, pages)
    keep_pages(
        session,
        workspace_id,
        [
            (belongings_of(entry, shared, now), Belonging(mention.id, SourceKind.SAME_PAGE))
            for mention, entry in pairs
        ],
    )
