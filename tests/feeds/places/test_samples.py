"""Each place's documents, by a sample in that place's own shape: what is read from them."""

import io
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pytest

from feeds import Author, parse_feed
from feeds.places import PLACES, Ask, feeds_for, is_comment, place_named, place_of

HERE = Path(__file__).parent
ANSWERS = {
    Ask.SITE: "https://social.example",
    Ask.TAG: "acme",
    Ask.SUBREDDIT: "hiking+alps",
    Ask.REPOSITORY: "sample/rucksack",
    Ask.CHANNEL: "UCsample",
    Ask.ACCOUNT: "anna.example",
    Ask.COMMUNITY: "hiking",
    Ask.PUBLICATION: "https://sample.substack.com",
}
ADDRESSES = {
    "googlealerts": "https://www.google.com/alerts/feeds/0/1",
    "stackexchange": "https://stackoverflow.com",
    "url": "https://blog.example/feed.json",
}


@dataclass(frozen=True)
class Expected:
    """What an entry is to us; ``written`` is the author as feedparser gives it."""

    identity: str
    title: str
    written: str | None
    author: Author | None
    comment: bool = False


ANNA = Author("Anna Beispiel")
SAMPLES: dict[str, list[Expected]] = {
    "googlenews": [
        Expected(
            "id:CBMiAcmeSample0001",
            "Acme baut in Chur – und die Nachbarn freuen sich - Talbote",
            None,
            Author("Talbote"),
        )
    ],
    "bingnews": [
        Expected(
            "link:http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=1"
            "&url=https%3a%2f%2fwww.talbote.example%2frepair&c=2&mkt=de-ch",
            "Acme opens a repair café",
            None,
            None,
        )
    ],
    "googlealerts": [
        Expected(
            "id:tag:google.com,2013:googlealerts/feed:100",
            "Acme rucksacks, ten years on",
            "",
            None,
        )
    ],
    "reddit": [
        Expected(
            "id:t3_sample1",
            "Does the new one keep dry?",
            "/u/sample_walker",
            Author("u/sample_walker", "https://www.reddit.com/user/sample_walker"),
        ),
        Expected(
            "id:t1_sample2",
            "/u/other_sample on Does the new one keep dry?",
            "/u/other_sample",
            Author("u/other_sample", "https://www.reddit.com/user/other_sample"),
            comment=True,
        ),
    ],
    "hackernews": [
        Expected(
            "id:https://news.ycombinator.com/item?id=100",
            "Show HN: I took an Acme apart",
            "sample_hacker",
            Author("sample_hacker", "https://news.ycombinator.com/user?id=sample_hacker"),
        ),
        Expected(
            "id:https://news.ycombinator.com/item?id=101",
            'New comment by other_sample in "Show HN: I took an Acme apart"',
            "other_sample",
            Author("other_sample", "https://news.ycombinator.com/user?id=other_sample"),
            comment=True,
        ),
    ],
    "lobsters": [
        Expected(
            "id:https://lobste.rs/s/smpl01",
            "How Acme tests zips",
            "blog.example via sample_lobster",
            Author("sample_lobster", "https://lobste.rs/~sample_lobster"),
        )
    ],
    "lemmy": [
        Expected(
            "id:https://lemmy.example/post/1",
            "Acme against rain",
            "https://lemmy.example/u/sample",
            Author("sample", "https://lemmy.example/u/sample"),
        )
    ],
    "discourse": [
        Expected(
            "id:forum.example-post-40",
            "Which rope for Acme belts?",
            "@sample Anna Beispiel",
            Author("Anna Beispiel", "https://forum.example/u/sample"),
        ),
        Expected(
            "id:forum.example-post-41",
            "Which rope for Acme belts?",
            "@other",
            Author("@other", "https://forum.example/u/other"),
            comment=True,
        ),
    ],
    "mastodon": [
        Expected(
            "id:https://other.example/@anna/113000000000000001",
            "",
            None,
            Author("@anna@other.example", "https://other.example/@anna"),
        )
    ],
    "bluesky": [
        Expected(
            "id:at://did:plc:sample/app.bsky.feed.post/3sample0001",
            "",
            None,
            Author("@anna.example", "https://bsky.app/profile/anna.example"),
        )
    ],
    "youtube": [
        Expected(
            "id:yt:video:sample00001",
            "Three rucksacks in the rain",
            "Sample Walks",
            Author("Sample Walks", "https://www.youtube.com/channel/UCsample00000000000000000"),
        )
    ],
    "peertube": [
        Expected(
            "id:https://tube.example/w/sample1", "Sewing an Acme strap", "anna", Author("anna")
        )
    ],
    "stackexchange": [
        Expected(
            "id:https://stackoverflow.com/q/700",
            "How do I renew a certificate with acme?",
            "Sample Asker",
            Author("Sample Asker", "https://stackoverflow.com/users/70"),
        )
    ],
    "github": [
        Expected(
            "id:tag:github.com,2008:Repository/1/v2.0",
            "2.0: works with Acme belts",
            "sample-dev",
            Author("sample-dev", "https://github.com/sample-dev"),
        )
    ],
    "devto": [
        Expected(
            "id:https://dev.to/anna_sample/acme-certificates-in-ten-minutes-1hp",
            "Acme certificates in ten minutes",
            "Anna Beispiel",
            Author("Anna Beispiel", "https://dev.to/anna_sample"),
        )
    ],
    "medium": [
        Expected(
            "id:https://medium.com/p/0a1b2c3d4e5f",
            "What Acme taught me about seams",
            "Anna Beispiel",
            Author("Anna Beispiel", "https://medium.com/@anna-sample"),
        )
    ],
    "wordpress": [
        Expected("id:https://blog.example/?p=7", "My Acme after ten years", "Anna Beispiel", ANNA)
    ],
    "wordpresscomments": [
        Expected(
            "id:https://blog.example/?p=7#comment-2",
            "Comment on My Acme after ten years by Bert Muster",
            "Bert Muster",
            Author("Bert Muster"),
            comment=True,
        ),
        Expected(
            "id:https://blog.example/?p=7#comment-1",
            "Comment on My Acme after ten years by Anna Beispiel",
            "Anna Beispiel",
            ANNA,
            comment=True,
        ),
    ],
    "substack": [
        Expected(
            "id:https://sample.substack.com/p/straps",
            "A letter about straps",
            "Anna Beispiel",
            ANNA,
        )
    ],
    "url": [
        Expected("id:7", "Up there", None, Author("Anna Beispiel", "https://blog.example/anna"))
    ],
}


