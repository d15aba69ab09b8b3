"""Taking: a document's entries are remembered, and those never seen before are new."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.models import Entry, Feed
from bot.recent_entries import keep_recent
from bot.store import insert_new
from feeds import Document
from feeds import Entry as ParsedEntry


def take_entries(
    session: Session, feed: Feed, document: Document, now: datetime
) -> list[tuple[int, ParsedEntry]]:
    """Remember a document's entries; return (id, entry) of those never seen, oldest first."""
    seen = set(
        session.scalars(
            select(Entry.identity).where(
                Entry.feed_id == feed.id,
                Entry.identity.in_([entry.identity for entry in document.entries]),
            )
        )
    )
    new = {entry.identity: entry for entry in document.entries if entry.identity not in seen}
    rows = [{"feed_id": feed.id, "identity": identity, "first_seen_at": now} for identity in new]
    ids = {
        row.identity: row.id
        for row in insert_new(session, Entry, rows, returning=[Entry.id, Entry.identity])
    }
    order = oldest_first(list(new.values()), now)
    taken = [(ids[entry.identity], entry) for entry in order if entry.identity in ids]
    keep_recent(session, feed.id, taken)
    return taken


def oldest_first(entries: Sequence[ParsedEntry], now: datetime) -> list[ParsedEntry]:
    """Put entries into the order in which a reader would have met them.

    Feeds stand newest first as a rule; dates decide where there are any, and one that is missing
    or in the future counts as now.
    """
    upwards = entries[::-1]
    return sorted(upwards, key=lambda entry: min(entry.published or now, now))
