"""The export of one person: everything that is known about them, as one document."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from bot.answer_models import Lesson
from bot.contact_models import Parting, PartingLine
from bot.elsewhere import named_elsewhere
from bot.feed_models import RecentEntry
from bot.models import Colleague, Engagement, Mention, Mute, Person, Profile
from bot.outbox import Kind
from bot.person_models import Acquaintance, NoContact, PersonName, PersonNote
from bot.slack_models import OutboxRow
from bot.source_models import MentionSource
from bot.whom import whom_to_forget

Document = dict[str, Any]


def export_person(session: Session, people: Sequence[Person]) -> Document:
    """Gather everything that is known about somebody; all of these people are one.

    Plain data for JSON; moments are ISO 8601 in UTC. Colleagues are named as Slack named them,
    or by their Slack id.
    """
    ids = whom_to_forget(session, people).people
    everyone = session.scalars(select(Person).where(Person.id.in_(ids))).all()
    profiles = session.scalars(
        select(Profile).where(Profile.person_id.in_(ids)).order_by(Profile.id)
    )
    mutes = session.scalars(
        select(Mute).options(joinedload(Mute.muted_by)).where(Mute.person_id.in_(ids))
    )
    return {
        "names": [person.name for person in people],
        "also_called": _names(session, ids),
        "first_seen_at": min(person.first_seen_at for person in everyone).isoformat(),
        "last_seen_at": max(person.last_seen_at for person in everyone).isoformat(),
        "profiles": [
            {"key": one.key, "place": one.place, "handle": one.handle, "url": one.url}
            for one in profiles
        ],
        "mentions": _mentions(session, ids),
        "kept_entries": _kept_entries(session, ids),
        "edits_told": _edits_told(session, ids),
        "engagements": _engagements(session, ids),
        "lessons": _lessons(session, ids),
        "muted": [{"at": one.muted_at.isoformat(), "by": _named(one.muted_by)} for one in mutes],
        **_said_of(session, ids),
        "named_elsewhere": _elsewhere(session, people),
    }


def _names(session: Session, people: Sequence[int]) -> list[str]:
    names = session.scalars(
        select(PersonName.name).where(PersonName.person_id.in_(people)).order_by(PersonName.id)
    )
    return list(dict.fromkeys(names))


def _said_of(session: Session, people: Sequence[int]) -> Document:
    """Give what colleagues say of them: notes, who knows them, whether contact is wished.

    And whether they are a colleague themselves, and to whom they were offered when one left.
    """
    notes = session.scalars(
        select(PersonNote)
        .options(joinedload(PersonNote.written_by))
        .where(PersonNote.person_id.in_(people))
        .order_by(PersonNote.id)
    )
    known = session.scalars(
        select(Acquaintance)
        .options(joinedload(Acquaintance.colleague))
        .where(Acquaintance.person_id.in_(people))
        .order_by(Acquaintance.said_at)
    )
    asked = session.scalars(
        select(NoContact)
        .options(joinedload(NoContact.said_by))
        .where(NoContact.person_id.in_(people))
        .order_by(NoContact.said_at)
    )
    ours = session.scalars(
        select(Colleague)
        .join(Person, Person.colleague_id == Colleague.id)
        .where(Person.id.in_(people))
        .distinct()
        .order_by(Colleague.id)
    )
    keeper = aliased(Colleague)
    offered = session.execute(
        select(Parting, Colleague, keeper)
        .join(PartingLine, PartingLine.parting_id == Parting.id)
        .join(Colleague, Colleague.id == Parting.colleague_id)
        .outerjoin(keeper, keeper.id == PartingLine.keeper_id)
        .where(PartingLine.person_id.in_(people))
        .order_by(PartingLine.id)
    )
    return {
        "notes": [
            {"at": one.written_at.isoformat(), "by": _named(one.written_by), "text": one.text}
            for one in notes
        ],
        "known_by": [{"at": one.said_at.isoformat(), "by": _named(one.colleague)} for one in known],
        "no_contact": [
            {"at": one.said_at.isoformat(), "by": _named(one.said_by), "reason": one.reason}
            for one in asked
        ],
        "one_of_us": [_named(one) for one in ours],
        "offered_to_keep_in_touch": [
            {
                "at": parting.decided_at.isoformat(),
                "knew_them": _named(left),
                "keeps_in_touch": _named(keeper) if keeper else None,
            }
            for parting, left, keeper in offered
        ],
    }


def _named(colleague: Colleague) -> str:
    return colleague.name or colleague.slack_id


def _mentions(session: Session, people: Sequence[int]) -> list[Document]:
    sources = session.scalars(
        select(MentionSource)
        .join(Mention, Mention.id == MentionSource.mention_id)
        .where(Mention.person_id.in_(people))
        .order_by(MentionSource.id)
    )
    found: dict[int, list[Document]] = {}
    for source in sources:
        told = {
            "place": source.place,
            "link": source.link,
            "found_at": source.found_at.isoformat(),
        }
        found.setdefault(source.mention_id, []).append(told)
    mentions = session.scalars(
        select(Mention).where(Mention.person_id.in_(people)).order_by(Mention.id)
    )
    return [
        {
            "number": one.number,
            "title": one.title,
            "link": one.link,
            "place": one.place,
            "authors": one.authors,
            "excerpt": one.excerpt,
            "published_at": one.published_at.isoformat() if one.published_at else None,
            "found_at": one.found_at.isoformat(),
            "state": str(one.state),
            "sources": found.get(one.id, []),
        }
        for one in mentions
    ]


def _kept_entries(session: Session, people: Sequence[int]) -> list[Document]:
    """Give the texts that are kept of feeds' last entries."""
    entries = (
        select(MentionSource.entry_id)
        .join(Mention, Mention.id == MentionSource.mention_id)
        .where(Mention.person_id.in_(people))
    )
    kept = select(RecentEntry.content).where(RecentEntry.entry_id.in_(entries))
    return list(session.scalars(kept.order_by(RecentEntry.id)))


