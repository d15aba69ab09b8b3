"""A colleague looks over a draft: once, only who was asked, and never in the author's way."""

import re
import threading
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, update

from bot.answer_facts import Written
from bot.answer_models import Review
from bot.answer_reading import CarriedAnswer, read_carried_answer
from bot.answering import keep_typed, open_answer
from bot.desk import Asker, Desk
from bot.drafts import Typed
from bot.facts import ColleagueKind
from bot.language import load_languages
from bot.mentions import Change, Details, Reply, change_mention, mention_by_number
from bot.message import Message
from bot.models import Colleague
from bot.outbox import Kind
from bot.reviews import ask_reader, call_good, open_better, suggest_wording, use_wording
from bot.slack_models import OutboxRow
from bot.states import Event
from bot.store import Store
from tests.bot.contact_world import BERT, contact_world
from tests.bot.making import an_entry, make_mentions, make_subscription, make_workspace
from tests.clock import MovableClock

LOI, MARA, SU = Asker("T1", "U1"), Asker("T1", "U2"), Asker("T1", "U3")
NEW = CarriedAnswer("C1", 1, None, "UTC")


@dataclass
class Office:
    """A mention, and what was said to whom about it."""

    desk: Desk
    typed: float = 0.0

    def asks(self, reader: str | None, text: str = "Hello Anna") -> str:
        """Let Loi ask somebody; give the modal as it is then."""
        self.typed += 1
        typed = Typed(Written(text=text, link="https://a.example/"), "V1", self.typed)
        view = ask_reader(self.desk, LOI, NEW, typed, reader, 0)
        assert view is not None
        return str(view["blocks"])

    def review_id(self) -> int:
        """Give the latest question."""
        with self.desk.store.read() as session:
            return session.scalar(select(func.max(Review.id))) or 0

    def does(self, who: Asker, event: Event, reply: Reply | None = None) -> Change:
        """Let a colleague do something with the mention."""
        with self.desk.visit(who) as visit:
            mention = mention_by_number(visit.session, visit.workspace.id, 1)
            assert mention is not None
            details = Details(reply=reply)
            return change_mention(
                visit.session, mention.id, visit.colleague, event, visit.now, details
            )

    def told(self, who: str) -> list[str]:
        """List what somebody was told directly."""
        found = select(OutboxRow).where(OutboxRow.kind == Kind.DIRECT, OutboxRow.channel == who)
        with self.desk.store.read() as session:
            return [str(row.payload) for row in session.scalars(found.order_by(OutboxRow.id))]


@pytest.fixture
def office(store: Store, clock: MovableClock) -> Office:
    with store.write() as session:
        workspace = make_workspace(session, "T1")
        workspace.bot_user_id = "UBOT"
        make_mentions(session, make_subscription(session, workspace), an_entry(1))
    return Office(Desk(store, clock, load_languages(), lambda: None, threading.Event()))


def test_who_else_knows_the_person_best_is_proposed_to_look_over_it(
    store: Store, clock: MovableClock
) -> None:
    desk = Desk(store, clock, load_languages(), lambda: None, threading.Event())

    def proposed(to: str) -> str:
        view, _ = open_answer(desk, Asker("T1", to, "C1"), number)
        return str(re.findall(r"'initial_user': '(\w+)'", str(view))[0])

    with contact_world(store) as world:
        su, loi, mara = (world.colleague(name) for name in ("Su", "Loi", "Mara"))
        for _ in range(3):
            world.answer(mara, world.write(BERT))
        world.answer(su, world.write(), None, loi)
        number = world.write().number
    assert [proposed(to) for to in ("ULOI", "USU")] == ["USU", "ULOI"]

    with desk.visit(Asker("T1", "USU")) as visit:
        visit.colleague.wants_messages = False
    assert proposed("ULOI") == "UMARA", "who has answered most there"


def shown(said: Message | dict[str, object]) -> str:
    return str(said.blocks if isinstance(said, Message) else said)


