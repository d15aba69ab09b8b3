"""What somebody writes about, by the words of their titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.topics import topics_of

TITLES = {
    "the words that come most": (
        ["Tents in a storm", "Which tents for the winter?", "Winter storms and tents"],
        ["tents", "winter"],
    ),
    "as they are written most often": (
        ["Wanderschuhe für Kinder", "Die Wanderschuhe", "wanderschuhe"],
        ["Wanderschuhe"],
    ),
    "of one title each word": (["How I mend zips"], ["mend", "zips"]),
    "no stop words of any language": (["Die und der", "Il est pour les", "What about them"], []),
    "umlauts are one word": (["Zürich", "Zurich", "Chur"], ["Zürich"]),
    "nor names, nor what all look for": (["Anna about Acme", "Acme and Anna and Zips"], ["Zips"]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("titles", "expected"), TITLES.values(), ids=TITLES.keys())
def test_topics(titles: list[str], expected: list[str]) -> None:
    assert list(topics_of(titles, besides=["Anna Müller", "acme"])) == expected


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_titles_have_the_same_topics_again(titles: list[str]) -> None:
    topics = topics_of(titles)

    assert topics == topics_of(titles)
    assert len(topics) <= 6
    assert all(any(topic in title for title in titles) for topic in topics)