def sample(key: str) -> bytes:
    [path] = [path for path in HERE.iterdir() if path.stem == key]
    return path.read_bytes()


def address(key: str) -> str:
    """Give the address under which a watch for "acme" reads the place."""
    place = place_named(key)
    assert place is not None
    given = ANSWERS | {Ask.ADDRESS: ADDRESSES.get(key, "")}
    if key in ADDRESSES:
        given[Ask.SITE] = ADDRESSES[key]
    found = feeds_for("acme", place, {ask: given[ask] for ask in place.asks})
    assert isinstance(found, tuple)
    return found[0].url


def test_every_place_has_a_sample_document_and_no_other() -> None:
    kept = {path.stem for path in HERE.iterdir() if path.suffix in {".xml", ".json"}}

    assert kept == {place.key for place in PLACES} == set(SAMPLES)


@pytest.mark.parametrize("key", SAMPLES)
def test_a_places_entries_are_read_with_their_authors(key: str) -> None:
    url = address(key)
    entries = parse_feed(sample(key), url).entries

    assert [
        Expected(
            entry.identity,
            entry.title,
            expected.written,
            entry.authors[0] if entry.authors else None,
            is_comment(place_of(url), entry.link, entry.title),
        )
        for entry, expected in zip(entries, SAMPLES[key], strict=True)
    ] == SAMPLES[key]
    assert all(entry.published and entry.published.year == 2026 for entry in entries)
    assert all(entry.excerpt for entry in entries)


@pytest.mark.parametrize("key", [key for key in SAMPLES if key != "url"])
def test_feedparser_reads_what_the_places_sample_is_written_to_show(key: str) -> None:
    found = feedparser.parse(io.BytesIO(sample(key)))

    assert not found.bozo
    assert [entry.get("author") for entry in found.entries] == [
        expected.written for expected in SAMPLES[key]
    ]


@pytest.mark.parametrize("key", [key for key in SAMPLES if key != "url"])
def test_a_places_own_feed_is_known_as_its(key: str) -> None:
    place = place_of(address(key))

    assert place is not None
    assert place.key == key


def test_a_feed_that_is_no_places_is_read_as_it_stands() -> None:
    [entry] = parse_feed(sample("mastodon"), "https://planet.example/all.xml").entries

    assert place_of("https://planet.example/all.xml") is None
    assert entry.authors == ()
