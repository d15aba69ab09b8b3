"""Reading people: from rows to the facts from which their pages are drawn."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from bot.colleagues import facts_of
from bot.contacts import contact_facts, contacts_with
from bot.facts import EngagementFacts, MentionFacts
from bot.feed_models import Watch
from bot.knowing import notes_on, says_to_know
from bot.models import Colleague, Engagement, Mention, Person, Profile
from bot.no_contact import no_contact_of
from bot.people import everyone_read_as, read_as_any, standing
from bot.person_facts import MergeFacts, PersonFacts, PersonMatch, ProfileFacts
from bot.person_models import PersonMerge
from bot.reading import engagement_facts, mention_facts
from bot.topics import topics_of

SHOWN = 5
"""Mentions, engagements and notes that are shown at once."""
_TITLES = 300


def person_facts(session: Session, person: Person, me: Colleague | None = None) -> PersonFacts:
    """Gather what is known about a standing person, newest first; ``me`` is who wants to know."""
    everyone = everyone_read_as(person.id)
    seen = session.execute(
        select(func.min(Person.first_seen_at), func.max(Person.last_seen_at)).where(
            Person.id.in_(everyone)
        )
    ).one()
    profiles = session.scalars(
        select(Profile).where(Profile.person_id.in_(everyone)).order_by(Profile.id)
    ).all()
    note_count, notes = notes_on(session, person.id, SHOWN)
    contacts = contacts_with(session, [person.id]).get(person.id, ())
    called = [person.name, *(profile.handle for profile in profiles)]
    return PersonFacts(
        person_id=person.id,
        name=person.name,
        profiles=tuple(ProfileFacts(p.place, p.handle, p.url) for p in profiles),
        first_seen=seen[0],
        last_seen=seen[1],
        topics=_topics(session, person, called),
        mention_count=_count(session, Mention, Mention.person_id.in_(everyone)),
        mentions=tuple(mentions_by(session, person.id, SHOWN)),
        engagement_count=_count(session, Engagement, Engagement.person_id.in_(everyone)),
        engagements=tuple(engagements_with(session, person.id, SHOWN)),
        note_count=note_count,
        notes=tuple(notes),
        known_by=tuple(map(contact_facts, contacts)),
        mine=me is not None and says_to_know(session, person.id, me),
        no_contact=no_contact_of(session, person.id),
        merges=_merges(session, everyone),
    )


def mentions_by(
    session: Session, person_id: int, limit: int, offset: int = 0
) -> list[MentionFacts]:
    """List what a standing person wrote, newest first."""
    rows = session.scalars(
        select(Mention)
        .options(joinedload(Mention.holder))
        .where(Mention.person_id.in_(everyone_read_as(person_id)))
        .order_by(Mention.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [mention_facts(row) for row in rows]


def engagements_with(
    session: Session, person_id: int, limit: int, offset: int = 0
) -> list[EngagementFacts]:
    """List who was in touch with a standing person, newest first."""
    rows = session.scalars(
        select(Engagement)
        .options(
            joinedload(Engagement.mention),
            joinedload(Engagement.person),
            joinedload(Engagement.colleague),
            joinedload(Engagement.other),
        )
        .where(Engagement.person_id.in_(everyone_read_as(person_id)))
        .order_by(Engagement.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [engagement_facts(row) for row in rows]


def person_matches(session: Session, people: Sequence[Person]) -> list[PersonMatch]:
    """Describe standing people in a choice, in the same order."""
    ids = [person.id for person in people]
    read_as, here = standing(), read_as_any(ids)
    met = session.execute(
        select(read_as, Profile.place)
        .join(Profile, Profile.person_id == Person.id)
        .where(here, Profile.place != "")
        .order_by(Profile.id)
    )
    places: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, place in met:
        places[person_id].append(place)
    counts = session.execute(
        select(read_as, func.count())
        .join(Mention, Mention.person_id == Person.id)
        .where(here)
        .group_by(read_as)
    )
    mentions: dict[int, int] = dict(counts.all())
    return [
        PersonMatch(
            person.id,
            person.name,
            tuple(dict.fromkeys(places[person.id])),
            mentions.get(person.id, 0),
        )
        for person in people
    ]


def _topics(session: Session, person: Person, called: list[str]) -> tuple[str, ...]:
    titles = session.scalars(
        select(Mention.title)
        .where(Mention.person_id.in_(everyone_read_as(person.id)))
        .order_by(Mention.id.desc())
        .limit(_TITLES)
    ).all()
    terms = session.scalars(select(Watch.term).where(Watch.workspace_id == person.workspace_id))
    return topics_of(titles, besides=[*called, *terms])


def _merges(session: Session, everyone: Select[int]) -> tuple[MergeFacts, ...]:
    rows = session.scalars(
        select(PersonMerge)
        .options(joinedload(PersonMerge.person), joinedload(PersonMerge.merged_by))
        .where(PersonMerge.person_id.in_(everyone))
        .order_by(PersonMerge.merged_at.desc(), PersonMerge.person_id.desc())
    )
    return tuple(
        MergeFacts(row.person_id, row.person.name, facts_of(row.merged_by), row.merged_at)
        for row in rows
    )


def _count(
    session: Session, table: type[Mention | Engagement], condition: ColumnElement[bool]
) -> int:
    return session.scalar(select(func.count()).select_from(table).where(condition)) or 0
