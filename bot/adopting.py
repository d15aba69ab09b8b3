"""Adopting: entries whose ids are new, but which their feed had before, are taken as the same."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from bot.feed_models import Entry, Feed
from bot.store import in_portions
from feeds.rollover import KnownEntry, known_again
from feeds.traces import Trace

_KEPT = 3
"""Other ids that are kept of an entry: some feeds think of new ones at every poll."""


def adopted_by(
    session: Session, traces: Mapping[int, Mapping[str, Trace]]
) -> dict[int, dict[str, int]]:
    """Give the entries (id) that those with new identities are, by feed; what is new is left out.

    Of an entry's other ids the last few stay known, and older ones are forgotten.
    """
    known = _known(session, {feed_id: traces[feed_id] for feed_id in _read_before(session, traces)})
    adopted = {feed_id: known_again(traces[feed_id], those) for feed_id, those in known.items()}
    _forget_older(session, {entry_id for those in adopted.values() for entry_id in those.values()})
    return adopted


def _read_before(session: Session, feed_ids: Collection[int]) -> Sequence[int]:
    """Leave out feeds without any entry: most of what is new at once is new with its feed."""
    has_entries = select(Entry.id).where(Entry.feed_id == Feed.id).exists()
    return session.scalars(
        select(Feed.id).where(Feed.id.in_(sorted(feed_ids)), has_entries).order_by(Feed.id)
    ).all()


def _known(
    session: Session, traces: Mapping[int, Mapping[str, Trace]]
) -> dict[int, list[KnownEntry]]:
    """Read the entries of feeds that share link or title with a newcomer, oldest first.

    What shares it only with a newcomer of another feed of these may be among them, and is looked
    up by nobody.
    """
    wanted = [(feed_id, trace) for feed_id, those in traces.items() for trace in those.values()]
    pages = dict.fromkeys((feed_id, trace.page) for feed_id, trace in wanted if trace.page)
    titles = dict.fromkeys((feed_id, trace.title) for feed_id, trace in wanted if trace.title)
    found: dict[int, tuple[int, KnownEntry]] = {}
    for column, pairs in ((Entry.page, pages), (Entry.title, titles)):
        for some in in_portions(list(pairs)):
            feed_ids, keys = zip(*some, strict=True)
            found |= _found(session, set(feed_ids), column.in_(sorted(set(keys))))
    known: dict[int, list[KnownEntry]] = {feed_id: [] for feed_id in traces}
    for row_id in sorted(found):
        feed_id, entry = found[row_id]
        known[feed_id].append(entry)
    return known


def _found(
    session: Session, feed_ids: Collection[int], condition: ColumnElement[bool]
) -> dict[int, tuple[int, KnownEntry]]:
    rows = session.execute(
        select(
            Entry.id, Entry.feed_id, Entry.same_as_id, Entry.page, Entry.title, Entry.content
        ).where(Entry.feed_id.in_(sorted(feed_ids)), condition)
    )
    return {
        row.id: (
            row.feed_id,
            KnownEntry(row.same_as_id or row.id, row.page, row.title, row.content),
        )
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
