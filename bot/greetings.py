"""Greetings: whom a colleague has not been in touch with for longer than usual."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from bot.contacts import in_touch_with
from bot.cooling import has_gone_cold
from bot.home_facts import ColdFacts
from bot.models import Colleague, Mention, Person
from bot.people import read_as_any, standing
from bot.reading import mention_facts


def whom_to_greet(
    session: Session, colleague: Colleague, now: datetime, most: int
) -> tuple[ColdFacts, ...]:
    """List the contacts of a colleague that have gone cold, the latest first, in two queries."""
    touch = in_touch_with(colleague.id)
    rows = session.execute(
        select(Person.id, Person.name, touch.c.at).join(touch, touch.c.person_id == Person.id)
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
