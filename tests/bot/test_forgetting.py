"""Somebody who asked to be forgotten is in no table any more, and does not come back."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.answer_facts import Written
from bot.answer_models import Lesson
from bot.answer_reading import CarriedAnswer
from bot.answering import keep_typed
from bot.colleagues import meet_colleague
from bot.contact_models import PartingLine
from bot.desk import Asker, Desk
from bot.drafts import Typed
from bot.facts import MentionState
from bot.feed_models import Entry, Subscription
from bot.forgetting import forget, weigh_forgetting
from bot.forgetting_facts import ForgettingFacts
from bot.language import load_languages
from bot.mapping.relationships import map_facts
from bot.mentions import change_mention
from bot.models import Engagement, Mention, Mute, Person, Profile
from bot.name_search import find_people
from bot.person_models import PersonNote
from bot.person_reading import person_facts
from bot.slack_models import OutboxRow
from bot.states import Event
from bot.store import Store
from bot.whom import whom_to_forget
from feeds import Author
from tests.bot.dump import dump, found_in, in_bytes, raw_files
from tests.bot.making import (
    NOW,
    an_entry,
    make_mentions,
    make_store,
    make_subscription,
    make_workspace,
)
from tests.bot.somebody_to_forget import (
    LATER,
    PAGE,
    WANTED,
    fill,
    forget_him,
    his_entry,
)
from tests.clock import MovableClock


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def test_the_database_is_full_of_him_before(filled: Store) -> None:
    """Else the next test would find nothing whatever happens."""
    assert found_in(dump(filled), WANTED).keys() == WANTED.keys()


def test_nothing_of_him_is_left_in_any_table(filled: Store) -> None:
    facts = forget_him(filled)

    assert found_in(dump(filled), WANTED) == {}
    assert facts == ForgettingFacts(
        profiles=3, mentions=1, answers=1, notes=1, elsewhere=facts.elsewhere, feeds=(1,)
    )
    assert facts.elsewhere >= 4


def test_the_file_of_sqlite_holds_nothing_of_him(sqlite_url: str) -> None:
    store = make_store(sqlite_url)
    fill(store)
    before = b"".join(raw_files(store).values())
    forget_him(store)

    after = b"".join(raw_files(store).values())
    for name, word in WANTED.items():
        # Names stand in JSON as it escapes them, and folded for searching.
        ways = in_bytes(word)
        if name != "name in other case":
            assert any(way in before for way in ways), name
        assert not any(way in after for way in ways), name
    store.close()


def test_counts_and_the_log_stay(filled: Store) -> None:
    def counts() -> list[int]:
        with filled.read() as session:
            tables = (Person, Profile, Mention, Engagement, Entry)
            return [session.scalar(select(func.count()).select_from(one)) or 0 for one in tables]

    before = counts()
    forget_him(filled)

    assert counts() == before
    with filled.read() as session:
        him = select(Person).where(Person.forgotten_at.is_not(None)).order_by(Person.id)
        person, other = session.scalars(him)
        facts = person_facts(session, person)
        assert (facts.mention_count, facts.engagement_count) == (1, 2)
        assert other.merged_into_id is None
        assert [str(one.kind) for one in facts.engagements] == ["reply", "claim"]
        assert all(one.reply_text is None for one in facts.engagements)
        assert session.scalars(select(Mute)).all() == []
        assert session.scalars(select(PartingLine)).all() == []
        assert find_people(session, 1, "mustermann") == []
        assert {one.person_id for one in map_facts(session, 1).relationships} == {2}


def test_what_others_wrote_stays_but_for_his_name(filled: Store) -> None:
    forget_him(filled)

    with filled.read() as session:
        about = session.scalars(select(Mention).where(Mention.number == 3)).one()
        assert about.title == "An interview with …"
        assert about.excerpt == "See …, or ask …. …! Or …"
        assert (about.link, about.authors) == ("https://blog.example/about", ["Ben Beispiel"])
        assert (about.reply_text, about.reply_link) == ("Ask … too.", None)
        note = session.scalars(select(PersonNote)).one()
        assert note.text == "A friend of …."
        together = session.scalars(select(Mention).where(Mention.number == 2)).one()
        assert together.authors == ["Ben Beispiel", "…"]


def test_the_outbox_takes_back_what_slack_shows(filled: Store) -> None:
    forget_him(filled)

    with filled.read() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.created_at == LATER))
        said = {(row.kind, row.mention_id) for row in rows}
    assert said == {
        ("card_update", 1),
        ("thread_taken_back", 1),
        ("card_update", 2),
        ("card_update", 3),
        ("redraw", 3),
        ("redraw", None),
        ("summary_update", None),
    }


def test_there_is_nothing_left_to_do_with_what_he_wrote(store: Store) -> None:
    with store.write() as session:
        workspace = make_workspace(session)
        subscription = make_subscription(session, workspace)
        [mention] = make_mentions(session, subscription, his_entry())
        mara = meet_colleague(session, workspace.id, "U1")
        change_mention(session, mention.id, mara, Event.CLAIM, NOW)
        people = find_people(session, workspace.id, "jörg")
        assert weigh_forgetting(session, whom_to_forget(session, people)).answers == 0
        forget(session, whom_to_forget(session, people), LATER)

        after = [change_mention(session, mention.id, mara, event, LATER) for event in Event]

    assert {(one.done, one.mention.state, one.mention.holder) for one in after} == {
        (False, MentionState.DISMISSED, None)
    }


def test_a_namesake_keeps_the_name(filled: Store) -> None:
    with filled.write() as session:
        subscription = session.scalars(select(Subscription)).one()
        elsewhere = replace(an_entry("other", Author("Jörg Mustermann")), place="other.example")
        make_mentions(session, subscription, elsewhere)
        his = session.scalars(select(Profile.person_id).where(Profile.url == PAGE)).one()
        forget(session, whom_to_forget(session, [session.get_one(Person, his)]), LATER)

    with filled.read() as session:
        [namesake] = find_people(session, 1, "mustermann")
        [mention] = session.scalars(select(Mention).where(Mention.person_id == namesake.id))
        assert mention.authors == ["Jörg Mustermann"]


def test_lessons_stay_without_his_name_and_teams_see_them_so(filled: Store) -> None:
    forget_him(filled)

    with filled.read() as session:
        lessons = session.scalars(select(Lesson).order_by(Lesson.id)).all()
        assert [one.text for one in lessons] == ["… knows more than we do"] * 2
        keys = session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == "redraw"))
        drawn = {payload["of"] for payload in keys}
    assert {f"lesson:{one.id}:C2" for one in lessons} <= drawn


def test_what_is_still_written_to_him_is_not_kept(filled: Store) -> None:
    forget_him(filled)
    desk = Desk(filled, MovableClock(), load_languages(), lambda: None, threading.Event())
    typed = Typed(Written(text="Hello, Jörg Mustermann"), "V1", 9.0)
    keep_typed(desk, Asker("T1", "U1"), CarriedAnswer(None, 1, None, "UTC"), typed)

    assert found_in(dump(filled), WANTED) == {}
