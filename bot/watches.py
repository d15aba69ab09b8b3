"""Watches in the database: a term, and one subscription for each feed that it is looked for in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.desk import Visit
from bot.feed_facts import WatchFacts
from bot.feed_models import Subscription, Watch
from bot.listening import listening_from, store_feed
from bot.subscriptions import find_subscription
from bot.workspaces import next_number
from feeds.places import FeedAddress


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of a watch: its facts, the feeds that are new to it, and those known before.

    Without a new feed there is no watch.
    """

    watch: WatchFacts | None
    new: tuple[FeedAddress, ...]
    known: tuple[FeedAddress, ...]


def store_watch(visit: Visit, term: str, channel: str, addresses: Sequence[FeedAddress]) -> Watched:
    """Store a watch with its subscriptions, unread; the next poll reads them.

    A workspace that watches the term in the channel already gets the new feeds added to that.
    """
    session, workspace_id = visit.session, visit.workspace.id
    known = [
        address
        for address in addresses
        if find_subscription(session, workspace_id, address.url, _sought(term, address))
    ]
    new = tuple(address for address in addresses if address not in known)
    if not new:
        return Watched(None, (), tuple(known))
    watch = _watch(visit, term, channel)
    number = next_number(session, workspace_id, "subscription_count", len(new))
    for offset, address in enumerate(new):
        feed = store_feed(session, address.url, "", visit.now)
        session.add(
            Subscription(
                workspace_id=workspace_id,
                feed=feed,
                number=number + offset,
                channel=channel,
                added_by_id=visit.colleague.id,
                created_at=visit.now,
                term=_sought(term, address),
                watch_id=watch.id,
                listening_since=listening_from(session, feed, visit.now),
            )
        )
        session.flush()
    return Watched(watch_facts(watch), new, tuple(known))


def _sought(term: str, address: FeedAddress) -> str:
    """Say what an entry must hold: nothing more where the place has searched already."""
    return "" if address.searches else term


def find_watch(visit: Visit, term: str, channel: str) -> Watch | None:
    """Find the watch for a term, however it is capitalised, in a channel."""
    here = Watch.workspace_id == visit.workspace.id
    rows = visit.session.scalars(select(Watch).where(here, Watch.channel == channel))
    return next((row for row in rows if row.term.casefold() == term.casefold()), None)


def _watch(visit: Visit, term: str, channel: str) -> Watch:
    if (known := find_watch(visit, term, channel)) is not None:
        return known
    session, workspace_id = visit.session, visit.workspace.id
    made = Watch(
        workspace_id=workspace_id,
        number=next_number(session, workspace_id, "subscription_count"),
        term=term,
        channel=channel,
        added_by_id=visit.colleague.id,
        created_at=visit.now,
    )
    session.add(made)
    session.flush()
    return made


def watch_facts(watch: Watch) -> WatchFacts:
    """Read a watch."""
    return WatchFacts(watch.number, watch.term, watch.channel)


def end_watch(session: Session, workspace_id: int, number: int) -> WatchFacts | None:
    """End a watch with all its subscriptions; their mentions stay. None for no such number."""
    watch = session.scalar(
        select(Watch).where(Watch.workspace_id == workspace_id, Watch.number == number)
    )
    if watch is None:
        return None
    session.execute(delete(Subscription).where(Subscription.watch_id == watch.id))
    session.execute(delete(Watch).where(Watch.id == watch.id))
    return watch_facts(watch)


def end_empty_watches(session: Session, workspace_id: int) -> None:
    """End the watches that have no subscription left."""
    used = select(Subscription.watch_id).where(Subscription.watch_id.is_not(None))
    session.execute(delete(Watch).where(Watch.workspace_id == workspace_id, Watch.id.not_in(used)))
