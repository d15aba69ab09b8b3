"""Authors become people: known again by their profile, and found by name."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.models import Person, Profile
from bot.people import find_people, meet_people, person_facts, sketch_profile
from bot.store import Store
from feeds import Author
from tests.bot.making import (
    NOW,
    an_entry,
    make_mentions,
    make_store,
    make_subscription,
    make_workspace,
)

HOME = "https://anna.example/about"

KEYS = {
    "by URL": (Author("Anna", url=HOME), "url:anna.example/about"),
    "http is the same": (Author("Anna", url="http://anna.example/about"), "url:anna.example/about"),
    "www is the same": (Author("Anna", url="https://www.anna.example/about"), f"url:{HOME[8:]}"),
    "a last slash is the same": (Author("Anna", url=f"{HOME}/"), "url:anna.example/about"),
    "the host's case too": (Author("A", url="https://Anna.Example/about"), f"url:{HOME[8:]}"),
    "not the path's case": (
        Author("A", url="https://anna.example/About"),
        "url:anna.example/About",
    ),
    "a query tells people apart": (
        Author("Anna", url="https://forum.example/u?id=7"),
        "url:forum.example/u?id=7",
    ),
    "URL before e-mail": (Author("Anna", HOME, "anna@example.org"), "url:anna.example/about"),
    "by e-mail": (Author("Anna", email="Anna@Example.org "), "mail:anna@example.org"),
    "by name at the place": (Author("Anna  BEISPIEL"), "name:blog.example:anna beispiel"),
    "an umlaut of two characters is one": (Author("Jo\u0308rg"), "name:blog.example:j\xf6rg"),
    "umlauts fold": (Author("JÖRG GROẞ"), "name:blog.example:jörg gross"),
}


@pytest.mark.parametrize(("author", "key"), KEYS.values(), ids=KEYS.keys())
def test_by_which_profile_an_author_is_known(author: Author, key: str) -> None:
    assert sketch_profile([author], "blog.example").key == key


def test_where_nobody_is_named_the_person_is_the_site() -> None:
    sketch = sketch_profile([], "blog.example")

    assert (sketch.key, sketch.name, sketch.place) == (
        "site:blog.example",
        "blog.example",
        "blog.example",
    )


def test_of_several_authors_the_first_counts() -> None:
    assert sketch_profile([Author("Anna"), Author("Ben")], "blog.example").name == "Anna"


@pytest.mark.parametrize("author", [Author("x" * 5000), Author("x", url="https://x.example/" * 99)])
def test_names_and_addresses_of_any_length_fit_into_their_columns(author: Author) -> None:
    sketch = sketch_profile([author], "p" * 2000)

    assert len(sketch.key) <= 600
    assert len(sketch.name) <= 300


def test_the_author_of_two_entries_is_one_person(store: Store) -> None:
    with store.write() as session:
        subscription = make_subscription(session, make_workspace(session))
        make_mentions(
            session,
            subscription,
            an_entry(1, Author("Anna", url=HOME)),
            an_entry(2, Author("Anna Beispiel", url="http://www.anna.example/about/")),
            an_entry(3, Author("Ben")),
        )
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Profile)) == 2
        [anna] = find_people(session, 1, "anna")
        facts = person_facts(session, anna)

    assert facts.mention_count == 2
    assert [mention.title for mention in facts.mentions] == ["Story 2", "Story 1"]


def test_a_name_that_grows_when_it_is_folded_fits_too(store: Store) -> None:
    with store.write() as session:
        workspace_id = make_workspace(session).id
        meet_people(session, workspace_id, [sketch_profile([Author("\u0390" * 300)], "x")], NOW)

        assert find_people(session, workspace_id, "\u0390")


def test_workspaces_do_not_share_people(store: Store) -> None:
    with store.write() as session:
        ids = [make_workspace(session, team).id for team in ("T1", "T2")]
        for workspace_id in ids:
            sketch = sketch_profile([Author("Anna", url=HOME)], "blog.example")
            meet_people(session, workspace_id, [sketch], NOW)
        assert [len(find_people(session, workspace_id, "anna")) for workspace_id in ids] == [1, 1]


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
    "an underscore is an underscore": ("_", ["under_score"]),
    "a backslash is a backslash": ("\\", ["back\\slash"]),
    "other scripts": ("小龙", ["李小龙"]),
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
