"""Entries whose ids are new: which of them their feed had before."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import Entry, EntryKind
from feeds.rollover import ROLLED_OVER, KnownEntry, known_again
from feeds.traces import Trace, trace_of


def entry(n: object, **fields: object) -> Entry:
    """Describe a blog's n-th entry."""
    described = Entry(
        identity=f"id:{n}",
        title=f"Story {n}",
        link=f"https://blog.example/{n}",
        authors=(),
        place="blog.example",
        excerpt=f"What I think, part {n}.",
        published=None,
    )
    return replace(described, **fields)  # type: ignore[arg-type]


def comment(n: object, **fields: object) -> Entry:
    """Describe a comment of Ann's under one article."""
    about = {"title": "Comment by Ann", "kind": EntryKind.COMMENT, "link": "https://blog.example/1"}
    return entry(n, **about | fields)


def episode(n: object, **fields: object) -> Entry:
    """Describe a podcast's n-th episode; all of them link to its page."""
    return entry(n, **{"link": "https://podcast.example/show"} | fields)


def again(known: list[Entry], now: list[Entry]) -> list[str]:
    """List the identities, among those of now, of entries that were known before."""
    had = [
        KnownEntry(number, trace.page, trace.title, trace.content)
        for number, trace in enumerate(map(trace_of, known))
    ]
    traces = {f"new {each.identity}": trace_of(each) for each in now}
    return [identity.removeprefix("new ") for identity in known_again(traces, had)]


FEW: dict[str, tuple[list[Entry], list[Entry], list[str]]] = {
    "the same link and title": ([entry(1)], [entry(1, excerpt="7 points")], ["id:1"]),
    "the same link, tracked": (
        [entry(1)],
        [entry(1, link="http://www.blog.example/1/?utm_source=rss")],
        ["id:1"],
    ),
    "another title": ([entry(1)], [entry(1, title="Something else")], []),
    "another link": ([entry(1)], [entry(1, link="https://blog.example/2")], []),
    "nothing in common": ([entry(1)], [entry(2)], []),
    "comments that say other things": ([comment(1)], [comment(2)], []),
    "the same comment": ([comment(1), comment(2)], [comment(1)], ["id:1"]),
    "another episode": ([episode(1), episode(2)], [episode(3)], []),
    "an episode again": ([episode(1), episode(2)], [episode(2)], ["id:2"]),
    "an episode of the same name": (
        [episode(1, title="News"), episode(2, title="Talk")],
        [episode(3, title="News")],
        [],
    ),
    "a front page, twice the same title": (
        [entry(1, title="Down again", link="https://status.example/")],
        [entry(2, title="Down again", link="https://status.example/")],
        [],
    ),
    "without a link": ([entry(1, link=None)], [entry(1, link=None)], ["id:1"]),
    "without a link, another text": (
        [entry(1, link=None)],
        [entry(1, link=None, excerpt="Other")],
        [],
    ),
    "without a title": ([entry(1, title="")], [entry(1, title="")], ["id:1"]),
    "without a title, another text": (
        [entry(1, title="")],
        [entry(1, title="", excerpt="Other")],
        [],
    ),
}


@pytest.mark.parametrize(("known", "now", "expected"), FEW.values(), ids=FEW.keys())
def test_of_a_few_entries_those_are_known_that_have_the_same_link_and_title(
    known: list[Entry], now: list[Entry], expected: list[str]
) -> None:
    assert again(known, now) == expected


BLOG = [entry(n) for n in range(30)]
MIGRATED = [entry(n, link=f"https://new.example/posts/{n}") for n in range(30)]
RETITLED = [entry(n, title=f"Blog | Story {n}", excerpt="cut") for n in range(30)]
REALLY_NEW = entry("new")
SHOW = [episode(n) for n in range(30)]


@pytest.mark.parametrize("now", [MIGRATED, RETITLED], ids=["other links", "other titles"])
def test_of_many_entries_the_link_or_the_title_is_enough(now: list[Entry]) -> None:
    known = again(BLOG, [*now, REALLY_NEW])

    assert known == [each.identity for each in now]


def test_with_twenty_entries_it_is_not_enough() -> None:
    assert again(BLOG, MIGRATED[:ROLLED_OVER]) == []
    assert len(again(BLOG, MIGRATED[: ROLLED_OVER + 1])) == ROLLED_OVER + 1


def test_a_link_that_all_entries_have_names_none_of_them() -> None:
    new = [episode(f"new {n}") for n in range(25)]

    assert again(SHOW, new) == []
    assert again(SHOW, [*SHOW, *new]) == [each.identity for each in SHOW]


def test_a_title_that_many_entries_have_names_none_of_them() -> None:
    old = [entry(n, title="Links of the week") for n in range(25)]
    new = [entry(f"new {n}", title="Links of the week") for n in range(25)]

    assert again(old, new) == []


def test_many_comments_of_one_person_are_told_apart() -> None:
    old, new = ([comment(f"{age} {n}") for n in range(25)] for age in ("old", "new"))

    assert again(old, [*old, *new]) == [each.identity for each in old]


DIGESTS = st.sampled_from(["a", "b", "c", None])
TRACES = st.builds(
    Trace,
    page=DIGESTS,
    title=DIGESTS,
    content=st.sampled_from(["x", "y"]),
    is_comment=st.booleans(),
    is_alone=st.booleans(),
)


@given(st.lists(TRACES, max_size=30), st.lists(TRACES, max_size=30))
def test_whoever_is_known_again_has_something_in_common(old: list[Trace], new: list[Trace]) -> None:
    known = [KnownEntry(n, each.page, each.title, each.content) for n, each in enumerate(old)]

    for name, number in known_again({str(n): each for n, each in enumerate(new)}, known).items():
        one, other = new[int(name)], old[number]
        assert (one.page and one.page == other.page) or (one.title and one.title == other.title)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=40, unique=True))
def test_a_feed_whose_ids_are_all_new_is_known_whole(numbers: list[int]) -> None:
    assert len(again([entry(n) for n in numbers], [entry(n) for n in numbers])) == len(numbers)
