"""Dead feeds: whoever added one is told directly, once, with a button to try again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.answers.dead_feeds import feed_dead
from bot.feed_models import Feed, Subscription
from bot.language import Languages
from bot.message import Message
from bot.models import Colleague, Workspace
from bot.subscription_facts import subscription_facts


def tell_adders(session: Session, feed: Feed, now: datetime) -> int:
    """Put a message into the outbox for everyone who added a feed that is dead; count them."""
    rows = session.execute(
        select(Colleague, Subscription)
        .join(Subscription, Subscription.added_by_id == Colleague.id)
        .where(Subscription.feed_id == feed.id)
        .order_by(Subscription.number)
    ).all()
    first = {colleague.id: (colleague, subscription) for colleague, subscription in rows[::-1]}
    for colleague, subscription in first.values():
        outbox.put_message(
            session,
            outbox.Kind.FEED_DEAD,
            f"feed_dead:{feed.id}:{now.timestamp():.0f}:{colleague.id}",
            {"colleague_id": colleague.id, "subscription_id": subscription.id},
            now,
            to=outbox.Recipient(colleague.workspace_id, colleague.slack_id),
        )
    return len(first)


def draw_dead_feed(
    session: Session, languages: Languages, workspace: Workspace, payload: dict[str, int]
) -> Message | None:
    """Say that a feed is dead; None where it is not any more, or nobody wants it any more."""
    subscription = session.get(
        Subscription, payload["subscription_id"], options=[joinedload(Subscription.feed)]
    )
    if subscription is None or subscription.feed.dead_since is None:
        return None
    colleague = session.get_one(Colleague, payload["colleague_id"])
    language = languages.get(colleague.language or workspace.language)
    return feed_dead(subscription_facts(subscription, language), language)
