"""Feeds that are stored unread: what they hold at first stays quiet, what comes later does not."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.feed_models import Feed, Subscription
from bot.store import insert_new


def store_feed(session: Session, url: str, title: str, now: datetime) -> Feed:
    """Find the feed of a URL, or make one that the next poll reads."""
    row = {"url": url, "title": title, "failures": 0, "next_poll_at": now}
    insert_new(session, Feed, [row], returning=[Feed.id])
    return session.scalars(select(Feed).where(Feed.url == url).with_for_update()).one()


def listening_from(session: Session, feed: Feed, now: datetime) -> datetime | None:
    """Say since when a new subscription to a feed listens: at once where others do already."""
    others = select(Subscription.id).where(
        Subscription.feed_id == feed.id, Subscription.listening_since.is_not(None)
    )
    return now if session.scalar(others.limit(1)) is not None else None


def subscriptions_of(session: Session, feed_ids: Sequence[int]) -> dict[int, list[Subscription]]:
    """Give the subscriptions of feeds by the feeds' ids, the first ones first."""
    found: dict[int, list[Subscription]] = {feed_id: [] for feed_id in feed_ids}
    rows = session.scalars(
        select(Subscription)
        .where(Subscription.feed_id.in_(feed_ids))
        .order_by(Subscription.workspace_id, Subscription.id)
    )
    for row in rows:
        found[row.feed_id].append(row)
    return found


def let_listen(subscriptions: Sequence[Subscription], now: datetime) -> list[Subscription]:
    """Give those of a feed's subscriptions that were listening when it was read.

    From now on all of them are.
    """
    listening = [row for row in subscriptions if row.listening_since is not None]
    for row in subscriptions:
        row.listening_since = row.listening_since or now
    return listening
