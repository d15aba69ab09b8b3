"""Plain facts about people outside, from which their pages are drawn."""

from dataclasses import dataclass
from datetime import datetime

from bot.facts import ColleagueFacts, ContactFacts, EngagementFacts, MentionFacts, NoContactFacts


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """Where a person is met: a place, a handle or name there, and its page where there is one."""

    place: str
    handle: str
    url: str | None


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What a colleague wrote down about a person."""

    text: str
    by: ColleagueFacts
    at: datetime


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """Somebody who was merged into a person, by whom and when."""

    person_id: int
    name: str
    by: ColleagueFacts
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Somebody outside, with everybody who was merged into them.

    Mentions, engagements and notes are the newest few; the counts say how many there are.
    ``known_by``: which colleagues know them, the best first. ``mine``: the colleague who looks says
    that they know them.
    """

    person_id: int
    name: str
    profiles: tuple[ProfileFacts, ...]
    first_seen: datetime
    last_seen: datetime
    topics: tuple[str, ...]
    mention_count: int
    mentions: tuple[MentionFacts, ...]
    engagement_count: int
    engagements: tuple[EngagementFacts, ...]
    note_count: int = 0
    notes: tuple[NoteFacts, ...] = ()
    known_by: tuple[ContactFacts, ...] = ()
    mine: bool = False
    no_contact: NoContactFacts | None = None
    merges: tuple[MergeFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """One of several people that a name could mean."""

    person_id: int
    name: str
    places: tuple[str, ...]
    mention_count: int
