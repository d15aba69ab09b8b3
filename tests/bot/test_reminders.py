"""Whoever holds a claim too long is reminded once, and nobody else ever."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.colleagues import meet_colleague
from bot.mentions import change_mention
from bot.outbox import Kind
from bot.reminders import decide_reminders
from bot.slack_models import OutboxRow
from bot.states import Event
from bot.store import Store
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

LIMIT = timedelta(hours=24)
DUE = NOW + LIMIT


class Holding:
    """A mention that U1 has claimed, and what is done with it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.write() as session:
            workspace = make_workspace(session)
            [mention] = make_mentions(
                session, make_subscription(session, workspace), an_entry("one")
            )
            self.workspace_id, self.mention_id = workspace.id, mention.id
        self.does("U1", Event.CLAIM, NOW)

    def does(self, who: str, event: Event, at: datetime) -> None:
        """Let a colleague do something with it."""
        with self.store.write() as session:
            colleague = meet_colleague(session, self.workspace_id, who)
            assert change_mention(session, self.mention_id, colleague, event, at).done

    def decided(self, at: datetime) -> int:
        """Decide reminders at a moment; give how many."""
        with self.store.write() as session:
            return decide_reminders(session, at, LIMIT)

    def reminded(self) -> list[str]:
        """List who was reminded."""
        with self.store.read() as session:
            return list(
                session.scalars(
                    select(OutboxRow.channel)
                    .where(OutboxRow.kind == Kind.REMINDER)
                    .order_by(OutboxRow.id)
                )
            )


@pytest.fixture
def holding(store: Store) -> Holding:
    return Holding(store)


def test_the_holder_is_reminded_once(holding: Holding) -> None:
    assert holding.decided(DUE - timedelta(seconds=1)) == 0
    assert [holding.decided(DUE + timedelta(hours=n)) for n in range(3)] == [1, 0, 0]
    assert holding.reminded() == ["U1"]


@pytest.mark.parametrize("event", [Event.RELEASE, Event.DISMISS, Event.REPLY])
def test_whoever_let_go_or_answered_is_not_reminded(holding: Holding, event: Event) -> None:
    holding.does("U1", event, NOW + timedelta(hours=1))

    assert holding.decided(DUE) == 0


def test_the_next_holder_has_their_own_time_and_their_own_reminder(holding: Holding) -> None:
    holding.decided(DUE)
    holding.does("U1", Event.RELEASE, DUE)
    holding.does("U2", Event.CLAIM, DUE)

    assert holding.decided(DUE + timedelta(hours=1)) == 0
    assert holding.decided(DUE + LIMIT) == 1
    assert holding.reminded() == ["U1", "U2"]
