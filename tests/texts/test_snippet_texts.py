"""Snippets are filled in once, and known again when nobody changed them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.snippet_texts import PLACEHOLDERS, filled, is_unchanged, mark_of, unknown_placeholders

ANNA = {"person": "Anna", "title": "Ropes", "colleague": "Loi"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hi {person}, on {title}: Bye, {colleague}", "Hi Anna, on Ropes: Bye, Loi"),
        ("{ person }{person}", "AnnaAnna"),
        ("{nobody} {} {{person}} {", "{nobody} {} {Anna} {"),
        ("}{person", "}{person"),
    ],
)
def test_placeholders_are_filled_in_and_all_else_stays(text: str, shown: str) -> None:
    assert filled(text, ANNA) == shown


def test_braces_in_what_is_filled_in_do_no_harm() -> None:
    hostile = ANNA | {"person": "{title} {0} {person.__class__}", "title": "{colleague}"}

    assert filled("{person}|{title}", hostile) == "{title} {0} {person.__class__}|{colleague}"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Hi {person}, {title}, {colleague}", []),
        ("Hi {name} and {name}, {Person}", ["name", "Person"]),
        ("{}", [""]),
        ("a { b", []),
    ],
)
def test_what_nobody_can_fill_in_is_told(text: str, unknown: list[str]) -> None:
    assert unknown_placeholders(text) == unknown


@given(st.text(), st.fixed_dictionaries({name: st.text() for name in PLACEHOLDERS}))
def test_any_text_can_be_filled_in(text: str, values: dict[str, str]) -> None:
    shown = filled(text, values)

    if not any(f"{{{name}}}" in text.replace(" ", "") for name in PLACEHOLDERS):
        assert shown == text or any(c.isspace() for c in text)
    assert is_unchanged(f" {shown} ", [mark_of(shown)])
    assert not is_unchanged(f"{shown}x", [mark_of(shown)])
