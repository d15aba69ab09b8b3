"""Whom a name finds: in whatever case, with umlauts or without, and with small typos."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.models import Person
from bot.name_search import find_people
from bot.people import meet_people
from bot.profiles import sketch_profile
from bot.store import Store
from feeds import Author
from tests.bot.making import NOW, make_store, make_workspace

NAMES = (
    "Anna Beispiel",
    "Anna",
    "Jörg Müller",
    "Émile Zola",
    "100% Anton",
    "under_score",
    "back\\slash",
    "李小龙",
    "Straße & Söhne",
    "Eva Stoessel",
)
FOUND = {
    "the whole name, before those that contain it": ("anna", ["Anna"]),
    "part of it": ("beisp", ["Anna Beispiel"]),
    "whatever case": ("JÖRG MÜLLER", ["Jörg Müller"]),
    "umlauts inside": ("üll", ["Jörg Müller"]),
    "umlauts typed as two characters": ("jo\u0308rg", ["J\xf6rg M\xfcller"]),
    "accents in capitals": ("ÉMILE", ["Émile Zola"]),
    "sharp s": ("STRASSE", ["Straße & Söhne"]),
    "blanks do not count": ("  anna   beispiel ", ["Anna Beispiel"]),
    "a percent sign is a percent sign": ("%", ["100% Anton"]),
    "an underscore is a gap": ("under score", ["under_score"]),
    "signs are no name": ("_", []),
    "a backslash is a backslash": ("\\", ["back\\slash"]),
    "other scripts": ("小龙", ["李小龙"]),
    "an umlaut spelled out": ("Mueller", ["Jörg Müller"]),
    "an umlaut left out": ("jorg muller", ["Jörg Müller"]),
    "an umlaut that was left out there": ("Stössel", ["Eva Stoessel"]),
    "words in another order": ("müller, jörg", ["Jörg Müller"]),
    "a letter too few": ("Anna Beispel", ["Anna Beispiel"]),
    "two letters swapped": ("Mülelr", ["Jörg Müller"]),
    "two typos in a long word": ("Baispeil", ["Anna Beispiel"]),
    "a typo in one of two words": ("emil zola", ["Émile Zola"]),
    "no other short word": ("Ann4", ["Anna", "Anna Beispiel"]),
    "not a short word with another letter": ("Eba", []),
    "nobody": ("zebra", []),
    "nothing": ("  ", []),
}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return _fill(make_store(f"sqlite:///{tmp_path_factory.mktemp('crowd') / 'crowd.db'}"))


def _fill(store: Store) -> Store:
    with store.write() as session:
        workspace = make_workspace(session)
        for days, name in enumerate(NAMES):
            sketch = sketch_profile([Author(name)], "blog.example")
            meet_people(session, workspace.id, [sketch], NOW + timedelta(days=days))
    return store


def names_found(store: Store, name: str) -> list[str]:
    with store.read() as session:
        workspace_id = session.scalars(select(Person.workspace_id)).first() or 0
        return [person.name for person in find_people(session, workspace_id, name)]


@pytest.mark.parametrize(("name", "expected"), FOUND.values(), ids=FOUND.keys())
def test_whom_a_name_finds(crowd: Store, name: str, expected: list[str]) -> None:
    assert names_found(crowd, name) == expected


def test_both_databases_find_the_same(store: Store) -> None:
    _fill(store)

    assert {name: names_found(store, name) for name, _ in FOUND.values()} == dict(FOUND.values())


def test_the_person_seen_last_comes_first(crowd: Store) -> None:
    assert names_found(crowd, "an") == ["100% Anton", "Anna", "Anna Beispiel"]


def test_a_handle_finds_its_person_under_any_name(store: Store) -> None:
    with store.write() as session:
        workspace_id = make_workspace(session).id
        author = Author("Anna Beispiel", "https://fosstodon.org/@wanderin")
        meet_people(session, workspace_id, [sketch_profile([author], "x")], NOW)

        for name in ("@wanderin@fosstodon.org", "wanderin", "wandrein", "anna"):
            assert [p.name for p in find_people(session, workspace_id, name)] == ["Anna Beispiel"]
