"""Taking: a document's entries are remembered, those never seen before are new, edits are noticed.

Nothing is concluded from an entry that a document does not hold: it may be back tomorrow.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.adopting import adopted_by
from bot.editing import Remembered, edits_of, follow_edits, keep_pages_of
from bot.feed_models import Entry
from bot.forgotten import HIDDEN, Veil, count_kept_out, read_veil
from bot.recent_entries import keep_recent
from bot.store import in_portions, insert_new
from bot.workspaces import lock_workspaces
from feeds import Document
from feeds import Entry as ParsedEntry
from feeds.traces import heading_digest, trace_of

NewEntries = list[tuple[int, ParsedEntry]]
"""Entries that were never seen before, with the ids by which they are remembered."""


def take_documents(
    session: Session, documents: Mapping[int, Document], now: datetime
) -> dict[int, NewEntries]:
    """Remember the entries of feeds' documents; give those never seen by feed, oldest first.

    Entries that their feed had before under other ids are adopted and not returned. What was
    edited brings its mentions up to date, before anything new is remembered. Documents without
    anything new write nothing. Of what somebody wrote who is forgotten, no text is kept.
    """
    veil = read_veil(session)
    entries = {
        feed_id: {entry.identity: veil.without_coauthors(entry) for entry in document.entries}
        for feed_id, document in documents.items()
    }
    seen = _remembered(session, entries)
    if veil:
        _add_hidden(session, entries, seen, veil)
    edits = {
        feed_id: edits_of((row, entries[feed_id][name]) for name, row in those.items())
        for feed_id, those in seen.items()
    }
    unseen = {
        feed_id: {name: entry for name, entry in those.items() if name not in seen[feed_id]}
        for feed_id, those in entries.items()
    }
    unseen = {feed_id: those for feed_id, those in unseen.items() if those}
    changed = [feed_id for feed_id in documents if edits[feed_id] or feed_id in unseen]
    if not changed:
        return {feed_id: [] for feed_id in documents}
    lock_workspaces(session, changed)
    if read_veil(session) != veil:
        # Somebody was forgotten while we waited.
        return take_documents(session, documents, now)
    follow_edits(session, [one for those in edits.values() for one in those], now)
    taken = _take_unseen(session, unseen, veil, now)
    return {feed_id: taken.get(feed_id, []) for feed_id in documents}


def _remembered(
    session: Session, identities: Mapping[int, Collection[str]]
) -> dict[int, dict[str, Remembered]]:
    """Read what is remembered of entries, by feed and identity."""
    found: dict[int, dict[str, Remembered]] = {feed_id: {} for feed_id in identities}
    pairs = [(feed_id, name) for feed_id, names in identities.items() for name in names]
    for some in in_portions(pairs):
        feed_ids, names = zip(*some, strict=True)
        rows = session.execute(
            select(
                Entry.feed_id,
                Entry.identity,
                Entry.id,
                Entry.same_as_id,
                Entry.heading,
                Entry.content,
                Entry.retitled,
                Entry.flickered,
            ).where(
                Entry.feed_id.in_(sorted(set(feed_ids))), Entry.identity.in_(sorted(set(names)))
            )
        )
        for row in rows:
            # Another feed of these may have an entry of the same name that its document lacks now.
            if row.identity in identities[row.feed_id]:
                found[row.feed_id][row.identity] = Remembered(
                    id=row.id,
                    same_as_id=row.same_as_id,
                    heading=row.heading,
                    content=row.content,
                    retitled=row.retitled,
                    flickered=row.flickered,
                )
    return found


def _add_hidden(
    session: Session,
    identities: Mapping[int, Collection[str]],
    found: Mapping[int, dict[str, Remembered]],
    veil: Veil,
) -> None:
    """Find again what is known by its digest only."""
    feeds = session.scalars(
        select(Entry.feed_id)
        .where(Entry.feed_id.in_(sorted(identities)), Entry.identity.startswith(HIDDEN))
        .distinct()
    ).all()
    names = {
        feed_id: {
            hidden: identity
            for identity in identities[feed_id]
            if identity not in found[feed_id]
            for hidden in veil.hidden_names(identity)
        }
        for feed_id in feeds
    }
    for feed_id, those in _remembered(session, names).items():
        found[feed_id].update(
            (names[feed_id][hidden], replace(row, is_hidden=True)) for hidden, row in those.items()
        )


def _take_unseen(
    session: Session,
    unseen: Mapping[int, Mapping[str, ParsedEntry]],
    veil: Veil,
    now: datetime,
) -> dict[int, NewEntries]:
    if not unseen:
        return {}
    traces = {
        feed_id: {identity: trace_of(entry) for identity, entry in those.items()}
        for feed_id, those in unseen.items()
    }
    adopted = adopted_by(session, traces)
    hidden = _to_hide(session, unseen, adopted, veil) if veil else {}
    rows = [
        {
            "feed_id": feed_id,
            "identity": hidden.get((feed_id, identity), identity),
            "first_seen_at": now,
            "same_as_id": adopted.get(feed_id, {}).get(identity),
            "page": trace.page,
            "title": trace.title,
            "heading": heading_digest(unseen[feed_id][identity]),
            "content": trace.content,
        }
        for feed_id, those in traces.items()
        for identity, trace in those.items()
    ]
    returning = [Entry.id, Entry.feed_id, Entry.identity]
    ids = {
        (row.feed_id, row.identity): row.id
        for row in insert_new(session, Entry, rows, returning=returning)
    }
    # A blog that moved is found at its new links by others too.
    moved = {
        entry_id: unseen[feed_id][identity]
        for feed_id, those in adopted.items()
        for identity, entry_id in those.items()
    }
    if moved:
        keep_pages_of(session, moved, now)
    ids |= {name: ids[name[0], key] for name, key in hidden.items() if (name[0], key) in ids}
    taken = {
        feed_id: [
            (ids[feed_id, entry.identity], entry)
            for entry in oldest_first(list(those.values()), now)
            if (feed_id, entry.identity) in ids and entry.identity not in adopted.get(feed_id, {})
        ]
        for feed_id, those in unseen.items()
    }
    shown = {
        feed_id: [one for one in those if (feed_id, one[1].identity) not in hidden]
        for feed_id, those in taken.items()
    }
    keep_recent(session, shown)
    return taken


def _to_hide(
    session: Session,
    unseen: Mapping[int, Mapping[str, ParsedEntry]],
    adopted: Mapping[int, Mapping[str, int]],
    veil: Veil,
) -> dict[tuple[int, str], str]:
    """Give the identities under which entries are hidden, by feed and identity; counts them.

    Hidden is what somebody wrote who is forgotten, and what was hidden under another id before.
    """
    originals = {entry_id for those in adopted.values() for entry_id in those.values()}
    before = {
        entry_id
        for some in in_portions(sorted(originals))
        for entry_id in session.scalars(
            select(Entry.id).where(Entry.id.in_(some), Entry.identity.startswith(HIDDEN))
        )
    }
    hidden = {}
    met: list[tuple[int, str]] = []
    for feed_id, those in unseen.items():
        for identity, entry in those.items():
            is_known = identity in adopted.get(feed_id, {})
            by = veil.wrote(entry)
            if by or (is_known and adopted[feed_id][identity] in before):
                hidden[feed_id, identity] = veil.hidden_names(identity)[0]
                met += [] if is_known else by
    count_kept_out(session, met)
    return hidden


def oldest_first(entries: Sequence[ParsedEntry], now: datetime) -> list[ParsedEntry]:
    """Put entries into the order in which a reader would have met them.

    Feeds stand newest first as a rule; dates decide where there are any, and one that is missing
    or in the future counts as now.
    """
    upwards = entries[::-1]
    return sorted(upwards, key=lambda entry: min(entry.published or now, now))
