"""A feed's last entries, kept with their texts: what rules are tried on before they are saved."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.feed_models import RecentEntry
from bot.store import add_rows, in_portions
from feeds import Author, Entry, EntryKind

KEPT = 30
"""Entries that are kept of each feed."""


def keep_recent(session: Session, entries: Mapping[int, Sequence[tuple[int, Entry]]]) -> None:
    """Keep feeds' new entries (entry id, entry; oldest first), by the feeds' ids.

    What is older than a feed's last 30 is dropped.
    """
    rows = [
        {"entry_id": entry_id, "feed_id": feed_id, "content": _written(entry)}
        for feed_id, those in entries.items()
        for entry_id, entry in those[-KEPT:]
    ]
    if not rows:
        return
    add_rows(session, RecentEntry, rows)
    newest_first = func.row_number().over(
        partition_by=RecentEntry.feed_id, order_by=RecentEntry.id.desc()
    )
    counted = (
        select(RecentEntry.id, newest_first.label("place"))
        .where(RecentEntry.feed_id.in_(sorted({row["feed_id"] for row in rows})))
        .subquery()
    )
    session.execute(
        delete(RecentEntry)
        .where(RecentEntry.id.in_(select(counted.c.id).where(counted.c.place > KEPT)))
        .execution_options(synchronize_session=False)
    )


def renew_recent(session: Session, entries: Mapping[int, Entry]) -> None:
    """Let entries (by id) that were edited be tried as they are now, if they are kept."""
    for entry_ids in in_portions(sorted(entries)):
        for row in session.scalars(select(RecentEntry).where(RecentEntry.entry_id.in_(entry_ids))):
            row.content = _written(entries[row.entry_id])


def recent_entries(session: Session, feed_id: int) -> list[Entry]:
    """Give a feed's last entries, newest first, at most 30; those read long ago may be missing."""
    rows = session.scalars(
        select(RecentEntry.content)
        .where(RecentEntry.feed_id == feed_id)
        .order_by(RecentEntry.id.desc())
    )
    return [_read(row) for row in rows]


def _written(entry: Entry) -> dict[str, Any]:
    """Write what rules look at."""
    return {
        "title": entry.title,
        "link": entry.link,
        "authors": [[author.name, author.url] for author in entry.authors],
        "place": entry.place,
        "text": entry.text or entry.excerpt,
        "language": entry.language,
        "kind": entry.kind,
        "links": list(entry.links),
    }


def _read(row: dict[str, Any]) -> Entry:
    return Entry(
        identity="",
        title=row["title"],
        link=row["link"],
        authors=tuple(Author(name, url) for name, url in row["authors"]),
        place=row["place"],
        excerpt=row["text"],
        published=None,
        language=row["language"],
        kind=EntryKind(row["kind"]),
        links=tuple(row["links"]),
    )
