"""What is known of feeds' last documents: kept beside their entries, and asked for at each poll."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.feed_models import KnownDocument
from bot.store import put_rows
from feeds import Known


def keep_known(session: Session, known: Mapping[int, Known]) -> None:
    """Keep what is known of documents, by feed id, in the transaction that keeps their entries."""
    rows = [
        {"feed_id": feed_id, "body": one.body, "entries": one.packed}
        for feed_id, one in sorted(known.items())
    ]
    put_rows(session, KnownDocument, rows)


def known_documents(session: Session, feed_ids: Sequence[int]) -> dict[int, Known]:
    """Give what is known of feeds, by their ids; those that were never read are missing."""
    rows = session.scalars(select(KnownDocument).where(KnownDocument.feed_id.in_(feed_ids)))
    return {row.feed_id: Known(row.body, row.entries) for row in rows}
