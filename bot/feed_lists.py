"""Lists of feeds in and out: many subscriptions at once, which the next polls read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bot.feed_models import Feed, Subscription
from bot.listening import listening_from, store_feed
from bot.workspaces import next_number
from feeds.opml import FeedList, ListedFeed, write_opml


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a list: how many feeds are new and known, and the lines of the unreadable."""

    new: int
    known: int
    unreadable: tuple[int, ...]


def import_feeds(
    session: Session,
    workspace_id: int,
    channel: str,
    listed: FeedList,
    *,
    added_by_id: int | None,
    now: datetime,
) -> Imported:
    """Subscribe a channel to the feeds of a list, unread; what they hold at first stays quiet."""
    known = set(
        session.scalars(
            select(Feed.url)
            .join(Subscription)
            .where(Subscription.workspace_id == workspace_id, Subscription.term == "")
        )
    )
    new = [each for each in listed.feeds if each.url not in known]
    if new:
        number = next_number(session, workspace_id, "subscription_count", len(new))
        for offset, each in enumerate(new):
            feed = store_feed(session, each.url, each.title, now)
            session.add(
                Subscription(
                    workspace_id=workspace_id,
                    feed=feed,
                    number=number + offset,
                    channel=channel,
                    added_by_id=added_by_id,
                    created_at=now,
                    listening_since=listening_from(session, feed, now),
                )
            )
    return Imported(len(new), len(listed.feeds) - len(new), listed.unreadable)


@dataclass(frozen=True, slots=True)
class Exported:
    """A list of feeds as OPML; ``left_out`` feeds bring too much without their watch's term."""

    text: str
    count: int
    left_out: int


def export_feeds(session: Session, workspace_id: int) -> Exported:
    """Write a workspace's feeds as OPML; those of a watch stand under its term."""
    rows = session.scalars(
        select(Subscription)
        .options(joinedload(Subscription.feed), joinedload(Subscription.watch))
        .where(Subscription.workspace_id == workspace_id)
        .order_by(Subscription.number)
    ).all()
    groups: dict[str, list[ListedFeed]] = {"": []}
    for row in rows:
        if not row.term:
            name = row.watch.term if row.watch else ""
            groups.setdefault(name, []).append(ListedFeed(row.feed.url, row.feed.title))
    count = sum(len(feeds) for feeds in groups.values())
    return Exported(write_opml("Botschafter", list(groups.items())), count, len(rows) - count)
