"""Adopting: entries whose ids are new, but which their feed had before, are taken as the same."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from bot.models import Entry
from bot.store import in_portions
from feeds.rollover import KnownEntry, known_again
from feeds.traces import Trace

_KEPT = 3
"""Other ids that are kept of an entry: some feeds think of new ones at every poll."""


def adopted_by(session: Session, feed_id: int, traces: Mapping[str, Trace]) -> dict[str, int]:
    """Give the entries (id) that those with new identities are; what is new is left out.

    Of an entry's other ids the last few stay known, and older ones are forgotten.
    """
    if session.scalar(select(Entry.id).where(Entry.feed_id == feed_id).limit(1)) is None:
        return {}
    pages = {trace.page for trace in traces.values() if trace.page}
    titles = {trace.title for trace in traces.values() if trace.title}
    known: dict[int, KnownEntry] = {}
    for column, keys in ((Entry.page, pages), (Entry.title, titles)):
        for some in in_portions(sorted(keys)):
            known |= _known(session, feed_id, column.in_(some))
    adopted = known_again(traces, [known[row_id] for row_id in sorted(known)])
    _forget_older(session, set(adopted.values()))
    return adopted


def _known(session: Session, feed_id: int, condition: ColumnElement[bool]) -> dict[int, KnownEntry]:
    rows = session.execute(
        select(Entry.id, Entry.same_as_id, Entry.page, Entry.title, Entry.content).where(
            Entry.feed_id == feed_id, condition
        )
    )
    return {
        row.id: KnownEntry(row.same_as_id or row.id, row.page, row.title, row.content)
        for row in rows
    }


def _forget_older(session: Session, originals: Collection[int]) -> None:
    """Drop all other ids of entries but the last few; one more of each is about to come."""
    for some in in_portions(sorted(originals)):
        rows = session.execute(
            select(Entry.id, Entry.same_as_id)
            .where(Entry.same_as_id.in_(some))
            .order_by(Entry.id.desc())
        ).all()
        counts: dict[int, int] = {}
        older = []
        for row in rows:
            counts[row.same_as_id] = counts.get(row.same_as_id, 0) + 1
            if counts[row.same_as_id] >= _KEPT:
                older.append(row.id)
        for gone in in_portions(older):
            session.execute(
                delete(Entry).where(Entry.id.in_(gone)).execution_options(synchronize_session=False)
            )
