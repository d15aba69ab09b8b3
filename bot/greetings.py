"""Greetings: whom a colleague has not been in touch with for longer than usual."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from bot.cooling import has_gone_cold
from bot.engagements import stands
from bot.facts import EngagementKind
from bot.home_facts import ColdFacts
from bot.models import Colleague, Engagement, Mention, Person
from bot.reading import mention_facts


def whom_to_greet(
    session: Session, colleague: Colleague, now: datetime, most: int
) -> tuple[ColdFacts, ...]:
    """List the contacts of a colleague that have gone cold, the latest first, in two queries."""
    rows = session.execute(
        select(
            Engagement.person_id,
            Person.name,
            func.coalesce(Engagement.replied_at, Engagement.at).label("at"),
        )
        .join(Person, Person.id == Engagement.person_id)
        .where(
            Engagement.colleague_id == colleague.id,
            Engagement.kind == EngagementKind.REPLY,
            Person.colleague_id.is_(None),
            Person.forgotten_at.is_(None),
            stands(),
        )
    )
    names: dict[int, str] = {}
    answers: dict[int, list[datetime]] = defaultdict(list)
    for person_id, name, at in rows:
        names[person_id] = name
        answers[person_id].append(at)
    cold = [each for each, times in answers.items() if has_gone_cold(times, now)]
    cold.sort(key=lambda each: (max(answers[each]), each), reverse=True)
    shown = cold[:most]
    latest = _latest(session, shown)
    return tuple(
        ColdFacts(
            names[each],
            max(answers[each]),
            mention_facts(latest[each]) if each in latest else None,
        )
        for each in shown
    )


def _latest(session: Session, person_ids: list[int]) -> dict[int, Mention]:
    """Find what people (id) wrote last."""
    if not person_ids:
        return {}
    newest = (
        select(func.max(Mention.id))
        .where(Mention.person_id.in_(person_ids))
        .group_by(Mention.person_id)
    )
    found = session.scalars(
        select(Mention).options(joinedload(Mention.holder)).where(Mention.id.in_(newest))
    )
    return {mention.person_id: mention for mention in found}
