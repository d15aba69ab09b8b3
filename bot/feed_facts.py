"""Plain facts about feeds: what lists, modals and answers about them are drawn from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts import ColleagueFacts


class FeedProblem(StrEnum):
    """Why a feed could not be read, as far as whoever added it can do something about it."""

    BAD_ADDRESS = "bad_address"
    NOT_ALLOWED = "not_allowed"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"
    GONE = "gone"
    RATE_LIMITED = "rate_limited"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_A_FEED = "not_a_feed"
    BOT_CHECK = "bot_check"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class WatchFacts:
    """A term that is looked for on several places."""

    number: int
    term: str
    channel: str


@dataclass(frozen=True, slots=True)
class SubscriptionFacts:
    """One line of /mentions feeds. ``problem`` is a text from the catalogue, translated already.

    ``place`` is the name of a known place, else empty; ``watch`` is set where it belongs to one.
    ``last_read``: when it was last read without fault. ``weekly``: entries a week, as its last ones
    came. ``dead``: it is not asked any more.
    """

    number: int
    title: str
    url: str
    channel: str
    mention_count: int
    next_poll: datetime | None
    problem: str | None = None
    rules: str = ""
    place: str = ""
    watch: WatchFacts | None = None
    last_read: datetime | None = None
    weekly: float | None = None
    dead: bool = False


@dataclass(frozen=True, slots=True)
class MuteFacts:
    """Somebody or some place that is not to be heard: by whom muted, and when."""

    id: int
    name: str
    is_author: bool
    by: ColleagueFacts
    at: datetime


@dataclass(frozen=True, slots=True)
class TriedEntry:
    """An entry on which rules were tried; ``terms`` are those parts of them that let it pass."""

    title: str
    passes: bool
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesForm:
    """What the modal for rules is about: a subscription, and where the colleague asked."""

    number: int
    title: str
    channel: str | None
