"""Whoever holds a claim too long is reminded once; without an answer the claim lapses."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.colleagues import meet_colleague
from bot.facts import EngagementKind, MentionState
from bot.mentions import Details, change_mention
from bot.models import Colleague, Engagement, Mention
from bot.outbox import Kind
from bot.reminders import decide_reminders
from bot.slack_models import OutboxRow
from bot.states import Event
from bot.store import Store
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

ZURICH = ZoneInfo("Europe/Zurich")
LIMIT = timedelta(hours=24)
# NOW is a Tuesday, 13:00 in Zurich.
DUE = datetime(2026, 11, 6, 13, tzinfo=ZURICH)
LAPSES = datetime(2026, 11, 9, 13, tzinfo=ZURICH)
SECOND = timedelta(seconds=1)


class Holding:
    """A mention that U1 has claimed, and what is done with it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.write() as session:
            workspace = make_workspace(session)
            subscription = make_subscription(session, workspace)
            [mention] = make_mentions(session, subscription, an_entry("one"))
            self.workspace_id, self.mention_id = workspace.id, mention.id
        self.does("U1", Event.CLAIM, NOW)

    def does(self, who: str, event: Event, at: datetime, to: str | None = None) -> None:
        """Let a colleague do something with it."""
        with self.store.write() as session:
            colleague = meet_colleague(session, self.workspace_id, who)
            other = meet_colleague(session, self.workspace_id, to) if to else None
            details = Details(other=other)
            assert change_mention(session, self.mention_id, colleague, event, at, details).done

    def sets(self, **values: object) -> None:
        """Change what is known of U1."""
        with self.store.write() as session:
            colleague = meet_colleague(session, self.workspace_id, "U1")
            for name, value in values.items():
                setattr(colleague, name, value)

    def decided(self, at: datetime) -> int:
        """Decide reminders and lapses at a moment; give how many."""
        with self.store.write() as session:
            return decide_reminders(session, at, LIMIT)

    def reminded(self) -> list[str]:
        """List who was reminded."""
        asked = select(OutboxRow.channel).where(OutboxRow.kind == Kind.REMINDER)
        with self.store.read() as session:
            return list(session.scalars(asked.order_by(OutboxRow.id)))

    def log(self) -> list[EngagementKind]:
        """List what happened."""
        with self.store.read() as session:
            return list(session.scalars(select(Engagement.kind).order_by(Engagement.id)))

    def state(self) -> MentionState:
        """Say where the mention stands."""
        with self.store.read() as session:
            return session.get_one(Mention, self.mention_id).state


@pytest.fixture
def holding(store: Store) -> Holding:
    return Holding(store)


def test_after_three_working_days_the_holder_is_reminded_and_on_the_next_it_lapses(
    holding: Holding,
) -> None:
    assert holding.decided(DUE - SECOND) == 0
    assert [holding.decided(DUE + timedelta(hours=n)) for n in range(3)] == [1, 0, 0]
    assert holding.reminded() == ["U1"]
    assert holding.decided(DUE + timedelta(hours=26)) == 0, "it is Saturday"
    assert holding.decided(LAPSES - SECOND) == 0
    assert holding.state() is MentionState.CLAIMED

    assert [holding.decided(LAPSES), holding.decided(LAPSES)] == [1, 0]

    assert holding.state() is MentionState.OPEN
    assert holding.log() == [EngagementKind.CLAIM, EngagementKind.LAPSE]


def test_nobody_is_reminded_at_night_or_on_a_weekend_and_each_in_their_own_zone(
    holding: Holding,
) -> None:
    holding.sets(zone="Asia/Tokyo")

    assert holding.decided(datetime(2026, 11, 7, 13, tzinfo=ZURICH)) == 0
    assert holding.decided(datetime(2026, 11, 9, 8, 59, tzinfo=ZoneInfo("Asia/Tokyo"))) == 0
    assert holding.decided(datetime(2026, 11, 9, 9, tzinfo=ZoneInfo("Asia/Tokyo"))) == 1


def test_whoever_wants_no_reminders_gets_none_and_the_claim_lapses_all_the_same(
    holding: Holding,
) -> None:
    holding.sets(wants_reminders=False)

    assert [holding.decided(DUE), holding.decided(LAPSES)] == [1, 1]
    assert holding.reminded() == []
    assert holding.log()[-1] is EngagementKind.LAPSE
    with holding.store.read() as session:
        lines = select(func.count()).where(OutboxRow.kind == Kind.THREAD_LINE)
        assert session.scalar(lines) == 2


@pytest.mark.parametrize("event", [Event.RELEASE, Event.DISMISS, Event.REPLY])
def test_whoever_let_go_or_answered_is_not_reminded(holding: Holding, event: Event) -> None:
    holding.does("U1", event, NOW + timedelta(hours=1))

    assert holding.decided(DUE) == 0


def test_what_was_answered_after_the_reminder_does_not_lapse(holding: Holding) -> None:
    holding.decided(DUE)
    holding.does("U1", Event.REPLY, DUE)

    assert holding.decided(LAPSES) == 0
    assert holding.state() is MentionState.REPLIED


def test_the_next_holder_has_their_own_time_and_their_own_reminder(holding: Holding) -> None:
    holding.decided(DUE)
    holding.does("U1", Event.GIVE, DUE, to="U2")
    assert holding.decided(LAPSES) == 0
    holding.does("U2", Event.ACCEPT, LAPSES)

    assert holding.decided(DUE + timedelta(days=5)) == 0, "Wednesday"
    assert holding.decided(DUE + timedelta(days=6)) == 1, "three working days after the yes"
    assert holding.reminded() == ["U1", "U2"]


def test_what_was_handed_over_lapses_too_when_no_yes_comes(holding: Holding) -> None:
    holding.does("U1", Event.GIVE, NOW, to="U2")

    assert [holding.decided(DUE), holding.decided(LAPSES)] == [1, 1]
    assert holding.reminded() == ["U2"]
    with holding.store.read() as session:
        last = session.scalars(select(Engagement).order_by(Engagement.id.desc())).first()
        assert last is not None
        assert session.get_one(Colleague, last.colleague_id).slack_id == "U2"
