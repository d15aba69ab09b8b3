"""Whatever colleagues wish in whatever order, a mention has one state, one holder, one log."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, product

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from bot.colleagues import meet_colleague
from bot.facts import EngagementKind, MentionState
from bot.mentions import Reply, allowed, change_mention
from bot.models import Colleague, Engagement, Mention
from bot.outbox import Kind
from bot.slack_models import OutboxRow
from bot.store import Store
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

CLAIM, RELEASE, DISMISS, REOPEN, REPLY = EngagementKind
OPEN, CLAIMED, REPLIED, DISMISSED = MentionState
COLLEAGUES = ("U1", "U2", "U3")

# What may be done, from where, by a colleague who holds the mention (True) or does not.
MAY = {
    (CLAIM, OPEN, False),
    (CLAIM, OPEN, True),
    (RELEASE, CLAIMED, True),
    (DISMISS, OPEN, False),
    (DISMISS, OPEN, True),
    (DISMISS, CLAIMED, True),
    (REOPEN, DISMISSED, False),
    (REOPEN, DISMISSED, True),
    (REPLY, CLAIMED, True),
}


@pytest.mark.parametrize("holds", [True, False], ids=["holder", "other"])
@pytest.mark.parametrize(("kind", "state"), list(product(EngagementKind, MentionState)), ids=str)
def test_what_may_be_done_is_written_out(
    kind: EngagementKind, state: MentionState, *, holds: bool
) -> None:
    assert allowed(kind, state, holds=holds) is ((kind, state, holds) in MAY)


@dataclass
class Expected:
    """What a mention must look like by now."""

    state: MentionState = OPEN
    holder: str | None = None
    version: int = 1
    reply: str | None = None
    log: list[tuple[EngagementKind, str]] = field(default_factory=list)
    told: int = 0

    def take(self, kind: EngagementKind, me: str, text: str) -> bool:
        """Do what a wish should do, in as few words as the words of the product allow."""
        mine = self.holder == me
        match kind, self.state:
            case EngagementKind.CLAIM, MentionState.OPEN:
                self._becomes(CLAIMED, me, kind)
            case EngagementKind.RELEASE, MentionState.CLAIMED if mine:
                self._becomes(OPEN, None, kind, me)
            case EngagementKind.DISMISS, MentionState.OPEN:
                self._becomes(DISMISSED, me, kind)
            case EngagementKind.DISMISS, MentionState.CLAIMED if mine:
                self._becomes(DISMISSED, me, kind)
            case EngagementKind.REOPEN, MentionState.DISMISSED:
                self._becomes(OPEN, None, kind, me)
            case EngagementKind.REPLY, MentionState.CLAIMED if mine:
                self._becomes(REPLIED, me, kind)
            case EngagementKind.REPLY, MentionState.OPEN:
                self._becomes(CLAIMED, me, CLAIM)
                self._becomes(REPLIED, me, kind)
            case _:
                return False
        self.reply = text if kind is REPLY else None
        self.told += 1
        return True

    def _becomes(
        self,
        state: MentionState,
        holder: str | None,
        kind: EngagementKind,
        who: str | None = None,
    ) -> None:
        self.state, self.holder = state, holder
        self.version += 1
        self.log.append((kind, who or holder or ""))


def machine_on(store: Store) -> type[RuleBasedStateMachine]:
    """Let several colleagues wish what they like, on one database; each run has its workspace."""
    teams = count(1)

    class Wishes(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with store.write() as session:
                team = f"T{next(teams)}"
                workspace = make_workspace(session, team)
                subscription = make_subscription(session, workspace, f"https://{team}.example/")
                mentions = make_mentions(session, subscription, an_entry(1), an_entry(2))
                self.ids = [mention.id for mention in mentions]
                self.colleagues: dict[str, Colleague] = {
                    name: meet_colleague(session, workspace.id, name) for name in COLLEAGUES
                }
            self.expected = [Expected(), Expected()]
            self.now = NOW

        @rule(
            which=st.integers(0, 1),
            who=st.sampled_from(COLLEAGUES),
            kind=st.sampled_from(EngagementKind),
        )
        def wish(self, which: int, who: str, kind: EngagementKind) -> None:
            self.now += timedelta(minutes=1)
            reply = Reply(f"Hello from {who}", None) if kind is REPLY else None
            with store.write() as session:
                change = change_mention(
                    session, self.ids[which], self.colleagues[who], kind, self.now, reply
                )
            done = self.expected[which].take(kind, who, f"Hello from {who}")
            assert change.done is done
            assert change.mention.state is self.expected[which].state

        @invariant()
        def all_is_as_expected(self) -> None:
            with store.read() as session:
                for mention_id, expected in zip(self.ids, self.expected, strict=True):
                    mention = session.get_one(Mention, mention_id)
                    holder = session.get(Colleague, mention.holder_id or 0)
                    assert mention.state is expected.state
                    assert (holder.slack_id if holder else None) == expected.holder
                    assert (mention.state_since is None) is (expected.state is OPEN)
                    assert mention.version == expected.version
                    assert mention.reply_text == expected.reply
                    log = session.execute(
                        select(Engagement.kind, Colleague.slack_id)
                        .join(Colleague, Engagement.colleague_id == Colleague.id)
                        .where(Engagement.mention_id == mention_id)
                        .order_by(Engagement.id)
                    )
                    assert [(row.kind, row.slack_id) for row in log] == expected.log
                    for kind in (Kind.CARD_UPDATE, Kind.THREAD_LINE):
                        told = select(func.count()).where(
                            OutboxRow.mention_id == mention_id, OutboxRow.kind == kind
                        )
                        assert session.scalar(told) == expected.told

    return Wishes


def test_no_order_of_wishes_breaks_the_rules(store: Store) -> None:
    """Never two holders; each accepted change is one engagement, each refused one none."""
    on_sqlite = store.engine.dialect.name == "sqlite"
    quick = settings(
        max_examples=25 if on_sqlite else 8,
        stateful_step_count=25,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(machine_on(store), settings=quick)
