"""Contacts: which colleagues know whom outside, and how well."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    SelectBase,
    Subquery,
    bindparam,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from bot.colleagues import facts_of
from bot.engagements import CONTACT, contact_at, stands
from bot.facts import ContactFacts
from bot.models import Colleague, Engagement, Mention, Person
from bot.people import standing
from bot.person_models import Acquaintance
from bot.store import in_portions
from bot.voices import our_people

_Known = Select[int, Colleague, int, datetime | None]


@dataclass(frozen=True, slots=True)
class Contact:
    """A colleague who knows a person (id): how often they answered them, and when last.

    A part in the answer of somebody else counts as much.
    """

    person_id: int
    colleague: Colleague
    replies: int
    last: datetime | None


def contacts_with(
    session: Session, person_ids: Sequence[int], *, but_for: int | None = None
) -> dict[int, list[Contact]]:
    """Say for people (id) which colleagues know them, those who know them best first.

    Whoever is read as the same counts for each of them. Whoever has left the workspace is not
    among the colleagues. ``but_for``: a mention that does not count.
    """
    found: dict[int, list[Contact]] = defaultdict(list)
    statement = _who_knows(all_but_one=but_for is not None)
    for some in in_portions(sorted(set(person_ids))):
        for contact in _contacts(session, statement, {"person_ids": some, "but_for": but_for}):
            found[contact.person_id].append(contact)
    return dict(found)


def contacts_of(session: Session, colleague_id: int) -> list[Contact]:
    """List the people outside, as they are read, whom a colleague knows, the best known first."""
    return _contacts(session, _known(_everybody(), colleague_id=colleague_id))


def people_known_by(colleague_id: int) -> Subquery:
    """Select the people outside, as they are read, whom a colleague knows.

    Its columns are ``person_id``, ``replies`` and ``last``, as those of a contact.
    """
    tie = union_all(*_ties(_everybody(), colleague_id, None)).subquery()
    replies, last = func.sum(tie.c.replies), func.max(tie.c.last)
    return (
        select(tie.c.person_id, replies.label("replies"), last.label("last"))
        .group_by(tie.c.person_id)
        .subquery()
    )


def in_touch_with(colleague_id: int) -> Subquery:
    """Select when a colleague answered which people outside: ``person_id`` and ``at``."""
    tie = union_all(*_ties(_everybody(), colleague_id, None)).subquery()
    return select(tie.c.person_id, tie.c.last.label("at")).where(tie.c.replies > 0).subquery()


def known_to_whom(session: Session, mention: Mention) -> tuple[ContactFacts, ...] | None:
    """Say who knew the author of a mention, whatever became of it; None where nobody is named."""
    if not mention.authors:
        return None
    contacts = contacts_with(session, [mention.person_id], but_for=mention.id)
    return tuple(map(contact_facts, contacts.get(mention.person_id, ())))


def contact_facts(contact: Contact) -> ContactFacts:
    """Read a contact for a message."""
    return ContactFacts(facts_of(contact.colleague), contact.replies, contact.last)


@cache
def _who_knows(*, all_but_one: bool) -> _Known:
    """Select who knows the people ``person_ids``; built once, since each card asks for it."""
    people = _read_as(bindparam("person_ids", expanding=True))
    known = _known(people, but_for=bindparam("but_for") if all_but_one else None)
    return known.where(Colleague.left_at.is_(None))


def _read_as(person_ids: BindParameter[int]) -> Subquery:
    """Select of people, each with all who are read as the same."""
    one = aliased(Person)
    same = or_(Person.id == standing(one), Person.merged_into_id == standing(one))
    return (
        select(one.id.label("person_id"), Person.id.label("member_id"))
        .join(Person, same)
        .where(one.id.in_(person_ids))
        .subquery()
    )


def _everybody() -> Subquery:
    """Select as whom each person is read who is not forgotten, and none of us."""
    members = select(standing().label("person_id"), Person.id.label("member_id"))
    outside = Person.id.not_in(our_people())
    return members.where(Person.forgotten_at.is_(None), outside).subquery()


def _ties(
    people: Subquery, colleague_id: int | None, but_for: BindParameter[int] | None
) -> list[SelectBase]:
    """List what ties colleagues to people: who, whom, whether they answered, when.

    Whatever else says that somebody knows somebody is one more line of this list.
    """
    answered: list[ColumnElement[bool]] = []
    said: list[ColumnElement[bool]] = []
    if colleague_id is not None:
        answered.append(Engagement.colleague_id == colleague_id)
        said.append(Acquaintance.colleague_id == colleague_id)
    if but_for is not None:
        answered.append(Engagement.mention_id != but_for)
    answers = (
        select(
            Engagement.colleague_id.label("colleague_id"),
            people.c.person_id.label("person_id"),
            literal(1).label("replies"),
            contact_at().label("last"),
        )
        .join(people, people.c.member_id == Engagement.person_id)
        .where(Engagement.kind.in_(CONTACT), stands(), *answered)
    )
    says_so = (
        select(Acquaintance.colleague_id, people.c.person_id, literal(0), null())
        .join(people, people.c.member_id == Acquaintance.person_id)
        .where(*said)
    )
    return [answers, says_so]


def _known(
    people: Subquery,
    *,
    colleague_id: int | None = None,
    but_for: BindParameter[int] | None = None,
) -> _Known:
    tie = union_all(*_ties(people, colleague_id, but_for)).subquery()
    replies, last = func.sum(tie.c.replies), func.max(tie.c.last)
    return (
        select(tie.c.person_id, Colleague, replies.label("replies"), last.label("last"))
        .join(Colleague, Colleague.id == tie.c.colleague_id)
        .group_by(tie.c.person_id, Colleague.id)
        .order_by(replies.desc(), last.desc(), Colleague.id, tie.c.person_id)
    )


def _contacts(
    session: Session, known: _Known, given: Mapping[str, object] | None = None
) -> list[Contact]:
    return [
        Contact(person_id, colleague, int(replies), last)
        for person_id, colleague, replies, last in session.execute(known, given).all()
    ]
