"""Lists of feeds are read however they are written, hostile ones too, and written to be read."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import NotAFeed, ParseProcesses, TooLarge
from feeds.opml import MAX_OPML, FeedList, ListedFeed, read_opml, write_opml

NESTED = (Path(__file__).parent / "lists" / "nested.opml").read_bytes()
BOMB = b"""<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY x SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><body><outline type="rss" text="&c;&x;" xmlUrl="https://a.example/f"/>
</body></opml>"""


def test_a_nested_list_gives_each_feed_once_and_the_lines_of_what_is_none() -> None:
    assert read_opml(NESTED) == FeedList(
        feeds=(
            ListedFeed("https://huts.example/feed?a=1&b=2", "Hütten & mehr"),
            ListedFeed("https://title.example/rss", "Only a title"),
            ListedFeed("https://upper.example/atom.xml", "Upper case"),
        ),
        unreadable=(13, 14, 15),
    )


def test_entities_are_not_expanded_and_no_file_is_read() -> None:
    [feed] = read_opml(BOMB).feeds

    assert feed.url == "https://a.example/f"
    assert "aaaa" not in feed.title
    assert "root:" not in feed.title


@pytest.mark.parametrize(
    "body",
    [b"", b"Dear Anna,", b"<html><body>No list</body></html>", b'{"a": 1}', bytes(range(256)) * 50],
)
def test_what_is_no_list_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read_opml(body)


@pytest.mark.parametrize(
    "body",
    [
        b"<opml></outline></outline></opml>",
        b"<opml><body><outline><outline text='x'",
        b"<opml>" + b"<outline text='a'>" * 20_000,
        b"<opml>" + b"<outline type='rss' xmlUrl='https://a.example/\x00\xff'/>" * 3,
    ],
    ids=["closed too often", "cut off", "nested deep", "broken characters"],
)
def test_a_broken_list_is_read_as_far_as_it_goes_or_refused(body: bytes) -> None:
    with suppress(NotAFeed):
        assert isinstance(read_opml(body), FeedList)


def test_a_huge_list_is_refused_unread() -> None:
    with pytest.raises(TooLarge):
        read_opml(b"<opml>" + b" " * MAX_OPML)


@pytest.mark.parametrize("piece", [b"<!--", b"<outline ", b"<outline type='rss' ", b"&lt"])
def test_a_list_made_to_cost_time_is_given_up(piece: bytes) -> None:
    begun = time.monotonic()

    with ParseProcesses(1, seconds=1) as pool, pytest.raises(NotAFeed):
        pool.submit(read_opml, piece * (MAX_OPML // len(piece))).result()

    assert time.monotonic() - begun < 20


TEXTS = st.text(max_size=40)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_what_is_written_is_read_again(group: str, title: str) -> None:
    feeds = [
        ListedFeed('https://a.example/?q="<&>"', title),
        ListedFeed("https://b.example/ü", "B"),
    ]

    read = read_opml(write_opml("Ours", [("", feeds[:1]), (group, feeds[1:])]).encode())

    assert [feed.url for feed in read.feeds] == [feed.url for feed in feeds]
    assert read.feeds[1].title == "B"
    assert read.unreadable == ()
