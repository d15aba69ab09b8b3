"""Greetings: whom a colleague has not been in touch with for longer than usual."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload

from bot.cooling import has_gone_cold
from bot.engagements import stands
from bot.facts import EngagementKind
from bot.home_facts import ColdFacts
from bot.models import Colleague, Engagement, Mention, Person
from bot.people import read_as_any, standing
from bot.reading import mention_facts
from bot.voices import our_people


def whom_to_greet(
    session: Session, colleague: Colleague, now: datetime, most: int
) -> tuple[ColdFacts, ...]:
    """List the contacts of a colleague that have gone cold, the latest first, in two queries."""
    read_as = aliased(Person)
    rows = session.execute(
        select(
            read_as.id,
            read_as.name,
            func.coalesce(Engagement.replied_at, Engagement.at).label("at"),
        )
        .join(Person, Person.id == Engagement.person_id)
        .join(read_as, read_as.id == standing())
        .where(
            Engagement.colleague_id == colleague.id,
            Engagement.kind == EngagementKind.REPLY,
            Person.id.not_in(our_people()),
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
    """Find what people (id), or whoever is read as them, wrote last."""
    if not person_ids:
        return {}
    newest = (
        select(func.max(Mention.id))
        .join(Person, Person.id == Mention.person_id)
        .where(read_as_any(person_ids))
        .group_by(standing())
    )
    found = session.execute(
        select(standing(), Mention)
        .join(Person, Person.id == Mention.person_id)
        .options(joinedload(Mention.holder))
        .where(Mention.id.in_(newest.scalar_subquery().correlate(None)))
    )
    return dict(found.all())
