"""Drawing dead feeds: what whoever added one is told."""

from sqlalchemy.orm import Session, joinedload

from bot.answers.dead_feeds import feed_dead
from bot.feed_models import Subscription
from bot.language import Languages
from bot.message import Message
from bot.models import Colleague, Workspace
from bot.subscription_facts import subscription_facts


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