def _edits_told(session: Session, people: Sequence[int]) -> list[Document]:
    """Give the titles and links that were edited, as the outbox still knows them."""
    rows = session.execute(
        select(Mention.number, OutboxRow.payload)
        .join(OutboxRow, OutboxRow.mention_id == Mention.id)
        .where(Mention.person_id.in_(people), OutboxRow.kind == Kind.THREAD_LINE)
        .order_by(OutboxRow.id)
    )
    return [{"mention": row.number, **row.payload} for row in rows if "title_was" in row.payload]


def _engagements(session: Session, people: Sequence[int]) -> list[Document]:
    lines = session.scalars(
        select(Engagement)
        .options(joinedload(Engagement.mention), joinedload(Engagement.colleague))
        .where(Engagement.person_id.in_(people))
        .order_by(Engagement.id)
    )
    return [
        {
            "at": line.at.isoformat(),
            "colleague": _named(line.colleague),
            "did": str(line.kind),
            "mention": line.mention.number,
            "reply_text": line.reply_text,
            "reply_link": line.reply_link,
            "note": line.note,
        }
        for line in lines
    ]


def _lessons(session: Session, people: Sequence[int]) -> list[Document]:
    """Give what colleagues learned from them."""
    lessons = session.scalars(
        select(Lesson)
        .join(Engagement, Engagement.id == Lesson.engagement_id)
        .options(contains_eager(Lesson.engagement).joinedload(Engagement.colleague))
        .where(Engagement.person_id.in_(people))
        .order_by(Lesson.id)
    )
    return [
        {
            "at": one.at.isoformat(),
            "colleague": _named(one.engagement.colleague),
            "topic": one.topic,
            "text": one.text,
        }
        for one in lessons
    ]


def _elsewhere(session: Session, people: Sequence[Person]) -> list[Document]:
    """List the texts of others, and about others, that name them: table, row, and what it says."""
    found = []
    for one in named_elsewhere(session, whom_to_forget(session, people)):
        row = session.scalars(select(one.table).where(*one.is_row)).one()
        texts = {name: getattr(row, name) for name in one.values}
        found.append({"table": one.table.__tablename__, "key": list(one.key), **texts})
    return found
