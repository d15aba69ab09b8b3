"""What somebody writes about, by the words of their titles."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.topics import topic_words, topics_of

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


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Acme’s new Tent: tent, or not?", {"acme's": "Acme’s", "tent": "Tent"}),
        ("Über das Zelt, für die Berge", {"zelt": "Zelt", "berge": "Berge"}),
        ("Zu\u0308rich", {"zurich": "Zürich"}),
        ("2026 and 3D with a", {}),
        ("", {}),
    ],
)
def test_words_that_say_what_a_title_is_about(title: str, words: dict[str, str]) -> None:
    assert topic_words(title) == words


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_titles_have_the_same_topics_again(titles: list[str]) -> None:
    topics = topics_of(titles)

    assert topics == topics_of(titles)
    assert len(topics) <= 6
    whole = [unicodedata.normalize("NFC", title) for title in titles]
    assert all(any(topic in title for title in whole) for topic in topics)
