"""A term occurs in an entry as people would say that it does."""

import pytest

from feeds.terms import occurs


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Acme", "I like ACME."),
        ("acme", "#Acme"),
        ("Zürich", "in zurich"),
        ("Zurich", "Zu\u0308rich"),
        ("Straße", "STRASSE 5"),
        ("Acme Corp", "Acme\n  Corp, again"),
        ("C++", "learn C++ today"),
        (".NET", "on .NET 11"),
        ("Acme", "Acme's rucksack"),
        ("Acme", "acme-like"),
    ],
)
def test_a_term_is_found(term: str, text: str) -> None:
    assert occurs(term, "a title", text)


@pytest.mark.parametrize(
    ("term", "text"),
    [("Acme", "Acmeology"), ("Acme", "pacme"), ("Acme Corp", "Acme, the Corp"), ("C", "Cc")],
)
def test_a_part_of_a_word_is_not_the_term(term: str, text: str) -> None:
    assert not occurs(term, text)


def test_no_term_occurs_everywhere() -> None:
    assert occurs("", "anything")
