"""Broken and hostile documents over real HTTP: what can be read is kept, the same at every poll."""

from collections.abc import Iterator

import pytest

from feeds import Entry, Fetcher, FetchOptions, NotAFeed
from tests.feeds.server import FeedServer

UMLAUTS = "Grüße aus Zürich"


def rss(*items: str, declared: str = "") -> str:
    xml = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f"{xml}<rss version='2.0'><channel><title>t</title>{inner}</channel></rss>"


def titled(title: str, guid: object = 1) -> str:
    return f"<guid>{guid}</guid><title>{title}</title>"


CHARSETS: dict[str, tuple[bytes, str | None, str]] = {
    "no charset anywhere": (rss(titled(UMLAUTS)).encode(), None, UMLAUTS),
    "utf-8 called latin-1": (
        rss(titled(UMLAUTS)).encode(),
        "text/xml; charset=iso-8859-1",
        UMLAUTS,
    ),
    "windows-1252 undeclared": (
        rss(titled("„Grüße“ – 5 €")).encode("cp1252"),
        "text/xml",
        "„Grüße“ – 5 €",
    ),
    "windows-1252 called utf-8": (
        rss(titled(UMLAUTS), declared="utf-8").encode("cp1252"),
        "application/xml; charset=utf-8",
        UMLAUTS,
    ),
    "Shift-JIS by HTTP alone": (
        rss(titled("日本の山")).encode("shift_jis"),
        "text/xml; charset=Shift_JIS",
        "日本の山",
    ),
    "Shift-JIS by XML alone": (
        rss(titled("日本の山"), declared="Shift_JIS").encode("shift_jis"),
        "text/xml",
        "日本の山",
    ),
    "UTF-16 with a mark": (rss(titled(UMLAUTS)).encode("utf-16"), "text/xml", UMLAUTS),
    "UTF-16 without": (
        rss(titled(UMLAUTS), declared="utf-16").encode("utf-16-le"),
        "text/xml",
        UMLAUTS,
    ),
    "UTF-8 called UTF-16": (rss(titled(UMLAUTS), declared="utf-16").encode(), None, UMLAUTS),
    "a charset nobody knows": (
        rss(titled(UMLAUTS), declared="klingon").encode(),
        "text/xml; charset=x-user-defined",
        UMLAUTS,
    ),
    "binary as a type": (rss(titled(UMLAUTS)).encode(), "application/octet-stream", UMLAUTS),
    "control characters": (rss(titled("A\x00B\x0bC&#x1;D")).encode(), "text/xml", "ABCD"),
}


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[FeedServer, Fetcher]]:
    """Serve all documents of this module, and read them, from one place."""
    options = FetchOptions(
        user_agent="Botschafter/test",
        host_gap=0.0,
        allowed_private_hosts=frozenset({"127.0.0.1"}),
    )
    with FeedServer() as server, Fetcher(options) as fetcher:
        yield server, fetcher


def entries_of(
    shared: tuple[FeedServer, Fetcher], body: bytes | str, content_type: str | None = "text/xml"
) -> tuple[Entry, ...]:
    """Read a document twice; it must say the same both times."""
    server, fetcher = shared
    url = server.serve("/feed.xml", body, content_type)
    first = fetcher.read(url).document.entries
    assert fetcher.read(url).document.entries == first
    assert len({entry.identity for entry in first}) == len(first)
    return first


@pytest.mark.parametrize(("body", "content_type", "title"), CHARSETS.values(), ids=CHARSETS.keys())
def test_characters_are_read_whatever_was_declared(
    shared: tuple[FeedServer, Fetcher], body: bytes, content_type: str | None, title: str
) -> None:
    [entry] = entries_of(shared, body, content_type)
    assert entry.title == title


COUNTS: dict[str, tuple[str, int]] = {
    "truncated in the third item": (rss(*(titled(n, n) for n in "abc"))[:-30], 3),
    "neither id nor link": (rss("<title>a</title>", "<title>b</title>"), 2),
    "neither title nor date": (rss("<guid>1</guid>", "<link>https://a.example/</link>"), 2),
    "nothing at all": (rss("", "<title></title>"), 0),
    "one id twice, the same item": (rss(titled("a"), titled("a")), 1),
    "one id on all items": (rss(*(titled(n) for n in "abcd")), 4),
    "one link on all items": (
        rss(*(f"<link>https://a.example/</link><title>{n}</title>" for n in "abc")),
        3,
    ),
    "more than we take": (rss(*(titled(str(n), n) for n in range(2_050))), 2_000),
    "dates in wrong forms": (
        rss(
            *(
                f"{titled(str(n), n)}<pubDate>{date}</pubDate>"
                for n, date in enumerate(
                    ("", "soon", "99/99/9999", "1e400", "Mon, 99 Foo 2026 99:99:99 GMT", "٢٠٢٦")
                )
            )
        ),
        6,
    ),
}


@pytest.mark.parametrize(("body", "count"), COUNTS.values(), ids=COUNTS.keys())
def test_what_can_be_read_is_kept(
    shared: tuple[FeedServer, Fetcher], body: str, count: int
) -> None:
    assert len(entries_of(shared, body)) == count


def test_items_from_the_future_say_so(shared: tuple[FeedServer, Fetcher]) -> None:
    item = titled("later") + "<pubDate>Sun, 01 Feb 2099 12:00:00 GMT</pubDate>"
    [entry] = entries_of(shared, rss(item))
    assert entry.published is not None
    assert entry.published.year == 2099


def test_relative_links_lead_where_the_document_came_from(
    shared: tuple[FeedServer, Fetcher],
) -> None:
    [entry] = entries_of(shared, rss(f"{titled('a')}<link>../story?id=1&amp;x=ü</link>"))
    assert entry.link is not None
    assert entry.link.startswith(shared[0].url("/story?id=1&x="))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<!doctype html><title>Sorry</title><p>Down for maintenance", "application/rss+xml"),
        ("<html><body><rss>no</rss></body></html>", "text/html"),
        ('{"error": "not found"}', "application/feed+json"),
        ("%PDF-1.7 \x00\x01", "application/xml"),
    ],
    ids=["a page that says it is a feed", "a page", "JSON that is none", "another file"],
)
def test_what_is_no_feed_is_said_to_be_none(
    shared: tuple[FeedServer, Fetcher], body: str, content_type: str
) -> None:
    with pytest.raises(NotAFeed):
        entries_of(shared, body, content_type)
