"""Whoever leaves lets go of claims, and the people they knew are offered to others, all of them."""

import threading
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from sqlalchemy import select

from bot.contact_models import Parting, PartingLine
from bot.contacts import contacts_of, contacts_with
from bot.desk import Asker, Desk
from bot.facts import EngagementKind, MentionState
from bot.forgetting import forget
from bot.language import load_languages
from bot.leaving import note_account
from bot.mentions import Details, change_mention
from bot.models import Colleague, Engagement, Person
from bot.names import refresh_names
from bot.outbox import Kind
from bot.partings import draw_parting, keep_in_touch
from bot.slack import Slack
from bot.slack_models import OutboxRow
from bot.states import Event
from bot.store import Store
from bot.whom import whom_to_forget
from feeds import Author
from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.bot.contact_world import BERT, ContactWorld, contact_world
from tests.bot.making import NOW
from tests.clock import MovableClock

CLARA = Author("Clara")


def offers(world: ContactWorld) -> dict[str, list[str]]:
    """List the people whom each message offers, by where it goes."""
    found = {}
    for row in world.said(Kind.PARTING):
        people = (
            select(Person.name)
            .join(PartingLine, PartingLine.person_id == Person.id)
            .where(PartingLine.parting_id == row.payload["parting_id"])
            .order_by(PartingLine.id)
        )
        found[row.channel] = list(world.session.scalars(people))
    return found


def leaves(world: ContactWorld, who: Colleague) -> None:
    world.session.flush()
    note_account(world.session, who.id, deactivated=True, now=NOW)


def test_claims_are_open_again_and_nothing_comes_back_to_whoever_has_left(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        held, given, called = world.write(), world.write(), world.write()
        called.called_id, called.called_until = su.id, NOW + timedelta(minutes=30)
        for mention in (held, given):
            change_mention(world.session, mention.id, su, Event.CLAIM, NOW)
        change_mention(world.session, given.id, su, Event.GIVE, NOW, Details(other=loi))

        leaves(world, su)
        leaves(world, su)

        assert su.left_at == NOW
        world.session.refresh(called)
        assert called.called_id is None
        assert held.state is MentionState.OPEN
        log = select(Engagement.kind).where(Engagement.mention_id == held.id)
        assert world.session.scalars(log.order_by(Engagement.id)).all() == [
            EngagementKind.CLAIM,
            EngagementKind.LEAVE,
        ]
        world.session.refresh(given)
        change_mention(world.session, given.id, loi, Event.DECLINE, NOW)
        assert given.state is MentionState.OPEN, "it is not given back"

        note_account(world.session, su.id, deactivated=False, now=NOW + timedelta(days=30))
        assert su.left_at is None


def test_each_person_is_offered_to_the_next_best_or_to_all(store: Store) -> None:
    with contact_world(store) as world:
        su, loi, mara = (world.colleague(name) for name in ("Su", "Loi", "Mara"))
        anna, bert, clara = world.write(), world.write(BERT), world.write(CLARA)
        again = world.write()
        for who, mention in ((su, anna), (su, again), (loi, anna), (mara, anna), (mara, again)):
            world.answer(who, mention)
        for who, mention in ((su, bert), (loi, bert), (su, clara)):
            world.answer(who, mention)

        leaves(world, su)

        assert offers(world) == {
            "UMARA": ["Anna Beispiel"],
            "ULOI": ["Bert Muster"],
            "C1": ["Clara"],
        }
        leaves(world, su)
        assert len(world.said(Kind.PARTING)) == 3, "told once"


def test_nobody_is_asked_who_wants_no_messages_and_no_channel_is_needed(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        mention = world.write()
        for who in (su, loi):
            world.answer(who, mention)
        loi.wants_messages, world.workspace.channel = False, None

        leaves(world, su)

        assert offers(world) == {mention.channel: ["Anna Beispiel"]}


def test_whoever_keeps_in_touch_counts_as_somebody_who_knows_them(
    store: Store, clock: MovableClock
) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        mara_id = world.colleague("Mara").id
        mention = world.write()
        world.answer(su, mention)
        leaves(world, su)
        assert contacts_with(world.session, [mention.person_id]) == {}
        line_id = world.session.scalars(select(PartingLine.id)).one()
        loi.language = "de"
    desk = Desk(store, clock, load_languages(), wake=lambda: None, stop=threading.Event())

    told = [
        keep_in_touch(desk, Asker("T1", who, "C1"), line_id, "1.2").text
        for who in ("UMARA", "ULOI")
    ]
    assert told[0].startswith("Thank you! I tell you when Anna Beispiel")
    assert told[1] == "Mara bleibt schon mit Anna Beispiel in Kontakt."
    with store.write() as session:
        [contact] = contacts_with(session, [mention.person_id])[mention.person_id]
        assert (contact.colleague.id, contact.replies, contact.last) == (mara_id, 0, None)
        [drawn_anew] = session.scalars(
            select(OutboxRow).where(OutboxRow.kind == Kind.PARTING_UPDATE)
        )
        assert drawn_anew.payload["message_ts"] == "1.2"

        note_account(session, mara_id, deactivated=True, now=NOW)
        kept = select(Parting).where(Parting.colleague_id == mara_id)
        assert session.scalars(kept).one().offered_to_id is None, "offered once more"


def test_whoever_is_forgotten_is_offered_no_more(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        for author, knows_too in ((BERT, True), (CLARA, False)):
            mention = world.write(author)
            world.answer(su, mention)
            if knows_too:
                world.answer(loi, mention)
        leaves(world, su)
        rows = {row.channel: row for row in world.said(Kind.PARTING)}
        rows["ULOI"].message_ts, rows["ULOI"].channel = "1.2", "D1"
        world.session.flush()

        people = world.session.scalars(select(Person)).all()
        forget(world.session, whom_to_forget(world.session, people), NOW)

        assert world.session.scalars(select(PartingLine)).all() == []
        [anew] = world.said(Kind.PARTING_UPDATE)
        assert (anew.channel, anew.payload["message_ts"]) == ("D1", "1.2")
        assert contacts_of(world.session, loi.id) == []
        languages = load_languages()
        parting_id = anew.payload["parting_id"]
        assert draw_parting(world.session, languages, world.workspace, parting_id) is None


@pytest.mark.parametrize("known", [True, False], ids=["name known", "name not known yet"])
def test_a_daily_look_finds_out_who_has_left(
    store: Store, sandbox: Sandbox, slack: Driver, clock: MovableClock, *, known: bool
) -> None:
    client = WebClient("xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[])
    calls = Slack(client)
    su = slack.colleague("su")
    with contact_world(store) as world:
        world.workspace.zone = None
        colleague_id = world.colleague("Su").id
        world.session.get_one(Colleague, colleague_id).slack_id = su.id

    def left() -> bool:
        refresh_names(store, clock, calls)
        with store.read() as session:
            return session.get_one(Colleague, colleague_id).left_at is not None

    if known:
        assert not left()
    slack.admin("deactivate", user=su.id)
    assert left() is not known, "asked today already"
    clock.move(days=1, minutes=1)
    assert left()
    slack.admin("reactivate", user=su.id)
    clock.move(days=1, minutes=1)
    assert not left()
