"""Engagements: what of the log still stands, and the answers as they read now."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from bot.colleagues import facts_of
from bot.facts import AnswerFacts, ColleagueFacts, EngagementKind
from bot.models import Engagement

CONTACT = (EngagementKind.REPLY, EngagementKind.JOIN)
"""An answer is contact with a person, and so is a part in one."""
# What takes back the line that it is about.
_TAKES_BACK = (EngagementKind.UNDO, EngagementKind.WITHDRAW)


@cache
def stands() -> ColumnElement[bool]:
    """Say of an Engagement that it counts: it was not undone, nor withdrawn, nor does either.

    Whoever joined in an answer is out when that is withdrawn.
    """
    later = aliased(Engagement)
    joined = and_(Engagement.kind == EngagementKind.JOIN, later.about_id == Engagement.about_id)
    taken_back = (
        select(later.id)
        .where(or_(later.about_id == Engagement.id, joined), later.kind.in_(_TAKES_BACK))
        .exists()
    )
    return Engagement.kind.not_in(_TAKES_BACK) & ~taken_back


@cache
def contact_at() -> ColumnElement[datetime]:
    """Say of an Engagement that is contact when that was out there, as corrected, in UTC."""
    told = aliased(Engagement)
    answer_id = func.coalesce(Engagement.about_id, Engagement.id)
    corrects = and_(told.about_id == answer_id, told.kind == EngagementKind.CORRECT)
    replied_at = (
        select(told.replied_at)
        .where(or_(told.id == answer_id, corrects))
        .order_by(told.id.desc())
        .limit(1)
        .correlate(Engagement)
        .scalar_subquery()
    )
    return func.coalesce(replied_at, Engagement.at)


def standing_answers(
    session: Session, mention_ids: Sequence[int]
) -> dict[int, tuple[AnswerFacts, ...]]:
    """Give the answers to mentions (id) that were not withdrawn, as corrected, the oldest first."""
    lines = session.scalars(
        select(Engagement)
        .options(joinedload(Engagement.colleague))
        .where(
            Engagement.mention_id.in_(mention_ids),
            Engagement.kind.in_((EngagementKind.REPLY, EngagementKind.CORRECT)),
            stands(),
        )
        .order_by(Engagement.id)
    ).all()
    latest = {line.about_id or line.id: line for line in lines}
    joined = joined_in(session, [line.id for line in lines])
    answers: dict[int, list[AnswerFacts]] = defaultdict(list)
    for line in lines:
        if line.kind is EngagementKind.REPLY:
            now = latest[line.id]
            answers[line.mention_id].append(
                AnswerFacts(
                    id=line.id,
                    colleague=facts_of(line.colleague),
                    at=line.at,
                    text=now.reply_text,
                    link=now.reply_link,
                    replied_at=now.replied_at,
                    joined=joined.get(line.id, ()),
                )
            )
    return {mention_id: tuple(of_mention) for mention_id, of_mention in answers.items()}


def joined_in(session: Session, answer_ids: Sequence[int]) -> dict[int, tuple[ColleagueFacts, ...]]:
    """Give who else took part in answers, by the lines (id) of the log that brought them."""
    joined: dict[int, list[ColleagueFacts]] = defaultdict(list)
    lines = session.scalars(
        select(Engagement)
        .options(joinedload(Engagement.colleague))
        .where(Engagement.about_id.in_(answer_ids), Engagement.kind == EngagementKind.JOIN)
        .order_by(Engagement.id)
    )
    for line in lines:
        joined[line.about_id or 0].append(facts_of(line.colleague))
    return {answer_id: tuple(colleagues) for answer_id, colleagues in joined.items()}
