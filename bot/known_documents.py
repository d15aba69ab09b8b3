"""What is known of feeds' last documents: kept beside their entries, and asked for at each poll."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.models import KnownDocument
from feeds import Known


def keep_known(session: Session, feed_id: int, known: Known) -> None:
    """Keep what is known of a document, in the transaction that keeps its entries."""
    session.merge(KnownDocument(feed_id=feed_id, body=known.body, entries=known.packed()))


def known_documents(session: Session, feed_ids: Sequence[int]) -> dict[int, Known]:
    """Give what is known of feeds, by their ids; those that were never read are missing."""
    rows = session.scalars(select(KnownDocument).where(KnownDocument.feed_id.in_(feed_ids)))
    return {row.feed_id: Known.unpacked(row.body, row.entries) for row in rows}
