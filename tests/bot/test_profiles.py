"""By which facts of an entry its author is known again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.profiles import KEY_LENGTH, NAME_LENGTH, key_of_page, sketch_profile
from feeds import Author
from feeds.parse import parse_feed
from tests.feeds.places.test_samples import SAMPLES, address, sample

HOME = "https://anna.example/about"

KEYS = {
    "by URL": (Author("Anna", url=HOME), "url:anna.example/about"),
    "http is the same": (Author("Anna", url="http://anna.example/about"), "url:anna.example/about"),
    "www is the same": (Author("Anna", url="https://www.anna.example/about"), f"url:{HOME[8:]}"),
    "a last slash is the same": (Author("Anna", url=f"{HOME}/"), "url:anna.example/about"),
    "tracking is no part of it": (Author("A", url=f"{HOME}?utm_source=x"), f"url:{HOME[8:]}"),
    "the host's case too": (Author("A", url="https://Anna.Example/about"), f"url:{HOME[8:]}"),
    "not the path's case": (
        Author("A", url="https://anna.example/About"),
        "url:anna.example/About",
    ),
    "a query tells people apart": (
        Author("Anna", url="https://forum.example/u?id=7"),
        "url:forum.example/u?id=7",
    ),
    "URL before e-mail": (Author("Anna", HOME, "anna@example.org"), "url:anna.example/about"),
    "by e-mail": (Author("Anna", email="Anna@Example.org "), "mail:anna@example.org"),
    "an office's mailbox is nobody's": (
        Author("Anna", email="info@blog.example"),
        "name:blog.example:anna",
    ),
    "but where nobody else is named": (Author("info", email="info@x.ch"), "mail:info@x.ch"),
    "by name at the place": (Author("Anna  BEISPIEL"), "name:blog.example:anna beispiel"),
    "an umlaut of two characters is one": (Author("Jo\u0308rg"), "name:blog.example:j\xf6rg"),
    "umlauts fold": (Author("JÖRG GROẞ"), "name:blog.example:jörg gross"),
}


@pytest.mark.parametrize(("author", "key"), KEYS.values(), ids=KEYS.keys())
def test_by_which_profile_an_author_is_known(author: Author, key: str) -> None:
    assert sketch_profile([author], "blog.example").key == key


PLACES = {
    "googlenews": ("name:news.google.com:talbote", "news.google.com", "Talbote"),
    "bingnews": ("site:bing.com", "bing.com", "bing.com"),
    "googlealerts": ("site:google.com", "google.com", "google.com"),
    "reddit": ("url:reddit.com/user/sample_walker", "Reddit", "u/sample_walker"),
    "hackernews": (
        "url:news.ycombinator.com/user?id=sample_hacker",
        "Hacker News",
        "sample_hacker",
    ),
    "lobsters": ("url:lobste.rs/~sample_lobster", "Lobsters", "sample_lobster"),
    "lemmy": ("url:lemmy.example/u/sample", "lemmy.example", "sample"),
    "discourse": ("url:forum.example/u/sample", "forum.example", "sample"),
    "mastodon": ("url:other.example/@anna", "Mastodon", "@anna@other.example"),
    "bluesky": ("url:bsky.app/profile/anna.example", "Bluesky", "@anna.example"),
    "youtube": (
        "url:youtube.com/channel/UCsample00000000000000000",
        "YouTube",
        "Sample Walks",
    ),
    "peertube": ("name:tube.example:anna", "tube.example", "anna"),
    "stackexchange": ("url:stackoverflow.com/users/70", "Stack Exchange", "Sample Asker"),
    "github": ("url:github.com/sample-dev", "GitHub", "sample-dev"),
    "devto": ("url:dev.to/anna_sample", "dev.to", "anna_sample"),
    "medium": ("url:medium.com/@anna-sample", "Medium", "@anna-sample"),
    "wordpress": ("name:blog.example:anna beispiel", "blog.example", "Anna Beispiel"),
    "wordpresscomments": ("name:blog.example:bert muster", "blog.example", "Bert Muster"),
    "substack": ("name:sample.substack.com:anna beispiel", "sample.substack.com", "Anna Beispiel"),
    "url": ("url:blog.example/anna", "blog.example", "Anna Beispiel"),
}


def test_every_place_says_how_its_authors_are_known() -> None:
    assert PLACES.keys() == SAMPLES.keys()


@pytest.mark.parametrize("place", PLACES)
def test_how_the_authors_of_a_place_are_known(place: str) -> None:
    entry = parse_feed(sample(place), address(place)).entries[0]
    sketch = sketch_profile(entry.authors, entry.place, entry.link)

    assert (sketch.key, sketch.place, sketch.handle) == PLACES[place]


@pytest.mark.parametrize("place", ["mastodon", "bluesky", "devto", "medium", "reddit"])
def test_another_feed_with_the_same_posts_knows_the_same_author(place: str) -> None:
    """An aggregator names nobody, or but the handle."""
    entry = parse_feed(sample(place), address(place)).entries[0]
    [handle] = {PLACES[place][2]}
    named = [Author(f"/{handle}")] if place == "reddit" else []

    assert sketch_profile(named, entry.place, entry.link).key == PLACES[place][0]
    assert sketch_profile([Author(handle)], entry.place, entry.link).key == PLACES[place][0]


def test_whoever_shares_a_link_is_not_who_wrote_behind_it() -> None:
    link = "https://medium.com/@anna/seams-0a1b2c3d4e5f"

    assert sketch_profile([Author("Ben")], "medium.com", link).key == "name:medium.com:ben"


def test_where_nobody_is_named_the_person_is_the_site() -> None:
    sketch = sketch_profile([], "blog.example")

    assert (sketch.key, sketch.name, sketch.place) == (
        "site:blog.example",
        "blog.example",
        "blog.example",
    )


def test_of_several_authors_the_first_counts() -> None:
    assert sketch_profile([Author("Anna"), Author("Ben")], "blog.example").name == "Anna"


def test_long_addresses_that_differ_at_the_end_are_not_one() -> None:
    long = "https://x.example/" + "x" * 900

    assert key_of_page(long + "1") != key_of_page(long + "2")


HOSTILE = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "https://[broken",
            "https://social.example/@a@b.example/1",
            "https://reddit.com/u/" + "x" * 5000,
            "\x00\ud800",
            "https://" + "@" * 99,
            "javascript:alert(1)",
            "//@/@",
        ]
    ),
)


@given(
    st.lists(st.builds(Author, HOSTILE, st.none() | HOSTILE, st.none() | HOSTILE), max_size=2),
    HOSTILE,
    st.none() | HOSTILE,
)
def test_hostile_facts_make_profiles_that_fit(
    authors: list[Author], place: str, link: str | None
) -> None:
    """Whatever an author is said to be, it can be kept, and is the same when it comes again."""
    sketch = sketch_profile(authors, place, link)

    assert sketch == sketch_profile(authors, place, link)
    assert all(len(key) <= KEY_LENGTH for key in sketch.keys)
    assert all(len(text) <= NAME_LENGTH for text in (sketch.name, sketch.handle, sketch.place))
    for text in (*sketch.keys, sketch.name, sketch.handle, sketch.place, sketch.url or ""):
        assert "\x00" not in text
        text.encode()
