"""Exports: mentions, people and engagements as rows of plain values, portion by portion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from bot.models import Colleague, Engagement, Mention, Person, Profile
from bot.people import read_as_any, standing

Cell = str | int | datetime | Sequence[str] | None
"""One value: a text as it came from outside, a number, a moment in UTC, several texts."""
Row = tuple[Cell, ...]
# So many rows of the database are held at a time.
_PORTION = 500

_LOADED = ("mention", "person", "colleague", "other")

_T = TypeVar("_T", Mention, Person, Engagement)


class Table(StrEnum):
    """What is exported; each is a file, a sheet, or a part of the document."""

    MENTIONS = "mentions"
    PEOPLE = "people"
    ENGAGEMENTS = "engagements"


COLUMNS: dict[Table, tuple[str, ...]] = {
    Table.MENTIONS: (
        *("number", "state", "title", "link", "place", "authors", "excerpt", "published_at"),
        *("found_at", "person_id", "person", "holder", "state_since", "reply_text", "reply_link"),
        "answers",
    ),
    Table.PEOPLE: (
        *("id", "name", "profiles", "first_seen_at", "last_seen_at", "mentions", "engagements"),
    ),
    Table.ENGAGEMENTS: (
        *("id", "at", "kind", "colleague", "colleague_slack_id", "person_id", "person"),
        *("mention", "mention_title", "mention_link", "place", "reply_text", "reply_link"),
        *("replied_at", "other_colleague", "note", "about_id"),
    ),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A table that goes out: its name, its columns, and its rows, which are read as they go."""

    table: Table
    rows: Iterator[Row]

    @property
    def columns(self) -> tuple[str, ...]:
        """Name what stands in each row."""
        return COLUMNS[self.table]


def export_tables(session: Session, workspace_id: int) -> list[Exported]:
    """Give all that there is of a workspace."""
    return [
        Exported(Table.MENTIONS, _mentions(session, workspace_id)),
        Exported(Table.PEOPLE, _people(session, workspace_id)),
        export_engagements(session, [Engagement.workspace_id == workspace_id]),
    ]


def export_engagements(session: Session, conditions: Sequence[ColumnElement[bool]]) -> Exported:
    """Give the lines of the log that fit, oldest first."""
    return Exported(Table.ENGAGEMENTS, _engagements(session, conditions))


def _mentions(session: Session, workspace_id: int) -> Iterator[Row]:
    conditions = [Mention.workspace_id == workspace_id]
    options = [joinedload(Mention.holder), joinedload(Mention.person)]
    for portion in _portions(session, Mention, conditions, options):
        for mention in portion:
            yield (
                *(mention.number, mention.state.value, mention.title, mention.link),
                *(mention.place, mention.authors, mention.excerpt, mention.published_at),
                *(mention.found_at, mention.person.standing.id, mention.person.standing.name),
                *(_named(mention.holder), mention.state_since),
                *(mention.reply_text, mention.reply_link, mention.answer_count),
            )


def _people(session: Session, workspace_id: int) -> Iterator[Row]:
    """Give each person once, with all who were merged into them."""
    conditions = [Person.workspace_id == workspace_id, Person.merged_into_id.is_(None)]
    for portion in _portions(session, Person, conditions):
        ids = [person.id for person in portion]
        profiles: dict[int, list[str]] = {each: [] for each in ids}
        for person_id, profile in session.execute(
            select(standing(), Profile)
            .join(Person, Person.id == Profile.person_id)
            .where(read_as_any(ids))
            .order_by(Profile.id)
        ):
            where = profile.url or profile.handle
            profiles[person_id].append(f"{profile.place}: {where}" if profile.place else where)
        mentions, engagements = (_counts(session, each, ids) for each in (Mention, Engagement))
        seen = _seen(session, ids)
        for person in portion:
            yield (
                *(person.id, person.name, profiles[person.id], *seen[person.id]),
                *(mentions.get(person.id, 0), engagements.get(person.id, 0)),
            )


def _seen(session: Session, people: Sequence[int]) -> dict[int, tuple[datetime, datetime]]:
    """Say when people were seen first and last, under whichever profile."""
    rows = session.execute(
        select(standing(), func.min(Person.first_seen_at), func.max(Person.last_seen_at))
        .where(read_as_any(people))
        .group_by(standing())
    )
    return {person_id: (first, last) for person_id, first, last in rows}


def _engagements(session: Session, conditions: Sequence[ColumnElement[bool]]) -> Iterator[Row]:
    options = [joinedload(getattr(Engagement, name)) for name in _LOADED]
    for portion in _portions(session, Engagement, conditions, options):
        for line in portion:
            yield (
                *(line.id, line.at, line.kind.value, _named(line.colleague)),
                *(line.colleague.slack_id, line.person.standing.id, line.person.standing.name),
                *(line.mention.number, line.mention.title, line.mention.link),
                *(line.mention.place, line.reply_text, line.reply_link),
                *(line.replied_at, _named(line.other), line.note, line.about_id),
            )


def _portions(
    session: Session,
    table: type[_T],
    conditions: Sequence[ColumnElement[bool]],
    options: Sequence[ORMOption] = (),
) -> Iterator[Sequence[_T]]:
    """Read rows in the order of their ids; those that were read are let go of."""
    last = 0
    while True:
        query = select(table).options(*options).where(*conditions, table.id > last)
        portion = session.scalars(query.order_by(table.id).limit(_PORTION)).all()
        if not portion:
            return
        yield portion
        last = portion[-1].id
        session.expunge_all()


def _counts(
    session: Session, table: type[Mention | Engagement], people: Sequence[int]
) -> dict[int, int]:
    counted = session.execute(
        select(standing(), func.count())
        .join(table, table.person_id == Person.id)
        .where(read_as_any(people))
        .group_by(standing())
    )
    return dict(counted.all())


def _named(colleague: Colleague | None) -> str | None:
    return (colleague.name or colleague.slack_id) if colleague is not None else None
