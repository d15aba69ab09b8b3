"""Authors become people: known again by their profiles."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.models import Person, Profile
from bot.name_search import find_people
from bot.people import meet_people
from bot.person_reading import person_facts
from bot.profiles import sketch_profile
from bot.store import Store
from feeds import Author
from tests.bot.making import (
    NOW,
    an_entry,
    make_mentions,
    make_subscription,
    make_workspace,
)

HOME = "https://anna.example/about"


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


def owners(store: Store, *authors: Author, place: str = "blog.example") -> list[int]:
    """Meet authors one after the other; give the people (id) behind them."""
    found = []
    for days, author in enumerate(authors):
        with store.write() as session:
            workspace_id = session.scalar(select(Person.workspace_id).limit(1))
            sketch = sketch_profile([author], place)
            now = NOW + timedelta(days=days)
            workspace_id = workspace_id or make_workspace(session).id
            found.append(meet_people(session, workspace_id, [sketch], now)[sketch.key])
    return found


def test_an_e_mail_address_recognises_an_author_at_another_place(store: Store) -> None:
    medium = Author("Anna B.", "https://medium.com/@anna", "anna@example.org")
    blog = Author("Anna Beispiel", email="Anna@example.org")
    forum = Author("anna", "https://forum.example/u/anna", "anna@example.org")

    one, two, three, again = owners(store, medium, blog, forum, Author("a", forum.url))

    assert one == two == three == again
    with store.read() as session:
        facts = person_facts(session, session.get_one(Person, one))
    assert [(p.place, p.handle) for p in facts.profiles] == [
        ("Medium", "@anna"),
        ("", "anna@example.org"),
        ("forum.example", "anna"),
    ]
    assert facts.last_seen == NOW + timedelta(days=3)


def test_two_strangers_of_one_address_that_come_at_once_are_one_person(store: Store) -> None:
    with store.write() as session:
        workspace_id = make_workspace(session).id
        sketches = [
            sketch_profile([Author("Anna", url, "anna@example.org")], "x")
            for url in ("https://dev.to/anna", "https://github.com/anna")
        ]
        ids = set(meet_people(session, workspace_id, sketches, NOW).values())

        assert len(ids) == 1
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        assert session.scalar(select(func.count()).select_from(Profile)) == 3


def test_a_name_alone_makes_nobody_the_same_at_another_place(store: Store) -> None:
    one, two = (owners(store, Author("Anna"), place=place)[0] for place in ("a.example", "b.ch"))

    assert one != two


def test_the_mailbox_of_an_office_is_nobodys(store: Store) -> None:
    office = "redaktion@zeitung.example"
    anna, ben = Author("Anna", email=office), Author("Ben", email=office)

    one, two, again = owners(store, anna, ben, anna)

    assert one != two
    assert one == again


def test_who_was_known_by_an_older_key_stays_known(store: Store) -> None:
    url = "https://www.reddit.com/user/Sample_Walker"
    with store.write() as session:
        workspace = make_workspace(session)
        person = Person(
            workspace_id=workspace.id, name="u/Sample", first_seen_at=NOW, last_seen_at=NOW
        )
        session.add(person)
        session.flush()
        session.add(
            Profile(
                workspace_id=workspace.id,
                person_id=person.id,
                key="url:reddit.com/user/Sample_Walker",
                place="reddit.com",
                handle="u/Sample_Walker",
                url=url,
            )
        )

    found = owners(
        store, Author("u/Sample_Walker", url), Author("x", "https://reddit.com/u/sample_walker")
    )

    assert found == [person.id] * 2
