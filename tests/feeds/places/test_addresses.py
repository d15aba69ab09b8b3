"""From a term, a place or a page's address to feeds, or to what must be asked first."""

import pytest

from feeds.places import (
    PLACES,
    WATCHED_BY_DEFAULT,
    Ask,
    FeedAddress,
    Question,
    domain_gaps,
    feeds_for,
    feeds_of_page,
    guessed_feeds,
    pace_key,
    place_named,
    place_words,
    read_answer,
    slowest_rate,
)
from feeds.places.place import Place


def named(word: str) -> Place:
    place = place_named(word)
    assert place is not None, word
    return place


def urls(term: str, word: str, language: str = "en", **answers: str) -> list[str]:
    found = feeds_for(term, named(word), {Ask(k): v for k, v in answers.items()}, language)
    assert isinstance(found, tuple), found
    return [feed.url for feed in found]


WATCHED = {
    "news in English": (
        urls("Acme", "googlenews"),
        ["https://news.google.com/rss/search?q=Acme+when:7d&hl=en-US&gl=US&ceid=US:en"],
    ),
    "news in German": (
        urls("Acme", "google news", "de"),
        ["https://news.google.com/rss/search?q=Acme+when:7d&hl=de&gl=DE&ceid=DE:de"],
    ),
    "a phrase, in quotation marks": (
        urls("Acme & Söhne", "reddit"),
        ["https://www.reddit.com/search.rss?q=%22Acme%20%26%20S%C3%B6hne%22&sort=new"],
    ),
    "a service that quotes by itself": (
        urls("Acme Corp", "hn"),
        [
            "https://hnrss.org/newest?q=Acme%20Corp&search_attrs=default",
            "https://hnrss.org/newcomments?q=Acme%20Corp&search_attrs=default",
        ],
    ),
    "a tag made of the term": (
        urls("Acme Corp", "mastodon"),
        ["https://mastodon.social/tags/acmecorp.rss"],
    ),
    "a tag with hyphens": (
        urls("Acme Corp", "stackoverflow"),
        ["https://stackoverflow.com/feeds/tag/acme-corp?sort=newest"],
    ),
    "another site and tag": (
        urls("Acme", "so", site="https://superuser.com", tag="c++"),
        ["https://superuser.com/feeds/tag/c%2B%2B?sort=newest"],
    ),
    "many subreddits at once": (
        urls("Acme", "reddit", subreddit="a1+b2+c3"),
        ["https://www.reddit.com/r/a1+b2+c3/new/.rss"],
    ),
    "a channel's @handle, whose page must be read": (
        urls("Acme", "youtube", handle="@acme"),
        ["https://www.youtube.com/@acme"],
    ),
}


@pytest.mark.parametrize(("found", "expected"), WATCHED.values(), ids=WATCHED.keys())
def test_a_watch_takes_the_places_own_addresses(found: list[str], expected: list[str]) -> None:
    assert found == expected


def test_what_is_missing_is_asked() -> None:
    peertube = named("peertube")

    assert feeds_for("Acme", peertube) == Question(peertube, (Ask.SITE, Ask.CHANNEL))
    assert feeds_for("Acme", peertube, {Ask.SITE: "https://tube.example"}) == Question(
        peertube, (Ask.CHANNEL,)
    )


def test_a_term_that_makes_no_tag_lets_the_tag_be_asked() -> None:
    assert feeds_for("§§", named("mastodon")) == Question(named("mastodon"), (Ask.TAG,))


@pytest.mark.parametrize("key", WATCHED_BY_DEFAULT)
def test_the_places_of_a_plain_watch_need_no_answer(key: str) -> None:
    assert urls("Acme", key)


def test_no_word_means_two_places() -> None:
    words = place_words()

    assert len(words) == len(set(words))
    assert {place_named(word) for word in words} == {named(place.key) for place in PLACES}
    assert place_named("Hacker News") is named("hn")
    assert place_named("friendster") is None


ANSWERED = {
    "subreddits": (Ask.SUBREDDIT, "r/hiking, alps", (Ask.SUBREDDIT, "hiking+alps")),
    "a repository's page": (
        Ask.REPOSITORY,
        "https://github.com/sample/rucksack/issues",
        (Ask.REPOSITORY, "sample/rucksack"),
    ),
    "a host": (Ask.SITE, " Forum.Example/latest ", (Ask.SITE, "https://forum.example")),
    "a host with a port": (
        Ask.SITE,
        "http://forum.example:8080",
        (Ask.SITE, "http://forum.example:8080"),
    ),
    "a linked host": (
        Ask.SITE,
        "<http://forum.example|forum.example>",
        (Ask.SITE, "http://forum.example"),
    ),
    "a handle": (Ask.CHANNEL, "@acme", (Ask.HANDLE, "@acme")),
    "a handle's page": (
        Ask.CHANNEL,
        "https://www.youtube.com/@acme/videos",
        (Ask.HANDLE, "@acme"),
    ),
    "a channel's page": (
        Ask.CHANNEL,
        "https://www.youtube.com/channel/UC0123/about",
        (Ask.CHANNEL, "UC0123"),
    ),
    "an account": (Ask.ACCOUNT, "@Anna.example", (Ask.ACCOUNT, "anna.example")),
    "an account by its id": (
        Ask.ACCOUNT,
        "https://bsky.app/profile/did:plc:abc123",
        (Ask.ACCOUNT, "did:plc:abc123"),
    ),
    "a publication's name": (
        Ask.PUBLICATION,
        "sample",
        (Ask.PUBLICATION, "https://sample.substack.com"),
    ),
    "a publication's domain": (
        Ask.PUBLICATION,
        "letters.example",
        (Ask.PUBLICATION, "https://letters.example"),
    ),
    "a tag": (Ask.TAG, "#Acme", (Ask.TAG, "acme")),
    "a community elsewhere": (
        Ask.COMMUNITY,
        "!hiking@lemmy.example",
        (Ask.COMMUNITY, "hiking@lemmy.example"),
    ),
    "no host": (Ask.SITE, "localhost", None),
    "a host with a space": (Ask.SITE, "forum example", None),
    "another scheme": (Ask.ADDRESS, "ftp://a.example/feed", None),
    "a tag with a path in it": (Ask.TAG, "a/../b", None),
    "no repository": (Ask.REPOSITORY, "sample", None),
    "nothing": (Ask.SUBREDDIT, "  ", None),
    "an endless address": (Ask.ADDRESS, "https://a.example/" + "x" * 2000, None),
}


