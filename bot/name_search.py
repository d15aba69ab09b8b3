"""Searching people by name: whatever case, with umlauts or without, and with small typos."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.likeness import typos_in, words_like, words_of
from bot.models import Person
from bot.person_models import PersonName
from feeds.folding import Folded, folded

MOST_HITS = 30
"""People that one name may mean; of more the nearest are offered."""


def find_people(
    session: Session, workspace_id: int, name: str, limit: int = 10, *, forgiving: bool = True
) -> list[Person]:
    """Find people by name or handle, each as whoever stands for them.

    First those who are named exactly so, else those one of whose names or handles contains it, else
    those who have words like these, in any order, unless ``forgiving`` is False. Those who fit
    equally well come as they were seen last.
    """
    wanted = folded(name)
    if not wanted.plain:
        return []
    here = PersonName.workspace_id == workspace_id
    # Said twice where, so that SQLite looks each of them up in its index.
    exact = or_(
        and_(here, PersonName.plain == wanted.plain),
        and_(here, PersonName.spelled == wanted.spelled),
    )
    part = or_(
        PersonName.plain.contains(wanted.plain, autoescape=True),
        PersonName.spelled.contains(wanted.spelled, autoescape=True),
    )
    named = [
        person
        for person in _people(session, [exact], limit)
        if _is_same(folded(person.name), wanted)
    ]
    if people := named or _people(session, [here, part], limit):
        return people
    if not forgiving:
        return []
    return _people_like(session, workspace_id, wanted, limit)


def _is_same(name: Folded, wanted: Folded) -> bool:
    return name.plain == wanted.plain or name.spelled == wanted.spelled


def last_seen_people(session: Session, workspace_id: int, limit: int) -> list[Person]:
    """List those who were seen last."""
    return list(
        session.scalars(
            select(Person)
            .where(
                Person.workspace_id == workspace_id,
                Person.merged_into_id.is_(None),
                Person.forgotten_at.is_(None),
            )
            .order_by(Person.last_seen_at.desc(), Person.id.desc())
            .limit(limit)
        )
    )


def _people(
    session: Session, conditions: Sequence[ColumnElement[bool]], limit: int
) -> list[Person]:
    named = select(PersonName.person_id).where(*conditions)
    found = session.scalars(
        select(Person)
        .where(Person.id.in_(named))
        .order_by(Person.last_seen_at.desc(), Person.id.desc())
        # Of those found, some may be read as one.
        .limit(limit * 3)
    )
    return _standing(found)[:limit]


def _standing(people: Iterable[Person]) -> list[Person]:
    return list({person.standing.id: person.standing for person in people}.values())


def _people_like(session: Session, workspace_id: int, wanted: Folded, limit: int) -> list[Person]:
    """Find those in whose names each word of the wanted one has its like."""
    here = PersonName.workspace_id == workspace_id
    typos: dict[int, int] = {}
    for name, column, where in (
        (wanted.plain, PersonName.plain, [here]),
        # Most names are written in one way alone.
        (wanted.spelled, PersonName.spelled, [here, PersonName.spelled != PersonName.plain]),
    ):
        for person_id, count in _likenesses(session, name, column, where):
            typos[person_id] = min(count, typos.get(person_id, count))
    nearest = sorted(typos, key=lambda person_id: (typos[person_id], -person_id))[: limit * 3]
    people = list(session.scalars(select(Person).where(Person.id.in_(nearest))))
    people.sort(key=lambda person: (typos[person.id], -person.last_seen_at.timestamp()))
    return _standing(people)[:limit]


def _likenesses(
    session: Session,
    name: str,
    column: InstrumentedAttribute[str],
    where: Sequence[ColumnElement[bool]],
) -> Iterator[tuple[int, int]]:
    """Give those (id, typos) whose name has a word like each word of another name."""
    # One long text: to fetch tens of thousands of rows would take longer than to search them.
    text = session.scalar(select(func.aggregate_strings(column, "\n")).where(*where)) or ""
    known = sorted(set(words_of(text)))
    alike = [words_like(word, known) for word in words_of(name)]
    if not alike or not all(alike):
        return
    holding = (or_(*(column.contains(word, autoescape=True) for word in some)) for some in alike)
    for row in session.execute(select(PersonName.person_id, column).where(*where, *holding)):
        typos = typos_in(alike, row[1])
        if typos is not None:
            yield row[0], typos
