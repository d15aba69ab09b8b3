"""Where an entry is answered: the place whose manners count for whoever writes there."""

from feeds.places.blogs import ANY_URL, WORDPRESS
from feeds.places.knowing import place_of
from feeds.places.news import NEWS
from feeds.places.place import Place

# Their feeds lead to pages of other sites.
_LEADING_ELSEWHERE = {place.key for place in (*NEWS, WORDPRESS)}


def answered_at(feed_url: str, link: str | None) -> Place:
    """Tell at which place an entry of a feed is answered; blogs and unknown sites are ``url``.

    A discussion's feed counts more than the page that is discussed, to which the link may lead; of
    what a search for news finds, the page itself counts, where its domain tells.
    """
    feed, page = place_of(feed_url), place_of(link or "")
    if feed is not None and feed.key not in _LEADING_ELSEWHERE:
        return feed
    if page is not None and page.domains:
        return page
    return feed or ANY_URL