@pytest.mark.parametrize(("ask", "given", "read"), ANSWERED.values(), ids=ANSWERED.keys())
def test_an_answer_is_read_as_people_write_it(
    ask: Ask, given: str, read: tuple[Ask, str] | None
) -> None:
    assert read_answer(ask, given) == read


PAGES = {
    "https://github.com/sample/rucksack": [
        "https://github.com/sample/rucksack/releases.atom",
        "https://github.com/sample/rucksack/tags.atom",
        "https://github.com/sample/rucksack/commits.atom",
        "https://github.com/sample/rucksack/discussions.atom",
    ],
    "https://github.com/sample/rucksack/releases": [
        "https://github.com/sample/rucksack/releases.atom"
    ],
    "https://www.reddit.com/r/hiking/": [
        "https://www.reddit.com/r/hiking/new/.rss",
        "https://www.reddit.com/r/hiking/comments/.rss",
    ],
    "https://www.youtube.com/channel/UC01234567890123456789ab": [
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC01234567890123456789ab"
    ],
    "https://www.youtube.com/playlist?list=PL123": [
        "https://www.youtube.com/feeds/videos.xml?playlist_id=PL123"
    ],
    "https://www.youtube.com/@acme": [],
    "https://news.ycombinator.com/item?id=100": ["https://hnrss.org/item?id=100"],
    "https://bsky.app/profile/anna.example/post/3k": ["https://bsky.app/profile/anna.example/rss"],
    "https://medium.com/@anna": ["https://medium.com/feed/@anna"],
    "https://sample.substack.com": ["https://sample.substack.com/feed"],
    "https://blog.example/about": [],
    # What is a feed already is left as it is.
    "https://github.com/sample/rucksack/releases.atom": [],
    "https://www.reddit.com/r/hiking/new/.rss": [],
    "https://dev.to/feed": [],
    "https://sample.substack.com/feed": [],
    "https://sample.wordpress.com/category/gear/feed/": [],
    "https://bsky.app/profile/anna.example/rss": [],
}


@pytest.mark.parametrize(("page", "feeds"), PAGES.items())
def test_a_page_of_a_known_place_has_its_feeds(page: str, feeds: list[str]) -> None:
    assert feeds_of_page(page) == tuple(feeds)


def test_where_nothing_is_named_the_likeliest_addresses_come_first() -> None:
    assert guessed_feeds("https://social.example/@anna")[0] == "https://social.example/@anna.rss"
    assert guessed_feeds("https://forum.example/c/gear/5")[0] == (
        "https://forum.example/c/gear/5.rss"
    )
    assert guessed_feeds("https://blog.example/")[:2] == (
        "https://blog.example/feed",
        "https://blog.example/rss",
    )
    assert len(guessed_feeds("https://blog.example/c/x")) <= 8


def test_a_slow_place_is_paced_as_one_domain() -> None:
    assert {pace_key("https://www.reddit.com/r/a/.rss"), pace_key("https://old.reddit.com/")} == {
        "reddit.com"
    }
    assert pace_key("https://blog.example/feed") == "blog.example"
    assert pace_key("https://notreddit.com/feed") == "notreddit.com"
    assert domain_gaps()["reddit.com"] == 60
    assert slowest_rate("https://lobste.rs/newest.rss") == 900
    assert slowest_rate("https://blog.example/feed.xml") == 0


def test_an_address_of_a_watch_says_whether_the_place_searches() -> None:
    reddit, lobsters = place_named("reddit"), place_named("lobsters")
    assert reddit
    assert lobsters

    searched = feeds_for("acme", reddit)
    newest = feeds_for("acme", reddit, {Ask.SUBREDDIT: "hiking+alps"})

    assert searched == (
        FeedAddress(reddit, "https://www.reddit.com/search.rss?q=acme&sort=new", searches=True),
    )
    assert newest == (
        FeedAddress(reddit, "https://www.reddit.com/r/hiking+alps/new/.rss", searches=False),
    )
