"""Moving: a feed that has a new address for good is asked for there, and merged with one there."""

from urllib.parse import urldefrag

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.feed_models import Entry, Feed, RecentEntry, Subscription
from bot.host_models import host_key
from bot.models import Mention


def follow_move(session: Session, feed: Feed, moved_to: str | None) -> None:
    """Take notice of where a poll was sent for good; the second time in a row the feed moves.

    Where another feed is at that address, what subscribes to this one goes over to it, and no
    entry that either knows becomes new.
    """
    url = urldefrag(moved_to).url if moved_to else None
    if url is None or url == feed.url or url != feed.moved_to:
        feed.moved_to = None if url == feed.url else url
        return
    other = session.scalar(select(Feed).where(Feed.url == url).with_for_update())
    if other is not None:
        _merge(session, feed, other)
        return
    feed.url = url
    feed.host = host_key(url)
    feed.moved_to = None


def _merge(session: Session, feed: Feed, other: Feed) -> None:
    session.flush()
    known = select(Entry.identity).where(Entry.feed_id == other.id).scalar_subquery()
    session.execute(
        update(Entry)
        .where(Entry.feed_id == feed.id, Entry.identity.not_in(known))
        .values(feed_id=other.id)
        .execution_options(synchronize_session=False)
    )
    gone_over = select(Entry.id).where(Entry.feed_id == other.id).scalar_subquery()
    session.execute(
        update(RecentEntry)
        .where(RecentEntry.feed_id == feed.id, RecentEntry.entry_id.in_(gone_over))
        .values(feed_id=other.id)
        .execution_options(synchronize_session=False)
    )
    _move_subscriptions(session, feed, other)
    if other.dead_since is not None:
        # It answers, as we have just seen.
        other.dead_since = other.failing_since = other.problem = other.problem_status = None
        other.failures = 0
        other.next_poll_at = feed.next_poll_at
    feed.moved_to = None
    left = select(func.count()).select_from(Entry).where(Entry.feed_id == feed.id)
    if not session.scalar(left):
        session.execute(delete(RecentEntry).where(RecentEntry.feed_id == feed.id))
        session.delete(feed)


def _move_subscriptions(session: Session, feed: Feed, other: Feed) -> None:
    there = {
        (row.workspace_id, row.term): row
        for row in session.scalars(select(Subscription).where(Subscription.feed_id == other.id))
    }
    for row in session.scalars(select(Subscription).where(Subscription.feed_id == feed.id)):
        same = there.get((row.workspace_id, row.term))
        if same is None:
            row.feed_id = other.id
            continue
        session.execute(
            update(Mention).where(Mention.subscription_id == row.id).values(subscription_id=same.id)
        )
        session.delete(row)
    session.flush()
