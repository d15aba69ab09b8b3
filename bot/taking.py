"""Taking: a document's entries are remembered, those never seen before are new, edits are noticed.

Nothing is concluded from an entry that a document does not hold: it may be back tomorrow.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adopting import adopted_by
from bot.editing import Remembered, keep_pages_of, note_edits
from bot.models import Entry, Feed
from bot.recent_entries import keep_recent
from bot.store import in_portions, insert_new
from bot.workspaces import lock_workspaces
from feeds import Document
from feeds import Entry as ParsedEntry
from feeds.traces import heading_digest, trace_of


def take_entries(
    session: Session, feed: Feed, document: Document, now: datetime
) -> list[tuple[int, ParsedEntry]]:
    """Remember a document's entries; return (id, entry) of those never seen, oldest first.

    Entries that their feed had before under other ids are adopted and not returned. What was
    edited brings its mentions up to date. A document without anything new writes nothing.
    """
    entries = {entry.identity: entry for entry in document.entries}
    seen = _remembered(session, feed.id, list(entries))
    note_edits(session, feed.id, [(row, entries[identity]) for identity, row in seen.items()], now)
    unseen = {name: entry for name, entry in entries.items() if name not in seen}
    return _take_unseen(session, feed, unseen, now) if unseen else []


def _remembered(session: Session, feed_id: int, identities: Sequence[str]) -> dict[str, Remembered]:
    found: dict[str, Remembered] = {}
    for some in in_portions(identities):
        rows = session.execute(
            select(
                Entry.identity,
                Entry.id,
                Entry.same_as_id,
                Entry.heading,
                Entry.content,
                Entry.retitled,
                Entry.flickered,
            ).where(Entry.feed_id == feed_id, Entry.identity.in_(some))
        )
        for row in rows:
            found[row.identity] = Remembered(
                id=row.id,
                same_as_id=row.same_as_id,
                heading=row.heading,
                content=row.content,
                retitled=row.retitled,
                flickered=row.flickered,
            )
    return found


def _take_unseen(
    session: Session, feed: Feed, unseen: dict[str, ParsedEntry], now: datetime
) -> list[tuple[int, ParsedEntry]]:
    lock_workspaces(session, feed.id)
    traces = {identity: trace_of(entry) for identity, entry in unseen.items()}
    adopted = adopted_by(session, feed.id, traces)
    rows = [
        {
            "feed_id": feed.id,
            "identity": identity,
            "first_seen_at": now,
            "same_as_id": adopted.get(identity),
            "page": trace.page,
            "title": trace.title,
            "heading": heading_digest(unseen[identity]),
            "content": trace.content,
        }
        for identity, trace in traces.items()
    ]
    ids = {
        row.identity: row.id
        for row in insert_new(session, Entry, rows, returning=[Entry.id, Entry.identity])
    }
    # A blog that moved is found at its new links by others too.
    if moved := {entry_id: unseen[identity] for identity, entry_id in adopted.items()}:
        keep_pages_of(session, feed.id, moved, now)
    new = [entry for identity, entry in unseen.items() if identity not in adopted]
    taken = [
        (ids[entry.identity], entry) for entry in oldest_first(new, now) if entry.identity in ids
    ]
    keep_recent(session, feed.id, taken)
    return taken


def oldest_first(entries: Sequence[ParsedEntry], now: datetime) -> list[ParsedEntry]:
    """Put entries into the order in which a reader would have met them.

    Feeds stand newest first as a rule; dates decide where there are any, and one that is missing
    or in the future counts as now.
    """
    upwards = entries[::-1]
    return sorted(upwards, key=lambda entry: min(entry.published or now, now))
