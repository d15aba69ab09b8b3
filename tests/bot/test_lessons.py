"""Lessons are found by topic, in their own workspace, the newest first."""

import threading
from datetime import timedelta

import pytest

from bot.answer_reading import LessonInput
from bot.desk import Asker, Desk
from bot.language import load_languages
from bot.lessons import keep_lesson, lessons_between, show_lessons, topics_offered
from bot.mentions import Details, Reply, change_mention, mention_by_number
from bot.states import Event
from bot.store import Store
from tests.bot.making import an_entry, make_mentions, make_subscription, make_workspace
from tests.clock import MovableClock

LOI, ELSEWHERE = Asker("T1", "U1"), Asker("T2", "U2")
LEARNED = (
    ("Pricing", "Nobody finds the price list"),
    ("Ropes", "Ropes shall be green"),
    ("pricing", "Discounts confuse"),
)


@pytest.fixture
def desk(store: Store, clock: MovableClock) -> Desk:
    """Let Loi learn three things, an hour apart each."""
    with store.write() as session:
        workspace = make_workspace(session, "T1")
        make_mentions(session, make_subscription(session, workspace), an_entry(1))
        make_workspace(session, "T2")
    desk = Desk(store, clock, load_languages(), lambda: None, threading.Event())
    for topic, text in LEARNED:
        clock.move(hours=1)
        with desk.visit(LOI) as visit:
            mention = mention_by_number(visit.session, visit.workspace.id, 1)
            assert mention is not None
            details = Details(reply=Reply("Hello", None))
            change = change_mention(
                visit.session, mention.id, visit.colleague, Event.REPLY, visit.now, details
            )
            assert change.line_id is not None
            keep_lesson(visit, LessonInput(text, topic, None), change.line_id)
    return desk


def shown(desk: Desk, topic: str, who: Asker = LOI) -> str:
    return str(show_lessons(desk, who, topic).blocks)


@pytest.mark.parametrize("typed", ["Pricing", "PRICING", "  pricing "])
def test_a_topic_is_found_however_it_is_written(desk: Desk, typed: str) -> None:
    text = shown(desk, typed)

    assert "What we learned about pricing" in text
    assert text.index("Discounts") < text.index("price list")
    assert "Ropes" not in text
    assert "from Anna Beispiel" in text


def test_without_a_topic_all_are_listed_with_the_latest_first(desk: Desk) -> None:
    text = shown(desk, "")

    assert "Pricing (2) · Ropes (1)" in text
    assert text.index("Discounts") < text.index("Ropes shall") < text.index("price list")
    with desk.visit(LOI) as visit:
        assert topics_offered(visit.session, visit.workspace.id) == ("Pricing", "Ropes")


def test_an_unknown_topic_is_answered_with_those_like_it(desk: Desk) -> None:
    assert "There is: Pricing" in shown(desk, "pricin")
    assert "All topics" in shown(desk, "<!channel> xyz")


def test_another_workspace_has_its_own(desk: Desk) -> None:
    assert "no lesson yet" in shown(desk, "", ELSEWHERE)
    assert "nothing about" in shown(desk, "pricing", ELSEWHERE)


def test_the_digest_counts_what_was_learned_in_its_time(desk: Desk) -> None:
    with desk.visit(LOI) as visit:
        session, here, now = visit.session, visit.workspace.id, visit.now
        count, newest = lessons_between(session, here, now - timedelta(hours=2), now, 1)
        yesterday = now - timedelta(days=1)
        before, none = lessons_between(session, here, now - timedelta(days=9), yesterday, 9)

    assert count == 2
    assert [each.text for each in newest] == ["Discounts confuse"]
    assert (before, none) == (0, ())
