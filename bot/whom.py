"""Whom to forget: the people that are one, and how they are named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.models import Mention, Person, Profile
from bot.naming import Naming, naming
from bot.people import read_as_any
from bot.person_models import PersonName


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is forgotten: the people (id) that are one, their workspace, and how they are named."""

    workspace_id: int
    people: tuple[int, ...]
    naming: Naming

    @property
    def mentions(self) -> Any:  # noqa: ANN401  # a subquery, as in_() takes it
        """Ask for their mentions (id)."""
        return select(Mention.id).where(Mention.person_id.in_(self.people))


def whom_to_forget(session: Session, people: Sequence[Person]) -> Whom:
    """Say who somebody is: all of these people are one, with whoever was merged into them."""
    stand = [person.standing.id for person in people]
    ids = tuple(session.scalars(select(Person.id).where(read_as_any(stand)).order_by(Person.id)))
    called = session.scalars(select(PersonName.name).where(PersonName.person_id.in_(ids))).all()
    profiles = session.scalars(select(Profile).where(Profile.person_id.in_(ids))).all()
    names = [
        *called,
        *(person.name for person in people),
        *(profile.handle for profile in profiles),
    ]
    mails = [profile.key.removeprefix("mail:") for profile in profiles if "mail:" in profile.key]
    pages = [profile.url for profile in profiles if profile.url]
    return Whom(people[0].workspace_id, ids, naming(names, [*mails, *pages]))
