"""Knowing: which colleagues say that they know somebody outside, and what they wrote down."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from bot.colleagues import facts_of
from bot.models import Colleague
from bot.people import everyone_read_as
from bot.person_facts import NoteFacts
from bot.person_models import Acquaintance, PersonNote
from bot.store import insert_new


def says_to_know(session: Session, person_id: int, colleague: Colleague) -> bool:
    """Tell whether a colleague says that they know a person, or whoever is read as the same."""
    said = select(Acquaintance.person_id).where(
        Acquaintance.person_id.in_(everyone_read_as(person_id)),
        Acquaintance.colleague_id == colleague.id,
    )
    return session.scalars(said.limit(1)).first() is not None


def know(session: Session, person_id: int, colleague: Colleague, now: datetime) -> None:
    """Keep that a colleague knows a person."""
    row = {"person_id": person_id, "colleague_id": colleague.id, "said_at": now}
    insert_new(session, Acquaintance, [row])


def know_no_more(session: Session, person_id: int, colleague: Colleague) -> None:
    """Take back that a colleague knows a standing person."""
    session.execute(
        delete(Acquaintance)
        .where(
            Acquaintance.person_id.in_(everyone_read_as(person_id)),
            Acquaintance.colleague_id == colleague.id,
        )
        .execution_options(synchronize_session=False)
    )


def write_note(
    session: Session, person_id: int, colleague: Colleague, text: str, now: datetime
) -> None:
    """Keep what a colleague wrote down about a person."""
    session.add(
        PersonNote(
            workspace_id=colleague.workspace_id,
            person_id=person_id,
            written_by_id=colleague.id,
            written_at=now,
            text=text,
        )
    )


def notes_on(
    session: Session, person_id: int, limit: int, offset: int = 0
) -> tuple[int, list[NoteFacts]]:
    """Count the notes on a standing person, and give some of them, the newest first."""
    here = PersonNote.person_id.in_(everyone_read_as(person_id))
    count = session.scalar(select(func.count()).select_from(PersonNote).where(here)) or 0
    rows = session.scalars(
        select(PersonNote)
        .options(joinedload(PersonNote.written_by))
        .where(here)
        .order_by(PersonNote.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return count, [NoteFacts(row.text, facts_of(row.written_by), row.written_at) for row in rows]
