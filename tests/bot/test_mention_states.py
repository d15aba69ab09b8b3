"""Whatever colleagues wish in whatever order, a mention has one state, one holder, one log."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

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
from bot.engagements import standing_answers
from bot.facts import EngagementKind, MentionState
from bot.mentions import Details, Reply, change_mention
from bot.models import Colleague, Engagement, Mention
from bot.outbox import Kind
from bot.slack_models import OutboxRow
from bot.states import MISTAKE, Event
from bot.store import Store
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

OPEN, CLAIMED, REPLIED, DISMISSED = MentionState
KIND = EngagementKind
COLLEAGUES = ("U1", "U2", "U3")
BEFALLS = (Event.LAPSE, Event.LEAVE)


@dataclass
class Expected:
    """What a mention must look like by now, in as few words as the words of the product allow."""

    state: MentionState = OPEN
    holder: str | None = None
    giver: str | None = None
    offered: bool = False
    version: int = 1
    # Who answered what, by the line of the log that brought it.
    answers: dict[int, tuple[str, str]] = field(default_factory=dict)
    log: list[tuple[EngagementKind, str]] = field(default_factory=list)
    claimed_at: datetime | None = None
    told: int = 0

    def take(self, event: Event, me: str, other: str, text: str, about: int, now: datetime) -> bool:
        """Do what a wish should do; say whether it is done."""
        if event in (Event.REPLY, Event.CORRECT, Event.WITHDRAW):
            done = self._answers(event, me, text, about)
        else:
            done = self._moves(event, me, other, now)
        self.told += done
        return done

    def _moves(self, event: Event, me: str, other: str, now: datetime) -> bool:
        mine = self.state is CLAIMED and self.holder == me
        match event:
            case Event.CLAIM if self.state is OPEN:
                self._becomes(CLAIMED, me, KIND.CLAIM, me)
                self.claimed_at = now
            case Event.RELEASE if mine:
                soon = self.claimed_at is not None and now - self.claimed_at <= MISTAKE
                self._becomes(OPEN, None, KIND.UNDO if soon else KIND.RELEASE, me)
            case Event.GIVE if other != me and (mine or self.state is OPEN):
                giver = me if mine else None
                self._becomes(CLAIMED, other, KIND.GIVE, me)
                self.giver, self.offered = giver, True
            case Event.ACCEPT if mine and self.offered:
                self._becomes(CLAIMED, me, KIND.ACCEPT, me)
            case Event.DECLINE if mine and self.offered:
                giver = self.giver
                self._becomes(CLAIMED if giver else OPEN, giver, KIND.DECLINE, me)
            case Event.LAPSE | Event.LEAVE if mine:
                self._becomes(OPEN, None, KIND(event.value), me)
            case Event.DISMISS if mine or self.state is OPEN:
                self._becomes(DISMISSED, me, KIND.DISMISS, me)
            case Event.REOPEN if self.state is DISMISSED:
                self._becomes(OPEN, None, KIND.REOPEN, me)
            case _:
                return False
        return True

    def _answers(self, event: Event, me: str, text: str, about: int) -> bool:
        mine = self.state is CLAIMED and self.holder == me
        match event:
            case Event.REPLY if mine or self.state in (OPEN, REPLIED):
                if self.state is OPEN:
                    self._becomes(CLAIMED, me, KIND.CLAIM, me)
                self.answers[len(self.log)] = (me, text)
                self._becomes(REPLIED, self._first(), KIND.REPLY, me)
            case Event.CORRECT if self._wrote(me, about):
                self.answers[about] = (me, text)
                self._becomes(REPLIED, self._first(), KIND.CORRECT, me)
            case Event.WITHDRAW if self._wrote(me, about):
                del self.answers[about]
                holder = self._first()
                self._becomes(REPLIED if holder else OPEN, holder, KIND.WITHDRAW, me)
            case _:
                return False
        return True

    def _first(self) -> str | None:
        return self.answers[min(self.answers)][0] if self.answers else None

    def _wrote(self, me: str, about: int) -> bool:
        return about in self.answers and self.answers[about][0] == me

    def _becomes(
        self, state: MentionState, holder: str | None, kind: EngagementKind, who: str
    ) -> None:
        self.state, self.holder = state, holder
        self.giver, self.offered, self.claimed_at = None, False, None
        self.version += 1
        self.log.append((kind, who))


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
            other=st.sampled_from(COLLEAGUES),
            event=st.sampled_from(Event),
            latest=st.integers(1, 3),
            minutes=st.integers(0, 3),
        )
        def wish(
            self, which: int, who: str, other: str, event: Event, latest: int, minutes: int
        ) -> None:
            self.now += timedelta(minutes=minutes)
            expected = self.expected[which]
            # The latest answer, the one before, or a line of the log that is no answer.
            about = sorted(expected.answers)[-latest:][:1] or [len(expected.log) - 1]
            text = f"Hello from {who}, {self.now}"
            with store.write() as session:
                log = self._log(which)
                answer_id = log[about[0]] if 0 <= about[0] < len(log) else 0
                details = Details(
                    reply=Reply(text, None) if event in (Event.REPLY, Event.CORRECT) else None,
                    other=self.colleagues[other] if event is Event.GIVE else None,
                    answer_id=answer_id if event in (Event.CORRECT, Event.WITHDRAW) else None,
                    by_bot=event in BEFALLS,
                )
                change = change_mention(
                    session, self.ids[which], self.colleagues[who], event, self.now, details
                )
            done = expected.take(event, who, other, text, about[0], self.now)
            assert change.done is done
            assert change.mention.state is expected.state
            assert (change.engagement is not None) is done

        def _log(self, which: int) -> list[int]:
            with store.read() as session:
                found = select(Engagement.id).where(Engagement.mention_id == self.ids[which])
                return list(session.scalars(found.order_by(Engagement.id)))

        @invariant()
        def all_is_as_expected(self) -> None:
            with store.read() as session:
                for mention_id, expected in zip(self.ids, self.expected, strict=True):
                    mention = session.get_one(Mention, mention_id)
                    names = {row.id: row.slack_id for row in session.scalars(select(Colleague))}
                    assert mention.state is expected.state
                    assert names.get(mention.holder_id or 0) == expected.holder
                    assert names.get(mention.given_by_id or 0) == expected.giver
                    assert mention.is_offered is expected.offered
                    assert (mention.state_since is None) is (expected.state is OPEN)
                    assert mention.version == expected.version
                    answers = [expected.answers[each] for each in sorted(expected.answers)]
                    assert mention.answer_count == len(answers)
                    assert mention.reply_text == (answers[0][1] if answers else None)
                    standing = standing_answers(session, [mention_id]).get(mention_id, ())
                    assert [(one.colleague.slack_id, one.text) for one in standing] == answers
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
        max_examples=20 if on_sqlite else 8,
        stateful_step_count=30,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(machine_on(store), settings=quick)
