"""Plain facts about answers: what is written in their modal, lessons, snippets, second opinions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import Enum
from typing import Any, Self

from bot.facts import ColleagueFacts, MentionFacts, NoContactFacts
from bot.tip_facts import PlaceTips


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the modal for an answer, as it was written; empty: nothing.

    ``day`` is a date in ISO form; ``joined`` are Slack users, ``channel`` is where a lesson goes.
    ``sure``: the site of a link of which somebody said that it is right.
    """

    text: str = ""
    link: str = ""
    day: str = ""
    joined: tuple[str, ...] = ()
    lesson: str = ""
    topic: str = ""
    known_topic: str = ""
    channel: str = ""
    sure: str = ""

    def as_row(self) -> dict[str, Any]:
        """Write it so that the database can keep it."""
        return asdict(self) | {"joined": list(self.joined)}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Read what ``as_row`` wrote; what is not there is empty."""
        known = {each.name: row[each.name] for each in fields(cls) if each.name in row}
        return cls(**known | {"joined": tuple(row.get("joined", ()))})


@dataclass(frozen=True, slots=True)
class LastContact:
    """The last answer that a person got from one of us: whose, when, and to which mention."""

    colleague: ColleagueFacts
    at: datetime
    about: str


@dataclass(frozen=True, slots=True)
class SnippetFacts:
    """A short text of the house; in a modal its placeholders are filled in."""

    id: int
    name: str
    text: str


class AskOutcome(Enum):
    """What came of asking somebody to look over a draft."""

    ASKED = "asked"
    NOBODY_CHOSEN = "nobody chosen"
    ONESELF_CHOSEN = "oneself chosen"
    BOT_CHOSEN = "bot chosen"
    WANTS_NO_MESSAGES = "wants no messages"
    NOTHING_WRITTEN = "nothing written"


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """All that the modal for an answer shows.

    ``contact`` None: nobody has answered this person yet. ``no_contact``: somebody asks to leave
    them in peace. ``zone`` is the colleague's, by name. ``sites`` are those that an answer may
    stand on. ``answer_id``: which answer is corrected; None: it is a new one. ``kept``: when what
    is written was kept, where it is a draft. ``tips``: with the house rules of the place.
    ``refills``: how often the bot has put a text into the modal since it was opened. ``reader``:
    the Slack user who is proposed to look over it; ``asked``: what came of asking somebody just
    now, and whom.
    """

    mention: MentionFacts
    zone: str
    contact: LastContact | None = None
    no_contact: NoContactFacts | None = None
    topics: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    answer_id: int | None = None
    written: Written = field(default_factory=Written)
    kept: datetime | None = None
    tips: PlaceTips | None = None
    snippets: tuple[SnippetFacts, ...] = ()
    refills: int = 0
    reader: str | None = None
    asked: tuple[AskOutcome, ColleagueFacts | None] | None = None


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A draft that a colleague was asked to look over, and the wording they would prefer."""

    id: int
    mention: MentionFacts
    author: ColleagueFacts
    reader: ColleagueFacts
    text: str
    better: str | None = None


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """A topic of lessons, and how many there are."""

    name: str
    count: int