@pytest.mark.parametrize(
    ("reader", "text", "says"),
    [
        (None, "Hello", "Choose somebody first"),
        ("U1", "Hello", "somebody else"),
        ("UBOT", "Hello", "Choose a colleague"),
        ("U2", " \u200b", "Write something first"),
    ],
)
def test_what_makes_no_sense_is_told_in_the_modal(
    office: Office, reader: str | None, text: str, says: str
) -> None:
    assert says in office.asks(reader, text)
    with office.desk.store.read() as session:
        assert session.scalars(select(Review)).all() == []


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"kind": ColleagueKind.BOT}, "Choose a colleague"),
        ({"wants_messages": False}, "wants no messages from me"),
    ],
)
def test_nobody_is_asked_who_cannot_or_does_not_want_to_be(
    office: Office, known: dict[str, object], says: str
) -> None:
    with office.desk.visit(MARA) as visit:
        visit.session.execute(update(Colleague).values(known).where(Colleague.slack_id == "U2"))

    assert says in office.asks("U2")
    assert office.told("U2") == []


def test_another_answer_to_what_somebody_has_answered_is_looked_over_too(office: Office) -> None:
    assert office.does(SU, Event.REPLY, Reply("Hi", None)).done

    assert "I sent it to" in office.asks("U2")


def test_the_same_question_is_asked_once(office: Office) -> None:
    for _ in range(2):
        assert "I sent it to" in office.asks("U2")
    office.asks("U2", "Hello dear Anna")

    assert len(office.told("U2")) == 2


def test_only_whoever_was_asked_says_something_and_only_once(office: Office) -> None:
    office.asks("U2")
    assert "don’t know of this draft" in shown(call_good(office.desk, SU, office.review_id()))
    assert "don’t know of this draft" in shown(open_better(office.desk, LOI, office.review_id()))
    stranger = suggest_wording(office.desk, Asker("T2", "U2"), office.review_id(), "Mine")
    assert "Mine" in shown(stranger)

    assert "I’m telling" in shown(call_good(office.desk, MARA, office.review_id()))
    assert "already" in shown(call_good(office.desk, MARA, office.review_id()))
    assert "already" in shown(open_better(office.desk, MARA, office.review_id()))
    late = suggest_wording(office.desk, MARA, office.review_id(), "My late words")
    assert "My late words" in shown(late)
    [told] = office.told("U1")
    assert "finds your answer good" in told


def test_a_draft_that_comes_back_as_it_was_is_good(office: Office) -> None:
    office.asks("U2")
    suggest_wording(office.desk, MARA, office.review_id(), "Hello Anna")

    assert "finds your answer good" in office.told("U1")[0]


def test_a_better_wording_stands_in_the_modal_and_the_rest_as_it_was(office: Office) -> None:
    office.asks("U2")
    suggest_wording(office.desk, MARA, office.review_id(), "Dear Anna")
    assert "Dear Anna" in office.told("U1")[0]
    assert use_wording(office.desk, MARA, office.review_id())[0] is None

    view, _ = use_wording(office.desk, LOI, office.review_id())
    assert view is not None
    assert "'initial_value': 'Dear Anna'" in str(view)
    assert "https://a.example/" in str(view)


def test_a_better_wording_for_what_is_logged_already_corrects_it(office: Office) -> None:
    office.asks("U2")
    suggest_wording(office.desk, MARA, office.review_id(), "Dear Anna")
    change = office.does(LOI, Event.REPLY, Reply("Hello Anna", None))
    view, _ = use_wording(office.desk, LOI, office.review_id())

    assert view is not None
    carried = read_carried_answer(str(view["private_metadata"]))
    assert carried.answer_id == change.line_id
    assert "Dear Anna" in str(view)


def test_whose_mention_was_taken_gets_the_wording_all_the_same(office: Office) -> None:
    office.asks("U2")
    suggest_wording(office.desk, MARA, office.review_id(), "Dear Anna")
    office.does(SU, Event.CLAIM)
    view, instead = use_wording(office.desk, LOI, office.review_id())

    assert view is None
    assert "Dear Anna" in shown(instead)


def test_who_asks_keeps_their_draft(office: Office) -> None:
    office.asks("U2")
    view, _ = open_answer(office.desk, LOI, 1)
    assert "Hello Anna" in str(view)

    office.typed += 1
    keep_typed(office.desk, LOI, NEW, Typed(Written(text="Newer"), "V1", office.typed))
    view, _ = open_answer(office.desk, LOI, 1)
    assert "Newer" in str(view)
