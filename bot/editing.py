"""Editing: an entry that its site has changed brings its mentions up to date.

A new title or link is said in the card's thread. Where nothing but the text has changed, as where
it holds points and counts, the card is drawn anew, and after 24 times left as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import outbox
from bot.facts import SourceKind
from bot.feed_models import Entry, Subscription
from bot.gathering import Belonging, belongings_of
from bot.models import Mention
from bot.recent_entries import renew_recent
from bot.source_models import MentionSource
from bot.sources import keep_pages, shared_pages
from bot.store import in_portions
from feeds import Entry as ParsedEntry
from feeds.canonical import canonical_url
from feeds.traces import content_digest, heading_digest, trace_of

MOST_EDITS = 24
"""How often a mention follows its entry's text, and how often its title and link."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the database knows of an entry; an entry that was adopted is ``same_as_id``.

    ``is_hidden``: somebody wrote it who is forgotten.
    """

    id: int
    same_as_id: int | None
    heading: str | None
    content: str | None
    retitled: int
    flickered: int
    is_hidden: bool = False


class Edit(Enum):
    """What has changed in an entry; FIRST_LOOK: nobody knows, as no digest was kept of it yet."""

    FIRST_LOOK = "first_look"
    HEADING = "heading"
    TEXT = "text"


def edit_of(row: Remembered, heading: str, content: str) -> Edit | None:
    """Say what has changed, from the digests of now; None for nothing that is to be followed."""
    if row.is_hidden:
        return None
    if row.heading is None or row.content is None:
        return Edit.FIRST_LOOK
    if row.heading != heading and row.retitled < MOST_EDITS:
        return Edit.HEADING
    if row.content != content and row.flickered < MOST_EDITS:
        return Edit.TEXT
    return None


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry as it is now, beside what was remembered of it, and what has changed."""

    row: Remembered
    entry: ParsedEntry
    edit: Edit


def edits_of(pairs: Iterable[tuple[Remembered, ParsedEntry]]) -> list[Edited]:
    """Notice which entries were edited."""
    return [
        Edited(row, entry, edit)
        for row, entry in pairs
        if (edit := edit_of(row, heading_digest(entry), content_digest(entry))) is not None
    ]


def follow_edits(session: Session, edits: Sequence[Edited], now: datetime) -> None:
    """Remember edits of entries, and bring their mentions up to date; the workspaces are locked.

    Where a workspace has ended its subscription, its mentions stay as they are; so do those whose
    texts were dropped.
    """
    if not edits:
        return
    session.execute(update(Entry), [_values(one) for one in edits])
    renew_recent(session, {one.row.id: one.entry for one in edits})
    met, edited = (
        {
            one.row.same_as_id or one.row.id: one.entry
            for one in edits
            if (one.edit is Edit.FIRST_LOOK) == is_first
        }
        for is_first in (True, False)
    )
    rows: list[outbox.Row] = []
    moved = [
        (mention, edited[mention.entry_id])
        for mention in _mentions(session, edited)
        if _follow(mention, edited[mention.entry_id], rows, now)
    ]
    outbox.put(session, rows)
    _keep_pages_of(session, moved, now)
    keep_pages_of(session, met, now)
    for entry_ids in in_portions(sorted(edited)):
        for source in session.scalars(
            select(MentionSource).where(MentionSource.entry_id.in_(entry_ids))
        ):
            source.link = edited[source.entry_id].link


def keep_pages_of(session: Session, entries: Mapping[int, ParsedEntry], now: datetime) -> None:
    """Let the mentions of entries (by id) have their pages, unless others have them."""
    pairs = [(mention, entries[mention.entry_id]) for mention in _mentions(session, entries)]
    _keep_pages_of(session, pairs, now)


def _keep_pages_of(
    session: Session, pairs: Sequence[tuple[Mention, ParsedEntry]], now: datetime
) -> None:
    for workspace_id in sorted({mention.workspace_id for mention, _ in pairs}):
        here = [pair for pair in pairs if pair[0].workspace_id == workspace_id]
        _keep_pages(session, workspace_id, here, now)


def _values(one: Edited) -> dict[str, Any]:
    trace = trace_of(one.entry)
    return {
        "id": one.row.id,
        "page": trace.page,
        "title": trace.title,
        "heading": heading_digest(one.entry),
        "content": trace.content,
        "retitled": one.row.retitled + (one.edit is Edit.HEADING),
        "flickered": one.row.flickered + (one.edit is Edit.TEXT),
    }


def _mentions(session: Session, entries: Mapping[int, ParsedEntry]) -> list[Mention]:
    """Load the mentions of entries, locked: a colleague may be claiming one at this moment."""
    subscribed = (
        select(Subscription.id)
        .join(Entry, Entry.feed_id == Subscription.feed_id)
        .where(Entry.id == Mention.entry_id, Subscription.workspace_id == Mention.workspace_id)
        .exists()
    )
    return [
        mention
        for entry_ids in in_portions(sorted(entries))
        for mention in session.scalars(
            select(Mention)
            .where(Mention.entry_id.in_(entry_ids), Mention.texts_dropped_at.is_(None), subscribed)
            .order_by(Mention.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    ]


def _follow(mention: Mention, entry: ParsedEntry, rows: list[outbox.Row], now: datetime) -> bool:
    """Bring a mention up to date with its entry, and add what is to be said of that to ``rows``.

    Tells whether its title or link has changed.
    """
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
    to = outbox.about(mention)
    rows.append(outbox.card_update_row(to, mention.version, now))
    if title_was is not None or link_was is not None:
        rows.append(outbox.edit_line_row(to, mention.version, title_was, link_was, now))
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
