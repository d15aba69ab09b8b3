"""What feeds and entries say about themselves: language, post or comment, links."""

import json

import pytest

from feeds import Entry, EntryKind, parse_feed
from feeds.comments import entry_kind
from feeds.languages import language_tag
from feeds.links import MAX_LINKS

COMMENTS = {
    "WordPress, all comments": {"feed_title": "Comments for Bergblog"},
    "WordPress, one post": {"feed_title": "Comments on: My rucksack"},
    "WordPress in German": {"feed_title": "Kommentare zu: Mein Rucksack"},
    "WordPress, the title of one": {"title": "Comment on My rucksack by Anna"},
    "WordPress, within one post": {"title": "By: Anna"},
    "WordPress in German, the title": {"title": "Kommentar zu Mein Rucksack von Anna"},
    "WordPress in German, within one post": {"title": "Von: Anna"},
    "WordPress, the link": {"link": "https://blog.example/2026/rucksack/#comment-7"},
    "WordPress, the id": {"id_": "https://blog.example/?p=3#comment-7"},
    "Reddit, the id": {"id_": "t1_k3jx9"},
    "Reddit, the title": {"title": "/u/anna on My rucksack"},
    "Reddit, the link": {"link": "https://www.reddit.com/r/hiking/comments/1abc/my_tent/k3jx9/"},
    "hnrss": {"feed_title": "Hacker News: New Comments"},
    "hnrss, the title": {"title": 'New comment by anna in "My rucksack"'},
    "Lobsters": {"link": "https://lobste.rs/c/abc123"},
    "Lemmy": {"link": "https://lemmy.example/comment/4711"},
    "Discourse, the second post": {"link": "https://forum.example/t/my-tent/12/2"},
    "Stack Exchange": {"title": "Answer by Anna for How to pack?"},
    "a forum": {"title": "RE: My rucksack"},
    "a German forum": {"title": "AW: Mein Rucksack"},
    "RFC 4685": {"answers": True},
}
POSTS = {
    "nothing": {},
    "a blog": {"feed_title": "Bergblog", "title": "My rucksack", "link": "https://b.example/1"},
    "about comments": {"title": "Comments are dead"},
    "Reddit, the id": {"id_": "t3_1abc"},
    "Reddit, the link": {"link": "https://www.reddit.com/r/hiking/comments/1abc/my_tent/"},
    "Discourse, the first post": {"link": "https://forum.example/t/my-tent/12/1"},
    "Discourse, the topic": {"link": "https://forum.example/t/my-tent/12"},
    "a chapter": {"link": "https://blog.example/1#chapter-2"},
    "a word that begins so": {"title": "Review: my rucksack"},
}
NOTHING = {"feed_title": "", "title": "", "id_": None, "link": None, "answers": False}


@pytest.mark.parametrize("said", COMMENTS.values(), ids=COMMENTS.keys())
def test_a_comment_is_told_by_what_is_said(said: dict[str, str]) -> None:
    assert entry_kind(**{**NOTHING, **said}) is EntryKind.COMMENT  # type: ignore[arg-type]


@pytest.mark.parametrize("said", POSTS.values(), ids=POSTS.keys())
def test_all_else_is_a_post(said: dict[str, str]) -> None:
    assert entry_kind(**{**NOTHING, **said}) is EntryKind.POST  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("declared", "tag"),
    [("de-CH", "de-ch"), (" en_US ", "en-us"), ("gsw", "gsw"), ("zh-Hant-TW", "zh-hant-tw")],
)
def test_a_language_is_written_in_one_way(declared: str, tag: str) -> None:
    assert language_tag(declared) == tag


@pytest.mark.parametrize("declared", [None, "", "german", "d", "und", "de CH", "x" * 1000])
def test_what_is_no_language_is_none(declared: str | None) -> None:
    assert language_tag(declared) is None


RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:thr="http://purl.org/syndication/thread/1.0"><channel><title>T</title>
<language>de-CH</language>
<item><title>One</title><guid>1</guid><link>/1</link><description>
 &lt;a href="https://acme.com/a?x=1#y">a&lt;/a> &lt;A HREF=/b>b&lt;/A> &lt;a href="mailto:x@y.z">c
 </description></item>
<item><title>Two</title><guid>2</guid><dc:language>fr</dc:language>
<thr:in-reply-to ref="1"/></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="it"><title>T</title><id>f</id>
<entry><id>1</id><title>One</title><content type="html">&lt;a href='https://acme.com/a'>a</content>
</entry><entry xml:lang="fr"><id>2</id><title>Two</title></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "de",
        "items": [
            {"id": "1", "content_html": "<a href='https://acme.com/a'>a</a>"},
            {"id": "2", "content_text": "x", "language": "en-GB"},
        ],
    }
)


def read(document: str) -> tuple[Entry, ...]:
    return parse_feed(document.encode(), "https://blog.example/feed").entries


@pytest.mark.parametrize(
    ("document", "languages"),
    [(RSS, ["de-ch", "fr"]), (ATOM, ["it", "fr"]), (JSON, ["de", "en-gb"])],
    ids=["RSS", "Atom", "JSON Feed"],
)
def test_an_entry_has_its_own_language_or_its_feeds(document: str, languages: list[str]) -> None:
    assert [entry.language for entry in read(document)] == languages


@pytest.mark.parametrize("document", [RSS, ATOM, JSON], ids=["RSS", "Atom", "JSON Feed"])
def test_the_pages_that_a_text_links_to_are_kept(document: str) -> None:
    assert read(document)[0].links[0] == "https://acme.com/a"


def test_links_are_whole_and_only_to_pages() -> None:
    assert read(RSS)[0].links == ("https://acme.com/a", "https://blog.example/b")


def test_an_answer_that_says_so_is_a_comment() -> None:
    assert [entry.kind for entry in read(RSS)] == [EntryKind.POST, EntryKind.COMMENT]


def test_a_text_of_links_is_kept_within_bounds() -> None:
    many = "".join(f"<a href='https://x.example/{n}'>x</a>" for n in range(1000))
    items = [{"id": "1", "content_html": many + "long " * 5000}]
    document = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})

    [entry] = read(document)

    assert len(entry.links) == MAX_LINKS
    assert len(entry.excerpt) <= 2_000 < len(entry.text) <= 10_000
