"""Retention: what was said long ago is dropped; title, link and state stay, as does the log."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.feed_models import RecentEntry
from bot.models import Mention
from bot.mrkdwn import cut, one_line
from bot.source_models import MentionSource
from bot.store import Store

PORTION = 500
"""Mentions whose texts are dropped in one transaction."""
_TITLE = 120
_MONTHS = 12


def months_before(now: datetime, months: int) -> datetime:
    """Give the moment so many months before; the month's last day, where it has no such day."""
    count = now.year * _MONTHS + now.month - 1 - months
    year, month = divmod(count, _MONTHS)
    for day in range(now.day, now.day - 4, -1):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("unreachable")


def drop_old_texts(store: Store, now: datetime, months: int) -> int:
    """Drop the texts of mentions that were found before so many months; 0: of none.

    In portions, each in a transaction of its own, so that nobody waits for long. Returns of how
    many.
    """
    if not months:
        return 0
    before, dropped = months_before(now, months), 0
    while True:
        with store.write() as session:
            portion = _drop_portion(session, before, now)
        dropped += portion
        if portion < PORTION:
            return dropped


def _drop_portion(session: Session, before: datetime, now: datetime) -> int:
    old = session.scalars(
        select(Mention)
        .where(Mention.found_at < before, Mention.texts_dropped_at.is_(None))
        .order_by(Mention.found_at, Mention.id)
        .limit(PORTION)
        .with_for_update(skip_locked=True)
    ).all()
    for mention in old:
        # A line of the log needs a name: where there is no title, it is the first words.
        mention.title = mention.title or cut(one_line(mention.excerpt), _TITLE)
        mention.excerpt = ""
        mention.texts_dropped_at = now
    session.flush()
    ids = [mention.id for mention in old]
    entries = select(MentionSource.entry_id).where(MentionSource.mention_id.in_(ids))
    session.execute(
        delete(RecentEntry)
        .where(RecentEntry.entry_id.in_(entries))
        .execution_options(synchronize_session=False)
    )
    return len(old)
