"""Plain facts about what is taught: tips, house rules, and how much of them a claim brings up."""

from dataclasses import dataclass
from enum import Enum

from bot.facts import ColleagueFacts

# In full for the first claims at a place; from this answer on nothing unless somebody asks.
_IN_FULL = 2
_KNOWN_FROM = 5


class Extent(Enum):
    """How much of a place's tips is told at a claim."""

    FULL = "full"
    SHORT = "short"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PlaceTips:
    """What is told about a place (its key): tips and house rules, as people write Markdown.

    ``general`` are the house rules that hold everywhere; ``own``: the tips are the workspace's,
    not those that are shipped; ``hidden``: the reader wants none when they claim something there.
    """

    place: str
    tips: str
    house_rules: str = ""
    general: str = ""
    own: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Buddy:
    """Who has answered most at a place, and about which mention they may be asked."""

    colleague: ColleagueFacts
    answers: int
    mention_number: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a claim teaches; ``buddy`` where it is the colleague's first one at the place."""

    tips: PlaceTips
    extent: Extent
    buddy: Buddy | None = None


def extent_at_claim(claims: int, answers: int, *, hidden: bool) -> Extent:
    """Let the help fade.

    ``claims``: mentions that the colleague has claimed at the place, this one included;
    ``answers``: those that they have answered there.
    """
    if hidden or answers + 1 >= _KNOWN_FROM:
        return Extent.NOTHING
    return Extent.FULL if claims <= _IN_FULL else Extent.SHORT
