"""Near-identical titles: which of them are one text that several sites print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.titles import Heading, heading_of, near_identical, publisher_of, title_key

FIRST = "Acme opens a new research centre in Zürich"

SAME = [
    FIRST,
    "ACME OPENS A NEW RESEARCH CENTRE IN ZÜRICH",
    "Acme opens new research centre in Zurich",
    "Acme opens its new research centre in Zuerich",
    "Acme opens a new research centre in Zürich!",
    "“Acme” opens a new research-centre in Zürich",
    "Acme opens a new research centre in Zürich - Tages-Anzeiger",
    "Acme opens a new research centre in Zürich | NZZ am Sonntag",
    "Acme opens a new research centre in Zürich – Blick.ch - Blick",
    "Press release: Acme opens a new research centre in Zürich",
    "EQS-News: Acme opens a new research centre in Zürich",
    "Acme opens a new research centre in…",
    "Acme opens a new research centre ...",
    "Acme opens a new research centre in Zürich today",
]
OTHER = [
    "Acme opens a new research centre in Geneva",
    "Acme closes its new research centre in Zürich",
    "Acme opens no new research centre in Zürich",
    "Acme opens a new research centre in Zürich in 2027",
    "Acme opens 3 new research centres in Zürich",
    "Why Acme opens a new research centre in Zürich and not in Berlin",
    "Zürich opens a new research centre in Acme",
    "Acme opens",
]
TOO_GENERAL = [
    "",
    "Acme",
    "Weekly news from Acme",
    "Version 1.2.3",
    "Version 1.2.3 with fixes and better performance for all",
    "Release 7 brings many good things to everybody out there",
    "acme-tools v2.0 is out now for all platforms and people",
    "1.2.3: many bugs fixed and everything is faster now",
    "a b c d e",
    "This is how the 1 of all",
    "It is as it is at the Acme ...",
    "- - - - - - - - - - - - - - - - - - - - -",
]


def alike(one: str, other: str) -> bool:
    """Tell whether two titles group."""
    first, second = heading_of(one), heading_of(other)
    return first is not None and second is not None and near_identical(first, second)


@pytest.mark.parametrize("title", SAME)
def test_the_same_text_elsewhere_groups(title: str) -> None:
    assert alike(FIRST, title)
    assert alike(title, FIRST)


@pytest.mark.parametrize("title", OTHER)
def test_another_text_does_not_group(title: str) -> None:
    assert not alike(FIRST, title)
    assert not alike(title, FIRST)


@pytest.mark.parametrize("title", TOO_GENERAL)
def test_a_title_too_short_or_too_general_groups_with_nothing(title: str) -> None:
    assert heading_of(title) is None


def test_sums_that_differ_are_other_news() -> None:
    assert not alike(
        "Acme raises 20 million to grow in all of Europe",
        "Acme raises 20 billion to grow in all of Europe",
    )
    assert alike(
        "Acme raises 2.5 million to grow in all of Europe",
        "Acme Raises 2.5 Million to Grow in All of Europe | Startup News",
    )


def test_british_and_american_spelling_are_one() -> None:
    assert alike(
        "Acme will organise the largest fair in Europe",
        "Acme will organize the largest fair in Europe",
    )


def test_japanese_needs_no_spaces() -> None:
    zurich, geneva = (
        f"アクメが{city}に新しい研究所を開設" for city in ("チューリッヒ", "ジュネーブ")
    )

    assert alike(zurich, f"{zurich} - 朝日新聞")
    assert not alike(zurich, geneva)


def test_the_publisher_stands_at_the_end() -> None:
    assert publisher_of("Acme opens a centre - Tages-Anzeiger") == "Tages-Anzeiger"
    assert publisher_of("Acme opens a centre") == ""


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_and_it_is_the_same_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    title_key(one)
    publisher_of(one)


VOCABULARY = ("acme", "opens", "new", "centre", "in", "zürich", "not", "20", "big", "one")


HEADINGS = st.builds(
    Heading,
    st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=14).map(tuple),
    st.booleans(),
)


@given(HEADINGS, HEADINGS)
def test_titles_that_say_the_same_share_an_edge(one: Heading, other: Heading) -> None:
    """They are looked up by these keys, so a pair that shares none would never be compared."""
    if near_identical(one, other):
        assert one.edges[0] == other.edges[0] or one.edges[1] == other.edges[1]


@given(HEADINGS, st.sampled_from(VOCABULARY), st.integers(0, 14))
def test_one_word_more_leaves_an_edge(heading: Heading, word: str, at: int) -> None:
    longer = Heading((*heading.words[:at], word, *heading.words[at:]))

    if near_identical(heading, longer):
        assert heading.edges[0] == longer.edges[0] or heading.edges[1] == longer.edges[1]
