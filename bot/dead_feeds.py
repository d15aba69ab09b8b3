"""Dead feeds: whoever added one is told directly, once, with a button to try again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import outbox
from bot.feed_models import Feed, Subscription
from bot.models import Colleague


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
