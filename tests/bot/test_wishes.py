"""What a colleague types after "watch" is read as they mean it, and carried along unchanged."""

import pytest

from bot.wishes import (
    UnknownPlace,
    Wish,
    addresses,
    answered,
    carried_wish,
    read_wish,
    write_wish,
)
from feeds.places import Ask

PLAIN = ["googlenews", "hackernews", "reddit", "mastodon"]


def wish(text: str) -> Wish:
    found = read_wish(text, "C1")
    assert isinstance(found, Wish), found
    return found


TYPED: dict[str, tuple[str, str, list[str]]] = {
    "a quoted term": ('"Acme Corp"', "Acme Corp", PLAIN),
    "typographic quotes": ("“Acme Corp” on reddit", "Acme Corp", ["reddit"]),
    "German quotes": ("„Acme“ on hn", "Acme", ["hackernews"]),
    "no quotes": ("Acme Corp", "Acme Corp", PLAIN),
    "no quotes and a place": ("Acme on Reddit", "Acme", ["reddit"]),
    "on within quotes": ('"hands on" on lobsters', "hands on", ["lobsters"]),
    "what Slack escapes": ('"Acme &amp; Co"', "Acme & Co", PLAIN),
    "places with blanks in their names": (
        "Acme on Google News, Hacker News and dev.to",
        "Acme",
        ["googlenews", "hackernews", "devto"],
    ),
    "places without commas": ("Acme on reddit hn", "Acme", ["reddit", "hackernews"]),
    "one place twice": ("Acme on hn, Hacker News", "Acme", ["hackernews"]),
    "two sites of one kind": (
        "Acme on mastodon:fosstodon.org, mastodon:social.example",
        "Acme",
        ["mastodon", "mastodon"],
    ),
    "an address": ("Acme on <https://blog.example/feed|blog.example>", "Acme", ["url"]),
}


@pytest.mark.parametrize(("text", "term", "places"), TYPED.values(), ids=TYPED.keys())
def test_a_term_and_places_are_read(text: str, term: str, places: list[str]) -> None:
    found = wish(text)

    assert (found.term, [each.place.key for each in found.places]) == (term, places)


@pytest.mark.parametrize("text", ['""', "“ ”", "Acme on", "", "on"])
def test_without_a_term_or_place_there_is_no_wish(text: str) -> None:
    found = read_wish(text, "C1")

    assert found is None or (isinstance(found, Wish) and found.term == "on")


def test_a_word_that_names_no_place_is_given_back() -> None:
    assert read_wish("Acme on reddit, redit", "C1") == UnknownPlace("redit")


def test_an_answer_comes_with_the_place() -> None:
    found = wish("Acme on mastodon:fosstodon.org, reddit:hiking+alps, github:sample/rucksack")

    assert [dict(each.answers) for each in found.places] == [
        {Ask.SITE: "https://fosstodon.org"},
        {Ask.SUBREDDIT: "hiking+alps"},
        {Ask.REPOSITORY: "sample/rucksack"},
    ]


def test_a_page_of_a_known_place_becomes_its_feed() -> None:
    known, _ = addresses(wish("Acme on https://www.reddit.com/r/hiking/"), "en")

    assert [feed.url for feed in known] == ["https://www.reddit.com/r/hiking/new/.rss"]


def test_what_is_missing_is_asked_and_the_answers_complete_the_wish() -> None:
    asked = carried_wish(write_wish(wish("Acme on reddit, peertube, discourse")))

    known, questions = addresses(asked, "en")
    assert [feed.place.key for feed in known] == ["reddit"]
    assert [(position, question.asks) for position, question in questions] == [
        (1, (Ask.SITE, Ask.CHANNEL)),
        (2, (Ask.SITE,)),
    ]

    complete = answered(
        asked,
        [
            (1, Ask.SITE, "https://tube.example"),
            (1, Ask.CHANNEL, "walks"),
            (2, Ask.SITE, "https://forum.example"),
        ],
    )
    known, questions = addresses(complete, "en")
    assert questions == []
    assert [feed.url for feed in known][1:] == [
        "https://tube.example/feeds/videos.xml?videoChannelName=walks",
        "https://forum.example/posts.rss",
    ]


@pytest.mark.parametrize("text", ["Acme", "“Zürich” on mastodon:fosstodon.org, bluesky"])
def test_a_wish_comes_back_as_it_was_carried(text: str) -> None:
    assert carried_wish(write_wish(wish(text))) == wish(text)
