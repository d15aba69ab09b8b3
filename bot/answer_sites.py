"""The sites on which an answer to a mention is expected."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.feed_models import Feed, Subscription
from bot.models import Mention, Profile
from bot.people import everyone_read_as
from feeds.sites import sites_of

# A modal carries their names along, and has little room for that.
_MOST = 6


def sites_of_mention(session: Session, mention: Mention) -> tuple[str, ...]:
    """List where an answer may stand: where the mention is, its feed, and the person's profiles.

    None where the mention's own link does not say on which site it is.
    """
    own = sites_of([mention.link or ""])
    if not own:
        return ()
    feeds = session.scalars(
        select(Feed.url)
        .join(Subscription, Subscription.feed_id == Feed.id)
        .where(Subscription.id == mention.subscription_id)
    )
    profiles = session.scalars(
        select(Profile.url)
        .where(Profile.person_id.in_(everyone_read_as(mention.person_id)), Profile.url.is_not(None))
        .order_by(Profile.id)
        .limit(_MOST)
    )
    others = sites_of([*feeds, *(url or "" for url in profiles)])
    return tuple(dict.fromkeys([*own, *others]))[:_MOST]
