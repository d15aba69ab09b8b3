"""To which mention a new entry belongs: the same page elsewhere, the same text at another site."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import SourceKind
from bot.gathering import Belonging, Register, belongings_of, gather, site_of
from feeds import Author, Entry, EntryKind
from tests.bot.making import NOW, an_entry

PAGE, TEXT = SourceKind.SAME_PAGE, SourceKind.SAME_TEXT
RELEASE = "Acme opens a new research centre in Zürich"
COMMENT = replace(an_entry(1), kind=EntryKind.COMMENT, title="Comment by Ann")


def release(host: str, title: str = RELEASE, **fields: object) -> Entry:
    """Describe a press release as a site prints it."""
    entry = replace(an_entry(1), title=title, link=f"https://{host}/acme", place=host)
    return replace(entry, **fields)  # type: ignore[arg-type]


def told(*feeds: list[Entry], shared: frozenset[str] = frozenset()) -> list[list[str]]:
    """Let feeds bring entries, one feed after the other; give for each entry "new" or how it is.

    A mention's number is that of the entry that made it, counted over all feeds.
    """
    register = Register()
    answers = []
    made = 0
    for feed_id, entries in enumerate(feeds):
        register.of_feeds.clear()
        read = [belongings_of(entry, shared, NOW) for entry in entries]
        found = gather([(feed_id, one) for one in read], register)
        ids = {-n: made + n for n in range(1, len(entries) + 1)}
        answers.append(
            [
                f"{one.kind} {ids.get(one.mention_id, one.mention_id)}" if one else "new"
                for one in found
            ]
        )
        register.pages = {
            key: replace(one, mention_id=ids.get(one.mention_id, one.mention_id))
            for key, one in register.pages.items()
        }
        titles, register.titles = register.titles, Register().titles
        for title in {id(one): one for some in titles.values() for one in some}.values():
            mention_id = ids.get(title.mention_id, title.mention_id)
            register.add_title(replace(title, mention_id=mention_id))
        made += len(entries)
    return answers


def test_a_page_that_five_feeds_find_is_one_mention() -> None:
    link = "https://blog.example/acme"
    forms = [
        link,
        "http://www.blog.example/acme/?utm_source=feed",
        f"https://www.google.com/url?url={link}&ct=ga",
        "https://blog.example/acme/amp",
        f"{link}#comments",
    ]
    feeds = [[replace(an_entry(n), link=form)] for n, form in enumerate(forms)]

    assert told(*feeds) == [["new"], *[["same_page 1"]] * 4]


def test_inside_one_feed_other_ids_are_other_entries() -> None:
    twice = [replace(an_entry(n), link="https://blog.example/1") for n in (1, 2)]

    assert told(twice) == [["new", "new"]]


def test_a_link_that_a_feed_gives_many_entries_needs_the_title_too() -> None:
    show = [replace(an_entry(n), link="https://podcast.example/show") for n in (1, 2, 3)]
    page = belongings_of(show[0], (), NOW).page
    assert page

    assert told(show[:2], [show[1], show[0], show[2]], shared=frozenset({page})) == [
        ["new", "new"],
        ["same_page 2", "same_page 1", "new"],
    ]


def test_a_front_page_needs_the_title_too() -> None:
    home = "https://acme.example/"
    first, second = (replace(an_entry(n), link=home) for n in (1, 2))

    assert told([first], [second], [first]) == [["new"], ["new"], ["same_page 1"]]


def test_a_comment_is_not_its_article() -> None:
    article = an_entry(1)

    assert told([article], [COMMENT], [article]) == [["new"], ["new"], ["same_page 1"]]


def test_comments_are_one_where_their_own_link_is_the_same() -> None:
    seventh, eighth = (replace(COMMENT, link=f"{COMMENT.link}#comment-{n}") for n in (7, 8))

    assert told([seventh], [eighth], [seventh]) == [["new"], ["new"], ["same_page 1"]]


def test_comments_under_their_articles_link_are_told_apart_by_what_they_say() -> None:
    other = replace(COMMENT, excerpt="I think otherwise.")

    assert told([COMMENT], [other], [COMMENT]) == [["new"], ["new"], ["same_page 1"]]


def test_the_same_text_at_other_sites_is_grouped_under_the_first() -> None:
    sites = [
        [release("tagblatt.example", f"{RELEASE} - Tagblatt")],
        [release("blick.example", RELEASE.upper())],
        [release("acme.example", f"Press release: {RELEASE}")],
    ]

    assert told(*sites) == [["new"], ["same_text 1"], ["same_text 1"]]


def test_a_page_of_a_grouped_text_stays_with_its_group() -> None:
    first, second = release("a.example"), release("b.example")

    assert told([first], [second], [second]) == [["new"], ["same_text 1"], ["same_text 1"]]


@pytest.mark.parametrize(
    "other",
    [
        release("a.example", link="https://a.example/again"),
        release("b.example", published=NOW - timedelta(hours=25)),
        release("b.example", "Acme opens a new research centre in Geneva"),
        release("b.example", kind=EntryKind.COMMENT),
        release("reddit.com", link="https://www.reddit.com/r/acme/comments/1/acme_opens/"),
    ],
    ids=["the same site", "a day later", "another text", "a comment", "a thread about it"],
)
def test_what_is_not_grouped(other: Entry) -> None:
    assert told([release("a.example")], [other]) == [["new"], ["new"]]


def test_titles_of_versions_are_not_grouped() -> None:
    title = "Version 1.2.3 brings many fixes and is faster now"

    assert told([release("a.example", title)], [release("b.example", title)]) == [["new"], ["new"]]


def test_a_news_search_is_as_many_sites_as_it_has_publishers() -> None:
    found = [
        release(
            "news.google.com",
            f"{RELEASE} - {publisher}",
            link=f"https://news.google.com/rss/articles/{publisher}",
            authors=(Author(publisher),),
        )
        for publisher in ("Tagblatt", "Blick")
    ]
    unnamed = replace(found[0], authors=())

    assert told(found) == [["new", "same_text 1"]]
    assert [site_of(entry) for entry in (*found, unnamed)] == ["Tagblatt", "Blick", "Tagblatt"]


ENTRIES = st.builds(
    lambda n, host, kind, title: release(
        f"{host}.example", title, link=f"https://{host}.example/{n}", kind=kind
    ),
    st.integers(1, 4),
    st.sampled_from("abc"),
    st.sampled_from(EntryKind),
    st.sampled_from(
        [RELEASE, RELEASE.upper(), "Acme", "Acme closes an old research centre in Bern"]
    ),
)


@given(st.lists(st.lists(ENTRIES, max_size=5), max_size=5))
def test_an_entry_belongs_to_a_mention_that_there_is(feeds: list[list[Entry]]) -> None:
    """And not to another one's source."""
    flat = [answer for answers in told(*feeds) for answer in answers]

    belongings = [answer.partition(" ")[2] for answer in flat if answer != "new"]
    assert {flat[int(number) - 1] for number in belongings} <= {"new"}


@given(ENTRIES)
def test_what_two_feeds_have_is_one_mention(entry: Entry) -> None:
    assert told([entry], [entry]) == [["new"], [f"{PAGE} 1"]]


def test_a_belonging_says_which_and_how() -> None:
    register = Register()
    gather([(1, belongings_of(release("a.example"), (), NOW))], register)

    assert set(register.pages.values()) == {Belonging(-1, PAGE)}
    assert gather([(1, belongings_of(release("b.example"), (), NOW))], register) == [
        Belonging(-1, TEXT)
    ]
