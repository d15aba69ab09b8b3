"""People outside: by which profile an author is known, and finding them again."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session, joinedload

from bot.facts import PersonFacts, PersonMatch, ProfileFacts
from bot.models import Engagement, Mention, Person, Profile
from bot.reading import engagement_facts, mention_facts
from bot.store import in_portions
from feeds import Author

_NAME_LENGTH = 300
_KEY_LENGTH = 600
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ProfileSketch:
    """A profile as an entry shows it, before the database knows whose it is."""

    key: str
    name: str
    place: str
    url: str | None


def sketch_profile(authors: Sequence[Author], place: str) -> ProfileSketch:
    """Say by which profile the first author of an entry is known.

    The URL comes first, then the e-mail address, then the name at the place. Where an entry names
    nobody, the person is the site.
    """
    if not authors:
        return ProfileSketch(f"site:{place}"[:_KEY_LENGTH], place[:_NAME_LENGTH], place, None)
    author = authors[0]
    name = (author.name or author.email or author.url or place)[:_NAME_LENGTH]
    if author.url:
        key = f"url:{_same_page(author.url)}"
    elif author.email:
        key = f"mail:{author.email.strip().lower()}"
    else:
        key = f"name:{place}:{_folded(author.name)}"
    return ProfileSketch(key[:_KEY_LENGTH], name, place, author.url)


def _same_page(url: str) -> str:
    """Write a profile's URL so that http or https, www. and a last slash make no difference."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _folded(name: str) -> str:
    """Write a name so that case, blanks and the way an umlaut is encoded make no difference."""
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())


def meet_people(
    session: Session, workspace_id: int, sketches: Sequence[ProfileSketch], now: datetime
) -> dict[str, int]:
    """Find the people (id) behind profiles, by the profiles' keys, or make both."""
    wanted = {sketch.key: sketch for sketch in sketches}
    found: dict[str, int] = {}
    for keys in in_portions(sorted(wanted)):
        known = session.execute(
            select(Profile.key, Profile.person_id).where(
                Profile.workspace_id == workspace_id, Profile.key.in_(keys)
            )
        )
        found |= dict(known.all())
    for ids in in_portions(sorted(set(found.values()))):
        session.execute(
            update(Person)
            .where(Person.id.in_(ids), Person.last_seen_at < now)
            .values(last_seen_at=now)
            .execution_options(synchronize_session=False)
        )
    strangers = [sketch for key, sketch in wanted.items() if key not in found]
    return found | _make_people(session, workspace_id, strangers, now)


def _make_people(
    session: Session, workspace_id: int, strangers: Sequence[ProfileSketch], now: datetime
) -> dict[str, int]:
    if not strangers:
        return {}
    people = [
        {
            "workspace_id": workspace_id,
            "name": sketch.name,
            "search_name": _folded(sketch.name)[:_KEY_LENGTH],
            "first_seen_at": now,
            "last_seen_at": now,
        }
        for sketch in strangers
    ]
    # Databases may give rows back in another order, and SQLAlchemy would insert them one by one to
    # keep it on SQLite. New people of one name differ in nothing yet, so any of them will do.
    of_name: dict[str, list[int]] = defaultdict(list)
    for row in session.execute(insert(Person).returning(Person.id, Person.name), people):
        of_name[row.name].append(row.id)
    ids = {sketch.key: of_name[sketch.name].pop(0) for sketch in strangers}
    profiles = [
        {
            "workspace_id": workspace_id,
            "person_id": ids[sketch.key],
            "key": sketch.key,
            "place": sketch.place[:_NAME_LENGTH],
            "handle": sketch.name,
            "url": sketch.url,
        }
        for sketch in strangers
    ]
    session.execute(insert(Profile), profiles)
    return ids


def find_people(session: Session, workspace_id: int, name: str, limit: int = 10) -> list[Person]:
    """Find people by name: the same name in whatever case, else those that contain it."""
    wanted = _folded(name)
    here = select(Person).where(Person.workspace_id == workspace_id, Person.forgotten_at.is_(None))
    exact = session.scalars(here.where(Person.search_name == wanted).limit(limit)).all()
    if exact or not wanted:
        return list(exact)
    return list(
        session.scalars(
            here.where(Person.search_name.contains(wanted, autoescape=True))
            .order_by(Person.last_seen_at.desc())
            .limit(limit)
        )
    )


def person_matches(session: Session, people: Sequence[Person]) -> list[PersonMatch]:
    """Describe several people, so that somebody can choose one."""
    return [
        PersonMatch(
            person.id,
            person.name,
            tuple(session.scalars(select(Profile.place).where(Profile.person_id == person.id))),
            _count(session, Mention, person.id),
        )
        for person in people
    ]


def person_facts(session: Session, person: Person) -> PersonFacts:
    """Gather what is known about a person, newest first."""
    profiles = session.scalars(
        select(Profile).where(Profile.person_id == person.id).order_by(Profile.id)
    )
    mentions = session.scalars(
        select(Mention)
        .options(joinedload(Mention.holder))
        .where(Mention.person_id == person.id)
        .order_by(Mention.id.desc())
        .limit(_SHOWN)
    )
    engagements = session.scalars(
        select(Engagement)
        .options(
            joinedload(Engagement.mention),
            joinedload(Engagement.person),
            joinedload(Engagement.colleague),
            joinedload(Engagement.other),
        )
        .where(Engagement.person_id == person.id)
        .order_by(Engagement.id.desc())
        .limit(_SHOWN * 2)
    )
    return PersonFacts(
        name=person.name,
        profiles=tuple(ProfileFacts(p.place, p.handle, p.url) for p in profiles),
        first_seen=person.first_seen_at,
        last_seen=person.last_seen_at,
        mention_count=_count(session, Mention, person.id),
        mentions=tuple(mention_facts(mention) for mention in mentions),
        engagement_count=_count(session, Engagement, person.id),
        engagements=tuple(engagement_facts(engagement) for engagement in engagements),
    )


def _count(session: Session, table: type[Mention | Engagement], person_id: int) -> int:
    return (
        session.scalar(select(func.count()).select_from(table).where(table.person_id == person_id))
        or 0
    )
