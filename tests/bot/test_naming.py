"""What names somebody is found however it is written, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.naming import GONE, naming

THEIRS = naming(
    ["Jörg Großmann", "grat_katze", "李小龙", "Su", "!!!"],
    ["https://www.joerg.example/about/", "mailto:joerg@mail.example", "x"],
)
NAMED = {
    "as it is": ("I met Jörg Großmann.", "I met …."),
    "in capitals": ("JÖRG GROSSMANN!", "…!"),
    "without accents": ("Jorg Grossmann", "…"),
    "spelled out": ("joerg-grossmann", "…"),
    "an umlaut of two characters": ("Jo\u0308rg  Großmann", "…"),
    "a handle": ("ask @Grat-Katze", "ask @…"),
    "in a script without blanks": ("我见李小龙了", "我见…了"),
    "a page": ("see https://joerg.example/about.", "see …."),
    "what lies below it": ("(http://www.joerg.example/about/me?x=1)", "(…)"),
    "an e-mail address": ("mail JOERG@mail.example, now", "mail …, now"),
    "a name around a name": ("Jörg Jörg Großmann Großmann", "…"),
}
NOT_NAMED = (
    "Jörg wrote",
    "Jörg Großmanns",
    "Umjörg Großmann",
    "Su is too short",
    "https://joerg.example/abouts",
    "https://other.joerg.example/about",
    "a.joerg@mail.example",
    "x",
    "",
)


@pytest.mark.parametrize(("text", "without"), NAMED.values(), ids=NAMED.keys())
def test_what_names_somebody_is_taken_out(text: str, without: str) -> None:
    assert THEIRS.is_in(text)
    assert THEIRS.clear(text) == without


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_does_not_name_them_stays(text: str) -> None:
    assert not THEIRS.is_in(text)
    assert THEIRS.clear(text) == text


def test_all_texts_of_json_are_looked_at() -> None:
    assert THEIRS.clear({"a": ["grat_katze", 1, None], "b": {"c": "grat_katze"}}) == {
        "a": [GONE, 1, None],
        "b": {"c": GONE},
    }


def test_an_address_may_be_encoded() -> None:
    assert THEIRS.is_in_link("https://blog.example/J%C3%B6rg-Gro%C3%9Fmann")
    assert THEIRS.has_address("https://joerg.example/%61bout")
    assert not THEIRS.has_address("https://blog.example/joerg-grossmann")


def test_somebody_without_a_name_is_nowhere() -> None:
    assert naming([], []).clear("anything") == "anything"


TEXT = st.text(st.sampled_from("ab ö-_.@/:\u0308ß"), max_size=12)


@given(names=st.lists(TEXT, max_size=3), addresses=st.lists(TEXT, max_size=2), text=TEXT)
def test_what_was_cleared_names_nobody(names: list[str], addresses: list[str], text: str) -> None:
    somebody = naming(names, addresses)

    assert not somebody.is_in(somebody.clear(text))
