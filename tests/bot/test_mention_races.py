"""Colleagues who wish at the same moment, and what of their wishes counts."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from bot.colleagues import meet_colleague
from bot.engagements import standing_answers, stands
from bot.facts import EngagementKind, MentionState
from bot.mentions import Details, Reply, change_mention
from bot.models import Colleague, Engagement, Mention
from bot.states import Event
from bot.store import Store
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace

COLLEAGUES = ("U1", "U2", "U3")
KIND = EngagementKind


@pytest.fixture
def mention_id(store: Store) -> int:
    with store.write() as session:
        workspace = make_workspace(session)
        [mention] = make_mentions(session, make_subscription(session, workspace), an_entry(1))
        return mention.id


def does(
    store: Store, mention_id: int, who: str, event: Event, details: Details | None = None
) -> bool:
    with store.write() as session:
        workspace_id = session.get_one(Mention, mention_id).workspace_id
        colleague = meet_colleague(session, workspace_id, who)
        done = change_mention(session, mention_id, colleague, event, NOW, details or Details())
        return done.done


def at_once(works: list[Thread]) -> None:
    for work in works:
        work.start()
    for work in works:
        work.join(30)


def test_of_many_who_wish_different_things_at_once_each_finds_one_truth(
    store: Store, mention_id: int
) -> None:
    """Claims, hand-overs, answers and releases in a race: as many lines as changes, one holder."""
    wishes = [
        (who, event)
        for who in COLLEAGUES
        for event in (Event.CLAIM, Event.GIVE, Event.REPLY, Event.RELEASE, Event.DISMISS)
    ]
    with store.write() as session:
        workspace_id = session.get_one(Mention, mention_id).workspace_id
        other = meet_colleague(session, workspace_id, "U9")
        for who in COLLEAGUES:
            meet_colleague(session, workspace_id, who)
    start, done = Barrier(len(wishes)), []

    def wish(who: str, event: Event) -> None:
        details = Details(
            reply=Reply(f"I am {who}", None) if event is Event.REPLY else None,
            other=other if event is Event.GIVE else None,
        )
        start.wait(20)
        if does(store, mention_id, who, event, details):
            done.append(event)

    at_once([Thread(target=wish, args=each) for each in wishes])

    with store.read() as session:
        mention = session.get_one(Mention, mention_id)
        log = session.scalars(select(Engagement.kind).order_by(Engagement.id)).all()
        # A reply to an open mention is a claim besides.
        claimed_besides = len(log) - len(done)
        assert 0 <= claimed_besides <= done.count(Event.REPLY)
        assert mention.version == 1 + len(log)
        assert mention.answer_count == done.count(Event.REPLY)
        assert (mention.holder_id is None) is (mention.state is MentionState.OPEN)


def test_the_same_answer_is_withdrawn_once_however_often_it_is_asked(
    store: Store, mention_id: int
) -> None:
    does(store, mention_id, "U1", Event.REPLY, Details(reply=Reply("First", None)))
    does(store, mention_id, "U2", Event.REPLY, Details(reply=Reply("Second", None)))
    with store.read() as session:
        [first, _] = standing_answers(session, [mention_id])[mention_id]
    start, done = Barrier(6), []

    def withdraw() -> None:
        start.wait(20)
        done.append(does(store, mention_id, "U1", Event.WITHDRAW, Details(answer_id=first.id)))

    at_once([Thread(target=withdraw) for _ in range(6)])

    assert sorted(done) == [False] * 5 + [True]
    with store.read() as session:
        mention = session.get_one(Mention, mention_id)
        assert (mention.state, mention.answer_count, mention.reply_text) == (
            MentionState.REPLIED,
            1,
            "Second",
        )


def test_a_claim_by_mistake_counts_in_no_figure_but_stays_in_the_log(
    store: Store, mention_id: int
) -> None:
    does(store, mention_id, "U1", Event.CLAIM)
    does(store, mention_id, "U1", Event.RELEASE)
    does(store, mention_id, "U2", Event.CLAIM)

    with store.read() as session:
        log = session.scalars(select(Engagement.kind).order_by(Engagement.id)).all()
        counted = session.execute(
            select(Engagement.kind, Colleague.slack_id)
            .join(Colleague, Engagement.colleague_id == Colleague.id)
            .where(stands())
        )
        assert log == [KIND.CLAIM, KIND.UNDO, KIND.CLAIM]
        assert counted.all() == [(KIND.CLAIM, "U2")]
