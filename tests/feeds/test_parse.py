"""Parsing a corpus of small files, one for each quirk of real feeds."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds import Author, Document, Entry, NotAFeed, parse_feed

SAMPLES = Path(__file__).parent / "samples"
URL = "https://www.blog.example/feed.xml"
MOMENT = datetime(2026, 11, 2, 10, tzinfo=UTC)
ANN = Author("Ann Example")


def parsed(name: str, content_type: str = "") -> Document:
    return parse_feed((SAMPLES / name).read_bytes(), URL, content_type)


def titles(name: str) -> list[str]:
    return [entry.title for entry in parsed(name).entries]


def by_title(name: str) -> dict[str, Entry]:
    return {entry.title: entry for entry in parsed(name).entries}


HELLO = Entry(
    identity="id:https://blog.example/1",
    title="Hello",
    link="https://blog.example/1",
    authors=(ANN,),
    place="blog.example",
    excerpt="One Two",
    published=MOMENT,
)
TWO_AUTHORS = (Author("Ann Example", "https://blog.example/~ann"), Author("Bob, the Second"))


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        pytest.param(
            "rss20.xml",
            replace(
                HELLO,
                identity="id:p-1",
                link="https://www.blog.example/1",
                excerpt="One\nTwo",
                authors=(Author("Ann Example", email="ann@blog.example"),),
            ),
            id="RSS 2.0",
        ),
        pytest.param(
            "rss091.xml",
            replace(HELLO, identity="link:https://blog.example/1", authors=(), published=None),
            id="RSS 0.91",
        ),
        pytest.param("rdf.xml", HELLO, id="RSS 1.0"),
        pytest.param(
            "atom.xml",
            replace(
                HELLO,
                identity="id:tag:blog.example,2026:1",
                link="https://www.blog.example/1",
                authors=TWO_AUTHORS,
            ),
            id="Atom",
        ),
        pytest.param(
            "json_feed_11.json",
            replace(HELLO, identity="id:1", excerpt="One\nTwo", authors=TWO_AUTHORS),
            id="JSON Feed 1.1",
        ),
    ],
)
def test_each_format_gives_the_same_kind_of_entry(name: str, entry: Entry) -> None:
    document = parsed(name)
    assert document.title == "Sample"
    assert document.link
    assert document.entries == (entry,)


def test_json_feed_10_coerces_ids_and_discards_items_without() -> None:
    first, second = parsed("json_feed_10.json").entries
    assert first.identity == "id:17"
    assert first.link == "https://other.example/1"
    assert first.place == "other.example"
    assert first.excerpt == "1 < 2\nTwo"
    assert first.authors == (ANN,)
    assert first.published == MOMENT
    assert (second.identity, second.excerpt) == ("id:2.5", "half")


@pytest.mark.parametrize(
    ("name", "content_type", "title"),
    [
        ("windows_1252_undeclared.xml", "", "Grüße – „Alpenglück“"),
        ("iso_8859_1_undeclared.xml", "text/xml", "Grüße aus Zürich"),
        ("iso_8859_1_declared.xml", "application/xml", "Grüße aus Zürich"),
        ("iso_8859_1_declared.xml", "text/xml; charset=utf-8", "Grüße aus Zürich"),
        ("iso_8859_1_undeclared.xml", "text/xml; charset=bogus", "Grüße aus Zürich"),
        ("utf8_declared_utf16.xml", "", "Grüße aus Zürich"),
        ("utf8_declared_latin1.xml", "text/xml; charset=iso-8859-1", "Grüße aus Zürich"),
        ("utf16.xml", "application/xml", "Grüße aus Zürich"),
        ("utf8_one_bad_byte.xml", "", "Grüße aus Zürich"),
    ],
)
def test_umlauts_survive(name: str, content_type: str, title: str) -> None:
    assert parsed(name, content_type).entries[0].title == title


def test_declared_japanese_is_read() -> None:
    body = "<rss version='2.0'><channel><item><title>日本</title></item></channel></rss>"
    for encoding in ("iso-2022-jp", "shift_jis", "euc-jp"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding)
        assert parse_feed(declared, URL).entries[0].title == "日本"


def test_entry_without_id_is_known_by_its_link() -> None:
    assert parsed("no_id.xml").entries[0].identity == "link:https://blog.example/1"


def test_entry_without_id_and_link_is_known_by_what_it_says() -> None:
    first, second = parsed("no_id_no_link.xml").entries
    assert first.identity.startswith("digest:")
    assert first.identity != second.identity
    assert first.link is None
    assert first.place == "blog.example"


def test_missing_title_is_empty() -> None:
    [entry] = parsed("no_title.xml").entries
    assert (entry.title, entry.excerpt) == ("", "One Two")


def test_entries_of_one_id_are_told_apart_by_link_else_by_content() -> None:
    entries = by_title("same_id.xml")
    assert list(entries) == ["A", "B", "C"]
    assert len({entry.identity for entry in entries.values()}) == 3
    assert entries["A"].identity == "id:x link:https://blog.example/1"
    assert entries["B"].identity.startswith("id:x digest:")


@pytest.mark.parametrize("name", ["one_link.xml", "fragments.xml"])
def test_comments_on_one_page_stay_three(name: str) -> None:
    assert len({entry.identity for entry in parsed(name).entries}) == 3


def test_entry_with_nothing_to_show_is_left_out() -> None:
    assert titles("nothing_to_show.xml") == ["Hello"]


@pytest.mark.parametrize(
    ("title", "published"),
    [
        ("epoch", None),
        ("year one", None),
        ("future", datetime(2099, 2, 1, 12, tzinfo=UTC)),
        ("nonsense", None),
        ("italian", datetime(2026, 11, 2, tzinfo=UTC)),
        ("huge", None),
        ("none", None),
        ("updated", MOMENT),
    ],
)
def test_dates_are_believable_or_none(title: str, published: datetime | None) -> None:
    assert by_title("dates.xml")[title].published == published


@pytest.mark.parametrize(
    ("title", "link", "place"),
    [
        ("javascript", None, "blog.example"),
        ("mail", None, "blog.example"),
        ("file", None, "blog.example"),
        ("data", None, "blog.example"),
        ("relative", "https://www.blog.example/a/b?c=1&d=2", "blog.example"),
        ("spaces", "https://blog.example/a%20b", "blog.example"),
        ("brackets", "https://blog.example/%3E%7C%3C", "blog.example"),
        ("port", "https://blog.example:8443/x", "blog.example"),
        ("userinfo", "https://blog.example/x", "blog.example"),
        ("umlaut", "https://blog.example/größe", "blog.example"),
        ("schemeless", "https://cdn.example/x", "cdn.example"),
        ("local", "http://localhost:8000/x", "localhost"),
    ],
)
def test_links_are_web_pages_or_none(title: str, link: str | None, place: str) -> None:
    entry = by_title("links.xml")[title]
    assert (entry.link, entry.place) == (link, place)


def test_markup_becomes_plain_text() -> None:
    [entry] = parsed("markup.xml").entries
    assert entry.title == "Tom & Jerry bold"
    assert entry.excerpt == "First\nsecond\none\ntwo <!channel> &amp; more"


def test_atom_says_what_is_markup_and_who_wrote() -> None:
    entries = parsed("atom_types.xml").entries
    assert [entry.title for entry in entries] == [
        "Use of <dialog>",
        "Bold & more",
        "Picture",
        "Shared",
    ]
    assert [entry.excerpt for entry in entries] == ["One\nTwo", "1 < 2", "", ""]
    assert [entry.authors[0].name for entry in entries] == [
        "Feed Author",
        "Own Author",
        "Feed Author",
        "Source Author",
    ]


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("mail and name", (Author("Ann Example", email="ann@blog.example"),)),
        ("long domain", (Author("Ann Example", email="ann@blog.photography"),)),
        ("mail only", (Author("ann", email="ann@blog.example"),)),
        ("nobody", (ANN,)),
        ("creators", (ANN, Author("Meier, Bob"))),
        ("twice", (Author("Ann Example", email="ann@blog.example"),)),
        ("page", (Author("ann", url="https://forum.example/u/ann"),)),
        ("entities", (Author("Müller"),)),
        ("empty", ()),
        ("absent", ()),
    ],
)
def test_authors_are_found(title: str, authors: tuple[Author, ...]) -> None:
    assert by_title("authors.xml")[title].authors == authors


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("truncated.xml", ["Whole", ""]),
        ("undefined_entity.xml", ["A B … &unknown;", "C"]),
        ("control_characters.xml", ["ABCD", "C"]),
        ("junk_around.xml", ["Hello"]),
        ("unclosed_cdata.xml", ["Hello"]),
        ("empty_feed.xml", []),
    ],
)
def test_broken_xml_keeps_what_can_be_read(name: str, found: list[str]) -> None:
    assert titles(name) == found


def test_fuller_text_becomes_the_excerpt() -> None:
    assert parsed("summary_and_content.xml").entries[0].excerpt == "One two three."


@pytest.mark.parametrize("name", ["html_page.html", "opml.xml"])
def test_other_documents_are_no_feeds(name: str) -> None:
    with pytest.raises(NotAFeed):
        parsed(name, "application/rss+xml")


def test_title_of_5000_characters_is_cut_after_a_word() -> None:
    title = "word " * 1_000
    body = f"<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"
    [entry] = parse_feed(body.encode(), URL).entries
    assert len(entry.title) <= 1_000
    assert entry.title.endswith("word…")


def test_long_id_is_hashed_and_keeps_its_kind() -> None:
    items = "".join(f"<item><guid>{'x' * 600}{n}</guid></item>" for n in range(2))
    body = f"<rss version='2.0'><channel>{items}</channel></rss>"
    first, second = parse_feed(body.encode(), URL).entries
    assert first.identity.startswith("id:sha256:")
    assert len(first.identity) < 500
    assert first.identity != second.identity


def test_no_more_than_2000_entries_are_kept() -> None:
    items = "".join(f"<item><title>{n}</title></item>" for n in range(2_100))
    body = f"<rss version='2.0'><channel>{items}</channel></rss>"
    assert len(parse_feed(body.encode(), URL).entries) == 2_000


@pytest.mark.parametrize("guid", ["4711 at Bergblog", "/node/4711", "4711", "?p=4711"])
def test_a_feed_that_moves_keeps_its_entries_identities(guid: str) -> None:
    """A guid that is no URL is not resolved against the feed's address."""
    body = (
        "<rss version='2.0'><channel><title>Bergblog</title><item>"
        f"<title>One</title><link>/one</link><guid>{guid}</guid></item></channel></rss>"
    ).encode()
    [before] = parse_feed(body, "http://blog.example/feed").entries
    [after] = parse_feed(body, "https://www.blog.example/rss").entries
    assert before.identity == after.identity == f"id:{guid}"
    assert before.link == "http://blog.example/one"
