"""Where an entry is answered follows from its feed, or its page where that is elsewhere."""

import pytest

from feeds.places import answered_at

GOOGLE = "https://news.google.com/rss/search?q=acme"


@pytest.mark.parametrize(
    ("feed", "link", "place"),
    [
        ("https://www.reddit.com/r/alps/new/.rss", "https://www.reddit.com/r/alps/1", "reddit"),
        ("https://hnrss.org/newest?q=acme", "https://github.com/acme/tent", "hackernews"),
        ("https://lemmy.example/feeds/all.xml", "https://www.youtube.com/watch?v=1", "lemmy"),
        ("https://fosstodon.org/tags/acme.rss", "https://fosstodon.org/@a/1", "mastodon"),
        (GOOGLE, "https://www.reddit.com/r/alps/comments/1", "reddit"),
        (GOOGLE, "https://paper.example/1", "googlenews"),
        (GOOGLE, None, "googlenews"),
        ("https://blog.example/feed/", "https://blog.example/1", "wordpress"),
        ("https://planet.example/feed/", "https://dev.to/ann/1", "devto"),
        ("https://blog.example/rss.xml", "https://blog.example/1", "url"),
        ("https://blog.example/rss.xml", "http://[broken", "url"),
    ],
)
def test_an_entry_is_answered_where_people_talk_about_it(
    feed: str, link: str | None, place: str
) -> None:
    assert answered_at(feed, link).key == place
