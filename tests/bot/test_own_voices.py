"""What colleagues write outside is one of ours: not up for claim, and counted nowhere."""

import threading

import pytest
from sqlalchemy import select

from bot.answering import open_answer
from bot.claims import change_by_number
from bot.desk import Asker, Desk
from bot.digests import digest_now
from bot.facts import MentionFilter, MentionState
from bot.language import load_languages
from bot.merging import merge_people, unmerge_person
from bot.models import Mention, Person, Workspace
from bot.outbox import Kind
from bot.own_voices import add_own_profile, disown, name_voice
from bot.people import meet_people
from bot.profiles import sketch_profile
from bot.reports import show_mentions
from bot.slack_models import OutboxRow
from bot.states import Event
from bot.store import Store
from bot.voices import voice_of
from feeds import Author
from tests.bot.contact_world import BERT, contact_world
from tests.bot.making import NOW
from tests.clock import MovableClock

SU, LOI = Asker("T1", "USU", "C1"), Asker("T1", "ULOI", "C1")


@pytest.fixture
def desk(store: Store, clock: MovableClock) -> Desk:
    return Desk(store, clock, load_languages(), wake=lambda: None, stop=threading.Event())


def counted(desk: Desk) -> tuple[int, int]:
    """Count what the digest says is new, and what waits."""
    with desk.store.read() as session:
        workspace = session.scalars(select(Workspace)).one()
        facts = digest_now(session, workspace, NOW)
        return facts.new_count, facts.waiting_count


def test_what_one_of_us_wrote_waits_for_nobody_until_that_is_taken_back(desk: Desk) -> None:
    with contact_world(desk.store) as world:
        for name in ("Su", "Loi"):
            world.colleague(name)
        mention = world.write()
        world.write(BERT)
        mention.card_ts = "1.2"
        mention_id, number, person_id = mention.id, mention.number, mention.person_id
    assert counted(desk) == (2, 2)

    said = name_voice(desk, SU, number, "ULOI").text
    assert said.startswith("From now on I know that *Anna Beispiel* is Loi")
    with desk.store.read() as session:
        rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id)).all()
        told = next(row for row in rows if row.kind == Kind.DIRECT)
        assert (told.channel, "Su says that *Anna" in told.payload["text"]) == ("ULOI", True)
        assert session.get_one(Mention, mention_id).version == 2
        assert rows[-2].kind == Kind.CARD_UPDATE
    assert counted(desk) == (1, 1)
    assert f"#{number}" not in show_mentions(desk, SU, MentionFilter.ALL, 1).text
    for event in (Event.CLAIM, Event.REPLY, Event.GIVE):
        done, answer = change_by_number(desk, SU, number, event)
        assert (done, "Loi, one of us, wrote this" in answer.text) == (False, True)

    assert "not one of us" in disown(desk, LOI, person_id).text
    assert counted(desk) == (2, 2)
    assert change_by_number(desk, SU, number, Event.CLAIM)[0]


def test_what_somebody_holds_stays_theirs_though_one_of_us_wrote_it(desk: Desk) -> None:
    with contact_world(desk.store) as world:
        mention = world.write()
        number = mention.number
    change_by_number(desk, SU, number, Event.CLAIM)
    name_voice(desk, LOI, number, "ULOI")

    assert f"#{number}" in str(show_mentions(desk, SU, MentionFilter.MINE, 1).blocks)
    assert change_by_number(desk, SU, number, Event.RELEASE)[0]
    with desk.store.read() as session:
        assert session.scalars(select(Mention.state)).one() is MentionState.OPEN
    assert counted(desk) == (0, 0)


def test_what_was_answered_before_one_of_us_was_known_gets_no_further_answer(desk: Desk) -> None:
    with contact_world(desk.store) as world:
        mention = world.write()
        number = mention.number
        world.answer(world.colleague("Su"), mention)
    name_voice(desk, LOI, number, "ULOI")

    view, refusal = open_answer(desk, LOI, number)
    assert (view, "one of us, wrote this" in refusal.text) == (None, True)
    assert not change_by_number(desk, LOI, number, Event.REPLY)[0]
    _, own = open_answer(desk, SU, number)
    assert "Hello!" in str(own.blocks), "what stands can be corrected"


def test_a_profile_is_known_before_it_writes_anything(desk: Desk) -> None:
    with contact_world(desk.store) as world:
        workspace_id = world.workspace.id
    add_own_profile(desk, LOI, "https://www.fosstodon.example/@loi/")

    with desk.store.write() as session:
        author = Author("Loi N.", url="http://fosstodon.example/@loi")
        sketch = sketch_profile([author], "fosstodon.example")
        met = meet_people(session, workspace_id, [sketch], NOW)
        voice = voice_of(session, met[sketch.key])
        assert voice is not None
        assert voice.slack_id == "ULOI"
        assert len(session.scalars(select(Person)).all()) == 1


def test_whoever_is_read_as_one_of_us_is_ours_too_until_that_is_undone(desk: Desk) -> None:
    with contact_world(desk.store) as world:
        su = world.colleague("Su")
        anna, bert = world.write().person_id, world.write(BERT).person_id
        world.session.get_one(Person, bert).colleague_id = su.id
        workspace_id = world.workspace.id
        into = world.session.get_one(Person, anna)
        assert merge_people(world.session, bert, into, su, NOW)
    assert counted(desk) == (0, 0)
    with desk.store.write() as session:
        assert unmerge_person(session, workspace_id, bert)
    assert counted(desk) == (1, 1)


def test_whatever_there_is_not_is_answered(desk: Desk) -> None:
    assert "no mention #99" in name_voice(desk, SU, 99, "ULOI").text
    assert "not one of us" in disown(desk, SU, 99).text
