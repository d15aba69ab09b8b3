"""The feeds that a page names are found, however it names them, and hostile pages cost little."""

import time

import pytest

from feeds import FeedLink, FetchOptions, NotAFeed, ParseProcesses, parse_feed
from feeds.page_links import linked_feeds
from tests.feeds.fetching import read_feed
from tests.feeds.server import FeedServer

PAGE = "https://blog.example/about/"
RSS = 'type="application/rss+xml"'


def urls(html: str, base: str = PAGE) -> list[str]:
    return [link.url for link in linked_feeds(html, base)]


FOUND = {
    "an alternate link": (
        f'<link rel="alternate" {RSS} href="/feed">',
        "https://blog.example/feed",
    ),
    "alternate nofollow": (
        f'<link rel="alternate nofollow" {RSS} href="/c.rss">',
        "https://blog.example/c.rss",
    ),
    "in capitals and unquoted": (
        "<LINK REL=ALTERNATE TYPE=Application/Atom+XML HREF=../atom>",
        "https://blog.example/atom",
    ),
    "relative to the page": (
        f'<link rel="alternate" {RSS} href="feed.xml">',
        "https://blog.example/about/feed.xml",
    ),
    "relative to base": (
        f'<base href="/blog/"><link rel="alternate" {RSS} href="feed.xml">',
        "https://blog.example/blog/feed.xml",
    ),
    "with entities": (
        f'<link rel="alternate" {RSS} href="/?a=1&amp;feed=rss2">',
        "https://blog.example/?a=1&feed=rss2",
    ),
    "in the body, behind scripts": (
        f"""<body><script>if (a < b) '<link rel="alternate" {RSS} href="/no">'</script>
        <link rel="alternate" {RSS} href="/yes">""",
        "https://blog.example/yes",
    ),
    "JSON Feed": (
        '<link rel="alternate" type="application/feed+json; charset=utf-8" href="/feed.json">',
        "https://blog.example/feed.json",
    ),
    "the canonical page's place has one": (
        '<link rel="canonical" href="https://www.youtube.com/channel/UC01234567890123456789ab">',
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC01234567890123456789ab",
    ),
    "og:url's place has one": (
        '<meta property="og:url" content="https://bsky.app/profile/anna.example">',
        "https://bsky.app/profile/anna.example/rss",
    ),
}


@pytest.mark.parametrize(("html", "url"), FOUND.values(), ids=FOUND.keys())
def test_a_feed_that_a_page_names_is_found(html: str, url: str) -> None:
    assert urls(html) == [url]


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="stylesheet" href="/feed">',
        '<link rel="alternate" hreflang="de" href="/de">',
        f'<link rel="alternate" {RSS} href="javascript:alert(1)">',
        f'<link rel="alternate" {RSS}>',
        f'<!-- <link rel="alternate" {RSS} href="/old"> -->',
        "",
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(html: str) -> None:
    assert urls(html) == []


def test_each_feed_is_named_once_with_its_title_in_the_pages_order() -> None:
    html = (
        f'<link rel="alternate" {RSS} title="Posts &amp; more" href="/feed">'
        f'<link rel="alternate" {RSS} title="Comments" href="/comments/feed">'
        f'<link rel="alternate" {RSS} title="Again" href="https://blog.example/feed">'
    )

    assert linked_feeds(html, PAGE) == (
        FeedLink("https://blog.example/feed", "Posts & more"),
        FeedLink("https://blog.example/comments/feed", "Comments"),
    )


@pytest.mark.parametrize(
    "piece", ["<!--", "<", "<a ", "<![CDATA[", "<script>", "<link rel='", "&#", "<?x"]
)
def test_a_page_made_to_cost_time_costs_little(piece: str) -> None:
    begun = time.process_time()

    linked_feeds(piece * (600_000 // len(piece)), PAGE)

    assert time.process_time() - begun < 8, "quadratic time would take minutes"


def test_at_most_twenty_feeds_of_one_page_are_told() -> None:
    assert len(urls("".join(f'<link rel="feed" href="/{n}">' for n in range(99)))) == 20


def test_a_page_where_a_feed_should_be_says_which_feeds_it_names() -> None:
    body = f'<html><head><link rel="alternate" {RSS} href="/feed" title="Posts"></head></html>'

    with pytest.raises(NotAFeed) as caught:
        parse_feed(body.encode(), PAGE)

    assert caught.value.links == (FeedLink("https://blog.example/feed", "Posts"),)


def test_the_feeds_of_a_page_come_through_the_process_that_parses(
    server: FeedServer, options: FetchOptions
) -> None:
    server.redirect("/", "/home/")
    server.serve("/home/", f'<link rel="alternate" {RSS} href="feed">', "text/html")

    with ParseProcesses(1) as pool, pytest.raises(NotAFeed) as caught:
        read_feed(server.url("/"), options, pool)

    assert caught.value.links == (FeedLink(server.url("/home/feed")),)


def test_a_page_with_a_broken_section_is_no_feed_and_its_links_are_found() -> None:
    page = '<html><link rel="alternate" type="application/rss+xml" href="/f"><![<x/>]]></html>'
    with pytest.raises(NotAFeed) as caught:
        parse_feed(page.encode(), "https://blog.example/")
    assert [link.url for link in caught.value.links] == ["https://blog.example/f"]
