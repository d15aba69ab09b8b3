"""A subscription as it is shown, with the health of its feed."""

from datetime import timedelta

from bot.answers.feeds import feed_problem
from bot.feed_facts import FeedProblem, SubscriptionFacts, WatchFacts
from bot.feed_models import Feed, Subscription
from bot.language import Language
from feeds.places import place_of

_WEEK = timedelta(weeks=1).total_seconds()


def subscription_facts(
    row: Subscription,
    language: Language | None = None,
    *,
    mention_count: int = 0,
    watch: WatchFacts | None = None,
) -> SubscriptionFacts:
    """Read a subscription; its feed must be loaded. Without a language no problem is named."""
    feed = row.feed
    return SubscriptionFacts(
        number=row.number,
        title=feed.title,
        url=feed.url,
        channel=row.channel,
        mention_count=mention_count,
        next_poll=None if feed.dead_since else feed.next_poll_at,
        problem=_problem(feed, language) if language else None,
        rules=row.rules,
        place=place.name if (place := place_of(feed.url)) else "",
        watch=watch,
        last_read=feed.succeeded_at,
        weekly=_WEEK / max(1, feed.usual_gap) if feed.usual_gap is not None else None,
        dead=feed.dead_since is not None,
    )


def _problem(feed: Feed, language: Language) -> str | None:
    if feed.problem is None:
        return None
    return feed_problem(FeedProblem(feed.problem), language, feed.problem_status)
