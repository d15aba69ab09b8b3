"""Plain facts that a colleague's App Home is drawn from."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from math import ceil
from typing import Generic, TypeVar

from bot.facts import MentionFacts

_T = TypeVar("_T")


class HomePart(StrEnum):
    """What of a home has pages."""

    HELD = "held"
    WAITING = "waiting"
    PEOPLE = "people"


class Suits(StrEnum):
    """Why a mention that waits suits a colleague, the best reason first."""

    PERSON = "person"
    """They know this person."""
    PLACE = "place"
    """They have answered at this place before."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class HomePages:
    """Which page of each part is shown; the first is 1."""

    held: int = 1
    waiting: int = 1
    people: int = 1

    def turned(self, part: HomePart, page: int) -> "HomePages":
        """Give the pages with another one of one part."""
        return replace(self, **{part.value: max(1, page)})


@dataclass(frozen=True, slots=True)
class Page(Generic[_T]):
    """One page of something: what it shows, which one it is, and how many things there are."""

    shown: tuple[_T, ...] = ()
    number: int = 1
    count: int = 0
    size: int = 1

    @property
    def pages(self) -> int:
        """Say how many pages there are, at least one."""
        return max(1, ceil(self.count / self.size))


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """A mention that waits, and why it suits the colleague."""

    mention: MentionFacts
    suits: Suits


@dataclass(frozen=True, slots=True)
class KnownPersonFacts:
    """Somebody outside whom the colleague knows: how often they answered them, and when last."""

    person_id: int
    name: str
    replies: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """A person outside who is the colleague themselves."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ColdFacts:
    """Somebody whom the colleague has not answered for longer than usual, and their latest entry.

    ``last``: when the colleague answered them last.
    """

    person: str
    last: datetime
    latest: MentionFacts | None = None


@dataclass(frozen=True, slots=True)
class WishesFacts:
    """What the bot may send a colleague by itself, and the language they chose."""

    reminders: bool = True
    suggestions: bool = True
    messages: bool = True
    language: str | None = None


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What one colleague's App Home shows."""

    held: Page[MentionFacts] = field(default_factory=Page)
    waiting: Page[WaitingFacts] = field(default_factory=Page)
    people: Page[KnownPersonFacts] = field(default_factory=Page)
    week_new: int = 0
    week_replied: int = 0
    week_own: int = 0
    cold: tuple[ColdFacts, ...] = ()
    voices: tuple[VoiceFacts, ...] = ()
    wishes: WishesFacts = field(default_factory=WishesFacts)
