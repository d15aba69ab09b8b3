"""Cost follows what is new: what is read of a document equals what is read of it as a whole."""

import io
import json
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import Entry, FeedError, feedparser_reader, splitting
from feeds.entries import MAX_ENTRIES
from feeds.known import Known
from feeds.parse import parse_feed, read_document
from feeds.splitting import split_xml
from tests.documents import item, rss

FOLDER = Path(__file__).parent
URL = "https://blog.example/feed"
DOCUMENTS = {
    path.name: path.read_bytes()
    for folder in ("samples", "places")
    for path in sorted((FOLDER / folder).glob("*.*"))
    if path.suffix in {".xml", ".json", ".html"}
}
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
ITEM = st.fixed_dictionaries(
    {},
    optional={
        "guid": st.sampled_from(["a", "b", "https://blog.example/c", ""]) | TEXT,
        "link": st.sampled_from(["/1", "https://blog.example/1#x", "https://blog.example/2"]),
        "title": TEXT,
        "description": TEXT | st.just("<p>Acme &amp; <b>sons</b></p>"),
        "author": TEXT,
        "pubDate": st.sampled_from(["Tue, 24 Nov 2026 10:00:00 GMT", "soon"]),
        "category": TEXT,
        "comments": TEXT,
    },
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\ufffe", "").replace("￿", "")


def as_rss(items: Sequence[Mapping[str, str]]) -> bytes:
    inner = "".join(
        "<item>" + "".join(f"<{k}>{escaped(v)}</{k}>" for k, v in each.items()) + "</item>"
        for each in items
    )
    return f'<rss version="2.0"><channel><title>Blog</title>{inner}</channel></rss>'.encode()


def as_atom(items: Sequence[Mapping[str, str]]) -> bytes:
    names = {"guid": "id", "title": "title", "description": "summary", "pubDate": "updated"}
    inner = "".join(
        "<entry>"
        + "".join(f"<{names[k]}>{escaped(v)}</{names[k]}>" for k, v in each.items() if k in names)
        + "</entry>"
        for each in items
    )
    head = "<title>Blog</title><author><name>Ann</name></author>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{inner}</feed>'.encode()


def as_json(items: Sequence[Mapping[str, str]]) -> bytes:
    names = {"guid": "id", "link": "url", "title": "title", "description": "content_html"}
    listed = [{names[k]: v for k, v in each.items() if k in names} for each in items]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": listed}
    return json.dumps(feed).encode()


GENERATED = st.tuples(st.sampled_from([as_rss, as_atom, as_json]), st.lists(ITEM, max_size=6)).map(
    lambda drawn: drawn[0](drawn[1])
)


def read_whole(body: bytes) -> tuple[Entry, ...] | None:
    """Read a document without splitting it, with the parser that feedparser finds by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feedparser_reader, "split_feed", lambda _text, _url, _known: None)
        patch.setattr(feedparser.api, "PREFERRED_XML_PARSERS", [])
        try:
            return parse_feed(body, URL).entries
        except FeedError:
            return None


def read_rest(body: bytes, known: Known) -> tuple[Entry, ...] | None:
    try:
        return read_document(body, URL, "", known).document.entries
    except FeedError:
        return None


def check(body: bytes, keep: list[bool]) -> None:
    """Hold a document that is read in parts against the whole; ``keep``: what is known of it."""
    whole = read_whole(body)
    assert read_rest(body, Known()) == whole
    if whole is None:
        return
    everything = read_document(body, URL, "", Known()).known.entries()
    known = dict(entry for entry, kept in zip(everything.items(), keep, strict=False) if kept)
    rest = read_rest(body, Known.of(b"", known))
    assert rest is not None
    assert [entry for entry in whole if entry in rest] == list(rest), "equal, and in order"
    assert len(rest) >= len(whole) - len(known)
    if len(everything) == len(whole) and len(rest) < len(whole):
        assert len(rest) == len(whole) - len(known)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_samples_read_in_parts_equal_the_whole(name: str) -> None:
    for keep in ([], [True] * 50, [True, False] * 25, [False, True] * 25):
        check(DOCUMENTS[name], keep)


@settings(max_examples=150)
@given(GENERATED, st.lists(st.booleans(), max_size=6))
def test_any_document_read_in_parts_equals_the_whole(body: bytes, keep: list[bool]) -> None:
    check(body, keep)


@settings(max_examples=100)
@given(st.sampled_from(sorted(DOCUMENTS)), st.data())
def test_a_damaged_document_read_in_parts_equals_the_whole(name: str, data: st.DataObject) -> None:
    body = DOCUMENTS[name]
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 60)))
    put = data.draw(st.sampled_from([b"", b"<item>", b"</entry>", b"&", b"<entry/>", b"]]>"]))
    check(body[:start] + put + body[end:], data.draw(st.lists(st.booleans(), max_size=4)))


BETWEEN = [b"", b" ", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?x", b"?>", b"<item>", b"</item>"]
BETWEEN += [b"<item/>", b"<entry/>", b"<channel>", b"</channel><channel>", b"<a>", b"</a>", b"&"]


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(DOCUMENTS.values())) | GENERATED,
    st.lists(st.sampled_from(BETWEEN), max_size=8),
    st.lists(st.booleans(), max_size=8),
)
def test_a_document_splits_the_same_whatever_is_known_of_it(
    body: bytes, between: list[bytes], keep: list[bool]
) -> None:
    before = split_xml(body)
    if before is None:
        return
    known = {one for one, kept in zip(before.digests, [*keep, *[True] * 50], strict=False) if kept}
    assert split_xml(body, known) == before
    around = zip_longest(before.rest, between[::2], before.entries, between[1::2], fillvalue=b"")
    after = b"".join(part for parts in around for part in parts)
    assert split_xml(after, known) == split_xml(after)


def test_known_entries_are_set_aside_before_any_xml_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = split_xml(rss(*(item(n) for n in range(30, 0, -1))))
    after = rss(*(item(n) for n in range(31, 1, -1)))
    assert before is not None
    looked_at: list[int] = []
    read = splitting._read  # noqa: SLF001  # what it is spared is not seen from outside

    def count(document: bytes, *, whole: bool) -> object:
        looked_at.append(len(document))
        return read(document, whole=whole)

    monkeypatch.setattr(splitting, "_read", count)
    assert split_xml(after, before.digests) is not None
    assert sum(looked_at) < len(after) / 3


def test_feedparser_does_not_hear_of_what_nobody_reads() -> None:
    body = as_rss([{"title": "Acme", "category": "Tents", "comments": "/1#comments", "guid": "a"}])
    [entry] = feedparser.parse(io.BytesIO(body)).entries
    assert (entry.title, entry.id) == ("Acme", "a")
    assert not {"tags", "comments"} & set(entry)


def test_known_entries_are_not_looked_for_in_what_is_no_entry() -> None:
    one = b"<item>a</item>"
    before = split_xml(b"<rss><channel>%s</channel></rss>" % one)
    assert before is not None
    for hidden in (b"<!--%s-->", b"<![CDATA[%s]]>", b"<?x %s?>", b"<x a='%s'/>", b"<x>%s</x>"):
        body = b"<rss><channel>%s<item/></channel></rss>" % (hidden % one)
        after = split_xml(body, before.digests)
        assert after is None or after.entries == (b"<item/>",)


def test_entries_are_known_in_their_context_only() -> None:
    one = b"<channel><item>a</item></channel>"
    before = split_xml(b"<rss>%s</rss>" % one)
    two = b"<rss>%s<channel x='y'><item>b</item></channel></rss>" % one
    assert before is not None
    assert split_xml(two, before.digests) == split_xml(two)


@pytest.mark.parametrize(
    "inner",
    [
        "<category>Tents</category><title>Acme</title><category/>",
        "<category>Tents <title>Acme</title> and <guid>a</guid></category><link>/1</link>",
        "<title>Acme</title><category>a<category>b<category/></category></category><guid>a</guid>",
        "<i:image href='/1'><i:author>Ann</i:author></i:image><i:duration>3</i:duration>",
        "<author><name>Ann</name><category>x</category></author><title>Acme</title>",
        "<description><category>no name</category> of its own</description><title>A</title>",
        "<category>a<item><title>inside</title></item>b</category><title>outside</title>",
        "<category>&#65;&amp;<![CDATA[<title>]]><!-- c --><?p i?></category><title>A</title>",
    ],
)
def test_what_nobody_reads_changes_nothing(inner: str) -> None:
    spaces = "xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    items = f"<category>c</category><item>{inner}</item>%s<item><title>Next</title></item>"
    for form in (
        f"<rss version='2.0' {spaces}><channel>{items}</channel></rss>",
        f"<feed xmlns='http://www.w3.org/2005/Atom' {spaces}><entry>{inner}</entry>%s</feed>",
    ):
        for after in ("", "<title>Blog</title><category>x</category>", "<broken>"):
            check((form % after).encode(), [])


def test_one_new_entry_of_thirty_is_all_that_is_read() -> None:
    before = read_document(rss(*(item(n) for n in range(30, 0, -1))), URL, "", Known())
    assert len(before.document.entries) == len(before.known.entries()) == 30
    after = read_document(rss(*(item(n) for n in range(31, 1, -1))), URL, "", before.known)
    assert [entry.title for entry in after.document.entries] == ["Story 31 about Acme"]
    assert len(after.known.entries()) == 30, "what has left the document is forgotten"
    assert after.document.title == before.document.title


def test_an_edited_entry_is_read_again() -> None:
    known = read_document(as_rss([{"guid": "a", "title": "One"}]), URL, "", Known()).known
    edited = read_document(as_rss([{"guid": "a", "title": "Two"}]), URL, "", known)
    assert [entry.title for entry in edited.document.entries] == ["Two"]


def test_an_entry_with_the_id_of_a_known_one_is_told_apart_from_it() -> None:
    one, two = {"guid": "a", "title": "One"}, {"guid": "a", "title": "Two"}
    known = read_document(as_rss([one]), URL, "", Known()).known
    both = read_document(as_rss([two, one]), URL, "", known).document
    assert both == parse_feed(as_rss([two, one]), URL)
    assert len({entry.identity for entry in both.entries}) == 2


def test_what_is_known_survives_being_kept() -> None:
    known = read_document(rss(item(2), item(1)), URL, "", Known()).known
    assert Known.of(known.body, known.entries()) == known
    assert Known(b"", known.packed[:-1]).entries().keys() < known.entries().keys()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel><item/></channel></rss>", id="entity"
        ),
        pytest.param(b"<rss><channel><item></channel></rss>", id="not well formed"),
        pytest.param(b"<rss><channel><item/></channel></rss> left over", id="left over"),
        pytest.param(b"<html><body><item/></body></html>", id="a page"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_is_not_plain_is_left_whole(body: bytes) -> None:
    assert split_xml(body) is None


def test_slices_make_the_document_again() -> None:
    body = b"<rss><channel>a<item><item/></item>b<item/><x/><item >c</item\n></channel></rss>"
    split = split_xml(body)
    assert split is not None
    assert split.entries == (b"<item><item/></item>", b"<item/>", b"<item >c</item\n>")
    assert split.with_only({0, 1, 2}) == body
    assert split.with_only(set()) == b"<rss><channel>ab<x/></channel></rss>"


def test_at_most_so_many_entries_are_taken() -> None:
    body = rss(*(item(n) for n in range(MAX_ENTRIES + 5)))
    reading = read_document(body, URL, "", Known())
    assert len(reading.document.entries) == len(reading.known.entries()) == MAX_ENTRIES
    assert read_document(body, URL, "", reading.known).document.entries == ()
