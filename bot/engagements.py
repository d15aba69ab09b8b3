"""Engagements: what of the log still stands, and the answers as they read now."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased, joinedload

from bot.colleagues import facts_of
from bot.facts import AnswerFacts, EngagementKind
from bot.models import Engagement

# What takes back the line that it is about.
_TAKES_BACK = (EngagementKind.UNDO, EngagementKind.WITHDRAW)


def stands() -> ColumnElement[bool]:
    """Say of an Engagement that it counts: it was not undone, nor withdrawn, nor does either."""
    later = aliased(Engagement)
    taken_back = (
        select(later.id)
        .where(later.about_id == Engagement.id, later.kind.in_(_TAKES_BACK))
        .exists()
    )
    return Engagement.kind.not_in(_TAKES_BACK) & ~taken_back


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
                )
            )
    return {mention_id: tuple(of_mention) for mention_id, of_mention in answers.items()}
