"""What a subscription lets pass: which of its feed's entries become mentions."""

from bot.feed_models import Subscription
from feeds import Entry
from feeds.terms import occurs


def passes(subscription: Subscription, entry: Entry) -> bool:
    """Tell whether an entry holds what the subscription looks for, in title or text."""
    return occurs(subscription.term, entry.title, entry.excerpt)
