"""Summaries on both databases: presses in the same instant, and those of another workspace."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from bot.desk import Asker, Desk
from bot.feed_models import Feed
from bot.language import load_languages
from bot.recording import record_mentions
from bot.showing_more import AT_A_TIME, show_more, summary_facts
from bot.slack_models import OutboxRow
from bot.store import Store
from bot.summary_models import Summary
from tests.at_once import in_the_same_instant
from tests.bot.making import (
    NOW,
    a_document,
    an_entry,
    make_subscription,
    make_workspace,
    take_entries,
)
from tests.clock import MovableClock

PRESSES = 6


@pytest.fixture
def desk(store: Store) -> Desk:
    """Give a desk in a workspace to which a flood of 45 mentions has come, five with cards."""
    with store.write() as session:
        make_workspace(session, "T2")
        subscription = make_subscription(session, make_workspace(session))
        feed = session.get_one(Feed, subscription.feed_id)
        taken = take_entries(session, feed, a_document(*map(an_entry, range(45, 0, -1))), NOW)
        record_mentions(session, subscription, taken, NOW, cards=5)
    languages = load_languages()
    return Desk(store, MovableClock(), languages, lambda: None, threading.Event())


def left(desk: Desk) -> tuple[int, int]:
    """Give the summary's version, and how many mentions it still stands for."""
    with desk.store.read() as session:
        facts = summary_facts(session, session.scalars(select(Summary)).one())
        return facts.version, facts.left


def cards(desk: Desk) -> int:
    with desk.store.read() as session:
        wanted = select(func.count()).where(OutboxRow.kind == "card")
        return session.scalar(wanted) or 0


def test_of_any_number_of_presses_one_brings_cards(desk: Desk) -> None:
    told: list[str] = []

    def press(number: int) -> Callable[[], None]:
        def work() -> None:
            if answer := show_more(desk, Asker("T1", f"U{number}", "C1"), 1, 1):
                told.append(answer.text)

        return work

    in_the_same_instant([press(number) for number in range(PRESSES)])

    assert left(desk) == (2, 40 - AT_A_TIME)
    assert cards(desk) == 5 + AT_A_TIME
    assert len(told) == PRESSES - 1
    assert all("faster" in text for text in told)


def test_another_workspace_brings_nothing(desk: Desk) -> None:
    answer = show_more(desk, Asker("T2", "U1", "C1"), 1, 1)

    assert answer is not None
    assert left(desk) == (1, 40)


def test_the_last_press_brings_what_is_left(desk: Desk) -> None:
    asker = Asker("T1", "U1", "C1")

    assert show_more(desk, asker, 1, 1) is None
    assert show_more(desk, asker, 1, 2) is None

    assert left(desk) == (3, 0)
    assert cards(desk) == 45
    answer = show_more(desk, asker, 1, 3)
    assert answer is not None
    assert "nothing left" in answer.text
