"""Subscriptions: which feeds a workspace wants to see, and in which channel."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from bot.feed_facts import SubscriptionFacts, WatchFacts
from bot.feed_models import Entry, Feed, Subscription, Watch
from bot.intake import Answered, take_in
from bot.intervals import Intervals
from bot.language import Language
from bot.listening import store_feed, subscriptions_of
from bot.models import Mention
from bot.recording import record_mentions
from bot.screening import wanted_entries
from bot.subscription_facts import subscription_facts
from bot.workspaces import lock_workspaces, next_number
from feeds import Document, NewDocument
from feeds import Entry as ParsedEntry


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What came of adding a feed; ``already``: the workspace had it, nothing has changed."""

    subscription: SubscriptionFacts
    already: bool
    remembered: int = 0
    sample: bool = False


def find_subscription(
    session: Session, workspace_id: int, url: str, term: str = ""
) -> Subscription | None:
    """Find a workspace's subscription to a feed's URL, and to a term there, with the feed."""
    return session.scalar(
        select(Subscription)
        .join(Feed)
        .options(joinedload(Subscription.feed))
        .where(
            Subscription.workspace_id == workspace_id,
            Subscription.term == term,
            Feed.url == url,
        )
    )


def subscribe(  # noqa: PLR0913  # what a subscription is made of
    session: Session,
    workspace_id: int,
    channel: str,
    new: NewDocument,
    *,
    added_by_id: int | None,
    intervals: Intervals,
    now: datetime,
    rules: str = "",
    cards: int,
) -> Subscribed:
    """Subscribe a channel to a feed that was just read.

    What the feed holds is remembered and not posted, except for the newest entry that passes the
    rules, as a sample.
    Where others subscribe to the same feed, what is new to them becomes their mentions.
    """
    url = new.request.url
    feed = store_feed(session, url, "", now)
    # Looked for behind the feed's lock: another colleague may be adding it at this moment.
    if known := find_subscription(session, workspace_id, url):
        return Subscribed(subscription_facts(known), already=True)
    lock_workspaces(session, [feed.id], newcomer=workspace_id)
    # The read at adding counts as a poll; the next one comes in its time.
    answered = Answered(feed, subscriptions_of(session, [feed.id])[feed.id], new)
    take_in(session, [answered], intervals, now, cards=cards)
    subscription = Subscription(
        workspace_id=workspace_id,
        number=next_number(session, workspace_id, "subscription_count"),
        channel=channel,
        added_by_id=added_by_id,
        created_at=now,
        rules=rules,
        listening_since=now,
    )
    subscription.feed = feed
    session.add(subscription)
    session.flush()
    sample = _post_sample(session, subscription, new.document, now)
    return Subscribed(
        subscription_facts(subscription, mention_count=int(sample)),
        already=False,
        remembered=len(new.document.entries) - int(sample),
        sample=sample,
    )


def newest_entry(document: Document, now: datetime) -> ParsedEntry | None:
    """Find a document's newest entry; dates in the future are not believed.

    Where no entry has a date, the first one counts: feeds stand newest first as a rule.
    """
    believed = now + timedelta(days=1)
    dated = [e for e in document.entries if e.published and e.published <= believed]
    if dated:
        return max(dated, key=lambda entry: entry.published or now)
    return document.entries[0] if document.entries else None


def _post_sample(
    session: Session, subscription: Subscription, document: Document, now: datetime
) -> bool:
    wanted = wanted_entries(session, subscription, [(0, entry) for entry in document.entries])
    newest = newest_entry(replace(document, entries=tuple(entry for _, entry in wanted)), now)
    if newest is None:
        return False
    entry_id = session.scalar(
        select(func.coalesce(Entry.same_as_id, Entry.id)).where(
            Entry.feed_id == subscription.feed_id, Entry.identity == newest.identity
        )
    )
    if entry_id is None:
        return False
    return record_mentions(session, subscription, [(entry_id, newest)], now, cards=1) > 0


def subscription_by_number(session: Session, workspace_id: int, number: int) -> Subscription | None:
    """Find a subscription by its number in its workspace, with its feed."""
    return session.scalar(
        select(Subscription)
        .options(joinedload(Subscription.feed))
        .where(Subscription.workspace_id == workspace_id, Subscription.number == number)
    )


def list_subscriptions(
    session: Session, workspace_id: int, language: Language
) -> list[SubscriptionFacts]:
    """List a workspace's feeds by number, with what is wrong with them."""
    per_subscription = session.execute(
        select(Mention.subscription_id, func.count())
        .where(Mention.workspace_id == workspace_id)
        .group_by(Mention.subscription_id)
    )
    counts = dict(per_subscription.all())
    rows = session.scalars(
        select(Subscription)
        .options(joinedload(Subscription.feed), joinedload(Subscription.watch))
        .where(Subscription.workspace_id == workspace_id)
        .order_by(Subscription.number)
    )
    return [
        subscription_facts(
            row,
            language,
            mention_count=counts.get(row.id, 0),
            watch=_watch(row.watch),
        )
        for row in rows
    ]


def _watch(watch: Watch | None) -> WatchFacts | None:
    return WatchFacts(watch.number, watch.term, watch.channel) if watch else None


def unsubscribe(session: Session, workspace_id: int, number: int) -> SubscriptionFacts | None:
    """End a subscription; its mentions stay. Returns what it was, None for no such number."""
    row = subscription_by_number(session, workspace_id, number)
    if row is None:
        return None
    facts = subscription_facts(row)
    session.execute(delete(Subscription).where(Subscription.id == row.id))
    return facts
