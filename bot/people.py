"""People outside: whose a profile is, and who stands for whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.models import Person, Profile
from bot.person_models import PersonName
from bot.profiles import NAME_LENGTH, ProfileSketch
from bot.store import add_rows, in_portions, insert_new
from feeds.folding import folded

_FOLDED_LENGTH = 600


def meet_people(
    session: Session, workspace_id: int, sketches: Sequence[ProfileSketch], now: datetime
) -> dict[str, int]:
    """Find the people (id) behind profiles, by the profiles' keys, or make both.

    Whoever is known by one key of a sketch, as by the e-mail address, is known by all of them from
    then on. The people are those whom the profiles belong to, whoever stands for them.
    """
    wanted = {sketch.key: sketch for sketch in sketches}
    owners = known_owners(session, workspace_id, wanted.values())
    _see(session, set(owners.values()), now)
    strangers: list[ProfileSketch] = []
    rows: list[tuple[str, ProfileSketch]] = []
    for sketch in wanted.values():
        owner = next((owners[key] for key in sketch.keys if key in owners), None)
        if owner is None:
            # Until they have an id, strangers have their place in the list, below zero.
            strangers.append(sketch)
            owner = -len(strangers)
        for key in (sketch.key, sketch.mail):
            if key and key not in owners:
                owners[key] = owner
                rows.append((key, sketch))
    ids = _make_people(session, workspace_id, strangers, now)
    owners = {key: ids[-1 - owner] if owner < 0 else owner for key, owner in owners.items()}
    _make_profiles(session, workspace_id, rows, owners)
    return {key: owners[key] for key in wanted}


def known_owners(
    session: Session, workspace_id: int, sketches: Iterable[ProfileSketch]
) -> dict[str, int]:
    """Give for those keys of sketches that are known the people (id) whom they belong to."""
    keys = sorted({key for sketch in sketches for key in sketch.keys})
    found: dict[str, int] = {}
    for some in in_portions(keys):
        known = session.execute(
            select(Profile.key, Profile.person_id).where(
                Profile.workspace_id == workspace_id, Profile.key.in_(some)
            )
        )
        found |= dict(known.all())
    return found


def _see(session: Session, person_ids: Collection[int], now: datetime) -> None:
    for ids in in_portions(sorted(person_ids)):
        session.execute(
            update(Person)
            .where(Person.id.in_(ids), Person.last_seen_at < now)
            .values(last_seen_at=now)
            .execution_options(synchronize_session=False)
        )


def _make_people(
    session: Session, workspace_id: int, strangers: Sequence[ProfileSketch], now: datetime
) -> list[int]:
    if not strangers:
        return []
    people = [
        {
            "workspace_id": workspace_id,
            "name": sketch.name,
            "first_seen_at": now,
            "last_seen_at": now,
        }
        for sketch in strangers
    ]
    # Databases may give rows back in another order, and SQLAlchemy would insert them one by one to
    # keep it on SQLite. New people of one name differ in nothing yet, so any of them will do.
    of_name: dict[str, list[int]] = defaultdict(list)
    for row in add_rows(session, Person, people, returning=[Person.id, Person.name]):
        of_name[row.name].append(row.id)
    return [of_name[sketch.name].pop(0) for sketch in strangers]


def _make_profiles(
    session: Session,
    workspace_id: int,
    keyed: Sequence[tuple[str, ProfileSketch]],
    owners: dict[str, int],
) -> None:
    if not keyed:
        return
    rows = [
        {
            "workspace_id": workspace_id,
            "person_id": owners[key],
            "key": key,
            # An address for letters is no place.
            "place": sketch.place if key == sketch.key else "",
            "handle": sketch.handle if key == sketch.key else key.partition(":")[2][:NAME_LENGTH],
            "url": sketch.url if key == sketch.key else None,
        }
        for key, sketch in keyed
    ]
    add_rows(session, Profile, rows)
    called = [
        (owners[key], name)
        for key, sketch in keyed
        if key == sketch.key
        for name in (sketch.name, sketch.handle)
    ]
    name_people(session, workspace_id, called)


def name_people(session: Session, workspace_id: int, named: Iterable[tuple[int, str]]) -> None:
    """Let people (id, name) be found by further names."""
    ways = [(person_id, name, folded(name)) for person_id, name in named]
    rows = {
        (person_id, way.plain, way.spelled): {
            "workspace_id": workspace_id,
            "person_id": person_id,
            "name": name,
            "plain": way.plain[:_FOLDED_LENGTH],
            "spelled": way.spelled[:_FOLDED_LENGTH],
        }
        for person_id, name, way in ways
        if way.plain
    }
    insert_new(session, PersonName, list(rows.values()))


def standing(person: type[Person] = Person) -> ColumnElement[int]:
    """Give the id of whom a row of Person, or of an alias of it, is read as, as a column."""
    return func.coalesce(person.merged_into_id, person.id)


def standing_id(session: Session, person_id: int) -> int:
    """Say as whom a person is read: whom they were merged into, else themselves."""
    return session.scalars(select(standing()).where(Person.id == person_id)).first() or person_id


def everyone_read_as(person_id: int) -> Select[int]:
    """Select the ids of all who are read as the same as a person, that one included."""
    one = aliased(Person)
    stands = select(standing(one)).where(one.id == person_id).scalar_subquery()
    return select(Person.id).where(or_(Person.id == stands, Person.merged_into_id == stands))


def read_as_any(person_ids: Collection[int]) -> ColumnElement[bool]:
    """Say whether a row of Person is read as one of several standing people."""
    return or_(Person.id.in_(person_ids), Person.merged_into_id.in_(person_ids))


def find_person(session: Session, workspace_id: int, person_id: int) -> Person | None:
    """Load whoever stands for a person of a workspace, as it is now; None if they are forgotten."""
    person = session.get(Person, person_id, populate_existing=True)
    if person is None or person.workspace_id != workspace_id or person.forgotten_at is not None:
        return None
    return person.standing
