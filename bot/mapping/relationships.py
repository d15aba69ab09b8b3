"""Relationships: which colleague has had how much contact with which person, read from the log."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.engagements import stands
from bot.facts import EngagementKind
from bot.models import Colleague, Engagement, Mention, Person
from bot.people import read_as_any, standing
from bot.store import in_portions
from bot.voices import our_people
from feeds.places import place_of

# An answer is contact, and so is a part in one; a claim is the wish for it.
STRENGTH = {EngagementKind.REPLY: 3, EngagementKind.JOIN: 2, EngagementKind.CLAIM: 1}
MOST_PEOPLE = 200
MOST_COLLEAGUES = 40
"""More than these have no room in a picture; those with most contact are in it."""
_TITLES = 5


@dataclass(frozen=True, slots=True)
class Relationship:
    """How much contact a colleague has had with a person: ``STRENGTH`` of each line."""

    colleague_id: int
    person_id: int
    strength: int


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody outside: the place where they are met most, and some titles of what they wrote.

    Texts come from outside: unescaped, maybe empty.
    """

    name: str
    place: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapFacts:
    """What the map shows, by the ids of colleagues and people; all of them have relationships.

    ``left_out``: how many people more are known, who have no room.
    """

    colleagues: Mapping[int, str]
    people: Mapping[int, KnownPerson]
    relationships: tuple[Relationship, ...]
    left_out: int = 0

    def strengths(self, of: str) -> Counter[int]:
        """Add up the strength for each ``colleague_id`` or ``person_id``."""
        found: Counter[int] = Counter()
        for each in self.relationships:
            found[getattr(each, of)] += each.strength
        return found

    def known(self) -> dict[int, list[int]]:
        """List for each colleague the people they know, those with most contact first."""
        found: dict[int, list[int]] = defaultdict(list)
        for each in sorted(self.relationships, key=lambda each: -each.strength):
            found[each.colleague_id].append(each.person_id)
        return found


def map_facts(session: Session, workspace_id: int) -> MapFacts:
    """Read who knows whom; what was undone or withdrawn is no contact."""
    found = _relationships(session, workspace_id)
    shown = _strongest(_strongest(found, "colleague_id", MOST_COLLEAGUES), "person_id", MOST_PEOPLE)
    people = sorted({each.person_id for each in shown})
    return MapFacts(
        colleagues=_colleagues(session, {each.colleague_id for each in shown}),
        people=_people(session, people),
        relationships=shown,
        left_out=len({each.person_id for each in found}) - len(people),
    )


def _relationships(session: Session, workspace_id: int) -> tuple[Relationship, ...]:
    counted = session.execute(
        select(Engagement.colleague_id, standing(), Engagement.kind, func.count())
        .join(Person, Person.id == Engagement.person_id)
        .where(
            Engagement.workspace_id == workspace_id,
            Engagement.kind.in_(STRENGTH),
            Person.forgotten_at.is_(None),
            Person.id.not_in(our_people()),
            stands(),
        )
        .group_by(Engagement.colleague_id, standing(), Engagement.kind)
    )
    strengths: Counter[tuple[int, int]] = Counter()
    for colleague_id, person_id, kind, count in counted:
        strengths[colleague_id, person_id] += STRENGTH[kind] * count
    return tuple(Relationship(*pair, strength) for pair, strength in sorted(strengths.items()))


def _strongest(found: Sequence[Relationship], of: str, most: int) -> tuple[Relationship, ...]:
    """Keep the relationships of those who have most contact."""
    strengths: Counter[int] = Counter()
    for each in found:
        strengths[getattr(each, of)] += each.strength
    kept = {one for one, _ in strengths.most_common(most)}
    return tuple(each for each in found if getattr(each, of) in kept)


def _colleagues(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.scalars(select(Colleague).where(Colleague.id.in_(sorted(ids))))
    return {row.id: row.name or row.slack_id for row in rows}


def _people(session: Session, ids: Sequence[int]) -> dict[int, KnownPerson]:
    places: dict[int, Counter[str]] = defaultdict(Counter)
    titles: dict[int, list[str]] = defaultdict(list)
    names: dict[int, str] = {}
    for portion in in_portions(ids):
        names |= dict(
            session.execute(select(Person.id, Person.name).where(Person.id.in_(portion))).all()
        )
        said = session.execute(
            select(standing(), Mention.place, Mention.title)
            .join(Person, Person.id == Mention.person_id)
            .where(read_as_any(portion))
            .order_by(Mention.id.desc())
            .execution_options(yield_per=500)
        )
        for person_id, place, title in said:
            places[person_id][place] += 1
            if len(titles[person_id]) < _TITLES:
                titles[person_id].append(title)
    return {one: KnownPerson(names[one], _name_of(places[one]), tuple(titles[one])) for one in ids}


def _name_of(places: Counter[str]) -> str:
    """Name the place that occurs most; one that we know by its proper name."""
    [(host, _)] = places.most_common(1) or [("", 0)]
    known = place_of(f"https://{host}/")
    return known.name if known else host.removeprefix("www.")
