"""Voices: which people outside are colleagues of ours, and what therefore is no mention."""

from dataclasses import replace
from functools import cache

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from bot.colleagues import facts_of
from bot.facts import ColleagueFacts, MentionFacts, MentionState
from bot.models import Colleague, Mention, Person
from bot.people import everyone_read_as, standing
from bot.reading import mention_facts


def voice_of(session: Session, person_id: int) -> ColleagueFacts | None:
    """Say which colleague a person is, or whoever is read as the same; None for one outside."""
    colleague = session.scalar(
        select(Colleague)
        .join(Person, Person.colleague_id == Colleague.id)
        .where(Person.id.in_(everyone_read_as(person_id)))
        .order_by(Person.id)
        .limit(1)
    )
    return facts_of(colleague) if colleague is not None else None


def with_voice(session: Session, mention: Mention) -> MentionFacts:
    """Read a mention; as long as nobody holds it, with the colleague of ours who wrote it."""
    is_held = mention.state is MentionState.CLAIMED
    voice = None if is_held else voice_of(session, mention.person_id)
    return replace(mention_facts(mention), voice=voice)


@cache
def our_people() -> Select[int]:
    """Select the ids of all people who are read as one of us."""
    one, voice = aliased(Person), aliased(Person)
    same = or_(one.id == standing(voice), one.merged_into_id == standing(voice))
    return select(one.id).join(voice, same).where(voice.colleague_id.is_not(None))


def is_external() -> ColumnElement[bool]:
    """Say of a Mention that it counts: one of ours did not write it, or somebody holds it still."""
    return or_(Mention.person_id.not_in(our_people()), Mention.state == MentionState.CLAIMED)
