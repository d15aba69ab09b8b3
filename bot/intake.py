"""Intake: what feeds answered is taken in, for all that arrived together, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.feed_health import note_success
from bot.feed_models import Feed, Subscription
from bot.feed_paces import keep_pace, wishes_of
from bot.hosts import note_answers
from bot.intervals import Intervals, chance
from bot.known_documents import keep_known
from bot.listening import let_listen
from bot.recording import record_findings
from bot.taking import take_documents
from feeds import NewDocument, Unchanged


@dataclass(frozen=True, slots=True)
class Answered:
    """A feed that answered, locked, with its subscriptions in order."""

    feed: Feed
    subscriptions: Sequence[Subscription]
    answer: NewDocument | Unchanged


@dataclass(frozen=True, slots=True)
class Intake:
    """How much feeds brought: new entries, and mentions of them."""

    entries: int = 0
    mentions: int = 0


def take_in(
    session: Session,
    answers: Sequence[Answered],
    intervals: Intervals,
    now: datetime,
    *,
    cards: int,
) -> Intake:
    """Remember what feeds brought, make mentions of it, and say when they are polled again.

    Each subscription gets so many ``cards`` at most, and a summary for the rest.
    """
    note_answers(session, [_address(each) for each in answers])
    heard = {each.feed.id: let_listen(each.subscriptions, now) for each in answers}
    new = {each.feed.id: each.answer for each in answers if isinstance(each.answer, NewDocument)}
    keep_known(session, {feed_id: answer.known for feed_id, answer in new.items()})
    documents = {feed_id: answer.document for feed_id, answer in new.items()}
    taken = take_documents(session, documents, now)
    findings = [
        (subscription, entries)
        for each in answers
        if (entries := taken.get(each.feed.id))
        for subscription in heard[each.feed.id]
    ]
    mentions = record_findings(session, findings, now, cards=cards)
    # Last, so that what changes about a feed is one statement.
    for each in answers:
        note_success(each.feed, each.answer, now)
        if isinstance(each.answer, NewDocument):
            is_new = bool(taken[each.feed.id])
            keep_pace(each.feed, each.answer.document, now, brought_new=is_new)
        wishes = wishes_of(each.feed, each.answer, now)
        each.feed.next_poll_at = intervals.after_success(now, wishes, chance())
    return Intake(sum(map(len, taken.values())), mentions)


def _address(answered: Answered) -> str:
    answer = answered.answer
    return answer.url if isinstance(answer, NewDocument) else answered.feed.url
