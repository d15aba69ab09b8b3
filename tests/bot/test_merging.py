"""Merging people is a way of reading them: undone, everything is as it was."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.colleagues import meet_colleague
from bot.contacts import contacts_with
from bot.knowing import know, know_no_more, write_note
from bot.mentions import change_mention
from bot.merging import merge_people, stands_for, unmerge_person
from bot.models import Engagement, Mention, Mute, Person
from bot.name_search import find_people
from bot.no_contact import allow_contact, ask_no_contact, no_contact_of
from bot.people import everyone_read_as, find_person, standing_id
from bot.person_facts import PersonFacts
from bot.person_reading import person_facts, person_matches
from bot.screening import wanted_entries
from bot.states import Event
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

ANNA = Author("Anna Müller", "https://blog.example/anna")
TOOTER = Author("@wanderin@social.example", "https://social.example/@wanderin")
ODD = Author("Anna from work", "https://github.com/anna")
LATER = NOW + timedelta(hours=1)


class Office:
    """Three people with a mention each, and a colleague who says who is whom."""

    def __init__(self, session: Session) -> None:
        self.session = session
        workspace = make_workspace(session)
        self.workspace_id = workspace.id
        self.subscription = make_subscription(session, workspace)
        mentions = make_mentions(
            session,
            self.subscription,
            *(an_entry(n, author) for n, author in enumerate((ANNA, TOOTER, ODD))),
        )
        self.mentions = mentions
        self.anna, self.tooter, self.odd = (mention.person_id for mention in mentions)
        self.su = meet_colleague(session, workspace.id, "U1")
        self.loi = meet_colleague(session, workspace.id, "U2")

    def person(self, person_id: int) -> Person:
        """Load whoever stands for a person."""
        person = find_person(self.session, self.workspace_id, person_id)
        assert person is not None
        return person

    def facts(self, person_id: int) -> PersonFacts:
        """Give what Su sees of a person."""
        return person_facts(self.session, self.person(person_id), self.su)

    def merges(self, person_id: int, into: int) -> bool:
        """Let Su say that two are one."""
        return merge_people(self.session, person_id, self.person(into), self.su, NOW)

    def unmerges(self, person_id: int) -> bool:
        """Undo that."""
        return unmerge_person(self.session, self.workspace_id, person_id)

    def claims(self, number: int) -> None:
        """Let Su claim the n-th mention."""
        mention = self.mentions[number]
        change_mention(self.session, mention.id, self.su, Event.CLAIM, NOW)


def test_two_who_are_merged_are_read_as_one_and_no_row_of_the_log_changes(store: Store) -> None:
    with store.write() as session:
        office = Office(session)
        office.claims(0)
        office.claims(1)
        write_note(session, office.tooter, office.loi, "Climbs", NOW)
        before = office.facts(office.anna), office.facts(office.tooter)

        assert office.merges(office.tooter, office.anna)

        joined = office.facts(office.tooter)
        assert joined.name == "Anna Müller"
        assert [p.place for p in joined.profiles] == ["blog.example", "Mastodon"]
        assert (joined.mention_count, joined.engagement_count, joined.note_count) == (2, 2, 1)
        assert {engagement.person for engagement in joined.engagements} == {"Anna Müller"}
        assert [(m.name, m.by.slack_id) for m in joined.merges] == [(TOOTER.name, "U1")]
        of_log = session.scalars(select(Engagement.person_id).order_by(Engagement.id)).all()
        assert of_log == [office.anna, office.tooter]

        assert office.unmerges(office.tooter)
        assert (office.facts(office.anna), office.facts(office.tooter)) == before
        assert not office.unmerges(office.tooter)


def test_what_comes_while_two_are_one_stays_with_whose_profile_it_is(store: Store) -> None:
    with store.write() as session:
        office = Office(session)
        office.merges(office.tooter, office.anna)
        [new] = make_mentions(session, office.subscription, an_entry("new", TOOTER))[-1:]

        assert office.facts(office.anna).mention_count == 3
        office.unmerges(office.tooter)

        assert new.person_id == office.tooter
        assert office.facts(office.anna).mention_count == 1
        assert office.facts(office.tooter).mention_count == 2


def test_nobody_is_merged_twice_with_themselves_or_across_workspaces(store: Store) -> None:
    with store.write() as session:
        office = Office(session)
        other = make_workspace(session, "T2")
        [there] = make_mentions(session, make_subscription(session, other), an_entry(9, ANNA))

        assert not office.merges(office.anna, office.anna)
        assert not office.merges(there.person_id, office.anna)
        assert not office.merges(10**6, office.anna)
        assert office.merges(office.tooter, office.anna)
        assert not office.merges(office.anna, office.tooter)
        assert not unmerge_person(session, other.id, office.tooter)


def test_the_names_of_one_person_find_it_once(store: Store) -> None:
    with store.write() as session:
        office = Office(session)
        assert len(find_people(session, office.workspace_id, "anna")) == 2
        office.merges(office.odd, office.anna)

        for name in ("anna", "Anna from work", "anna müler", "github"):
            found = [person.id for person in find_people(session, office.workspace_id, name)]
            assert found == ([] if name == "github" else [office.anna]), name
        [match] = person_matches(session, [office.person(office.odd)])
        assert (match.places, match.mention_count) == (("blog.example", "GitHub"), 2)


def test_a_mute_holds_for_all_who_are_one(store: Store) -> None:
    entries = [(1, an_entry("a", ANNA)), (2, an_entry("b", TOOTER)), (3, an_entry("c", ODD))]

    with store.write() as session:
        office = Office(session)
        mute = Mute(
            workspace_id=office.workspace_id,
            person_id=office.tooter,
            muted_by_id=office.su.id,
            muted_at=NOW,
        )
        session.add(mute)

        def heard() -> list[int]:
            return [n for n, _ in wanted_entries(session, office.subscription, entries)]

        assert heard() == [1, 3]
        office.merges(office.tooter, office.anna)
        assert heard() == [3]
        office.unmerges(office.tooter)
        assert heard() == [1, 3]


def test_who_knows_a_person_knows_them_under_every_name(store: Store) -> None:
    with store.write() as session:
        office = Office(session)

        def known_by(person_id: int) -> list[str]:
            contacts = contacts_with(session, [person_id])
            return [each.colleague.slack_id for each in contacts[person_id]]

        know(session, office.tooter, office.loi, LATER)
        for person_id in (office.anna, office.tooter):
            know(session, person_id, office.su, NOW)
        know(session, office.tooter, office.su, LATER)
        office.merges(office.tooter, office.anna)

        assert known_by(office.tooter) == ["U1", "U2"]
        assert office.facts(office.anna).mine
        know_no_more(session, office.anna, office.su)
        assert known_by(office.anna) == ["U2"]


def test_no_contact_holds_for_all_who_are_one_and_their_cards_are_drawn_anew(
    store: Store,
) -> None:
    def versions(session: Session) -> list[int]:
        session.expire_all()
        return list(session.scalars(select(Mention.version).order_by(Mention.id)))

    with store.write() as session:
        office = Office(session)
        office.merges(office.tooter, office.anna)
        before = versions(session)
        ask_no_contact(session, office.anna, office.su, "At their wish.", NOW)
        ask_no_contact(session, office.anna, office.loi, "Twice", LATER)

        asked = no_contact_of(session, office.tooter)
        assert asked is not None
        assert (asked.by.slack_id, asked.at, asked.reason) == ("U2", LATER, "Twice")
        assert [n - m for n, m in zip(versions(session), before, strict=True)] == [2, 2, 0]
        assert no_contact_of(session, office.odd) is None

        office.unmerges(office.tooter)
        assert no_contact_of(session, office.tooter) is None
        office.merges(office.anna, office.odd)
        allow_contact(session, office.odd, LATER)
        assert no_contact_of(session, office.anna) is None


@pytest.mark.parametrize("undone", [0, 1, 2])
def test_of_several_merges_each_can_be_undone(store: Store, undone: int) -> None:
    with store.write() as session:
        office = Office(session)
        office.merges(office.tooter, office.anna)
        office.merges(office.anna, office.odd)
        assert {standing_id(session, p) for p in (office.anna, office.tooter)} == {office.odd}

        for person_id in ((), (office.tooter,), (office.anna,))[undone]:
            office.unmerges(person_id)

        expected = [
            [office.odd, office.odd],
            [office.odd, office.tooter],
            [office.anna, office.anna],
        ][undone]
        assert [standing_id(session, p) for p in (office.anna, office.tooter)] == expected


PEOPLE = st.integers(0, 4)
STEPS = st.lists(
    st.one_of(st.tuples(st.just("merge"), PEOPLE, PEOPLE), st.tuples(st.just("undo"), PEOPLE)),
    max_size=12,
)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, list[int]]:
    store = make_store(f"sqlite:///{tmp_path_factory.mktemp('crowd') / 'crowd.db'}")
    with store.write() as session:
        office = Office(session)
        more = make_mentions(
            session, office.subscription, *(an_entry(f"m{n}", Author(f"P{n}")) for n in range(2))
        )
        ids = [office.anna, office.tooter, office.odd, *(m.person_id for m in more[-2:])]
    return store, ids


@given(steps=STEPS)
@settings(max_examples=40, deadline=None)
def test_whatever_is_merged_and_undone_one_stands_for_each(
    crowd: tuple[Store, list[int]], steps: list[tuple[str, int] | tuple[str, int, int]]
) -> None:
    """Held against the plain story: who said that whom is whom, in order."""
    store, ids = crowd
    into: dict[int, int] = {}
    with store.read() as session:
        workspace_id = session.scalars(select(Person.workspace_id)).first() or 0
        su = meet_colleague(session, workspace_id, "U1")
        for what, first, *rest in steps:
            person_id = ids[first]
            if what == "undo":
                assert unmerge_person(session, workspace_id, person_id) == (person_id in into)
                into.pop(person_id, None)
                continue
            other = find_person(session, workspace_id, ids[rest[0]])
            assert other is not None
            stood = stands_for(person_id, into), stands_for(ids[rest[0]], into)
            assert merge_people(session, person_id, other, su, NOW) == (stood[0] != stood[1])
            if stood[0] != stood[1]:
                into[stood[0]] = stood[1]

        for person_id in ids:
            assert standing_id(session, person_id) == stands_for(person_id, into)
            together = {other for other in ids if stands_for(other, into) == person_id}
            if person_id not in into:
                assert set(session.scalars(everyone_read_as(person_id))) == together
        session.rollback()
