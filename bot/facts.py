"""Plain facts that cards, modals and answers are drawn from: no database, no Slack, no language."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


class MentionState(StrEnum):
    """Where a mention stands (DESIGN: open → claimed → replied, dismissed)."""

    OPEN = "open"
    CLAIMED = "claimed"
    REPLIED = "replied"
    DISMISSED = "dismissed"


class EngagementKind(StrEnum):
    """What a colleague did, as the log keeps it."""

    CLAIM = "claim"
    UNDO = "undo"
    """A claim by mistake, taken back at once: it counts in no figure."""
    RELEASE = "release"
    GIVE = "give"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    LEAVE = "leave"
    """Whoever held it has left the workspace."""
    DISMISS = "dismiss"
    REOPEN = "reopen"
    REPLY = "reply"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    JOIN = "join"
    """Joined in the answer of somebody else."""


class ColleagueKind(StrEnum):
    """What a Slack user is."""

    REGULAR = "regular"
    GUEST = "guest"
    """In a few channels only, or in one (Slack: is_restricted, is_ultra_restricted)."""
    BOT = "bot"


class MentionFilter(StrEnum):
    """Which mentions /mentions list shows."""

    OPEN = "open"
    CLAIMED = "claimed"
    MINE = "mine"
    REPLIED = "replied"
    ALL = "all"


class SourceKind(StrEnum):
    """How an entry belongs to a mention: it is the same page, or the same text elsewhere."""

    SAME_PAGE = "same_page"
    SAME_TEXT = "same_text"


@dataclass(frozen=True, slots=True)
class Emojis:
    """A workspace's reactions, as Slack's short names without colons."""

    claim: str = "raised_hand"
    replied: str = "white_check_mark"
    dismiss: str = "see_no_evil"


@dataclass(frozen=True, slots=True)
class ColleagueFacts:
    """A colleague as they are named: the Slack user id, and the name where Slack told us one."""

    slack_id: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A colleague who knows a person: how often they answered them, and when last.

    None of both where it is only said that they know each other.
    """

    colleague: ColleagueFacts
    replies: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfferedFacts:
    """A person whom a colleague knew who has left, and who keeps in touch with them since.

    ``replies`` and ``last``: the answers of whoever has left.
    """

    line_id: int
    person: str
    replies: int
    last: datetime | None
    keeper: ColleagueFacts | None = None


class FitReason(StrEnum):
    """Why a mention suits a colleague, the strongest reason first."""

    PERSON = "person"
    TOPIC = "topic"
    PLACE = "place"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class FitFacts:
    """A colleague whom a mention suits, and why; ``word``: of the title, where it is the topic."""

    colleague: ColleagueFacts
    reason: FitReason
    word: str = ""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Where a mention was found: the feed's name for the same page, the site for the same text."""

    kind: SourceKind
    name: str
    link: str | None


@dataclass(frozen=True, slots=True)
class NoContactFacts:
    """Who says that a person is not to be contacted, when, and why; the reason may be empty."""

    by: ColleagueFacts
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """An answer that stands, as it reads now. ``id``: the line of the log that brought it.

    ``at``: when it was logged; ``replied_at``: when it was given out there, where that was earlier.
    ``joined``: who else took part.
    """

    id: int
    colleague: ColleagueFacts
    at: datetime
    text: str | None
    link: str | None
    replied_at: datetime | None = None
    joined: tuple[ColleagueFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionFacts:
    """One mention with its state. Texts come from outside: unescaped, of any length, maybe empty.

    Times are aware, in UTC. ``link`` is http(s) or None. ``holder`` is who holds it (state
    claimed), answered it first (replied) or dismissed it (dismissed), ``since`` is when; the reply
    is that first answer. ``is_offered``: it was handed over to the holder, who has not said yes
    yet. ``giver``, who handed it over, ``called``, for whom it waits first until ``called_until``,
    ``sources``, the first one included, ``no_contact``, ``answers`` and ``known_to`` are known
    where the card is drawn. ``known_to``: which colleagues know the author, the best first; None
    where nobody is named. ``fits``: whom it suits while it is open. ``voice``: the colleague who
    wrote it, where one did. ``forgotten``: its person is, and no text is left.
    """

    number: int
    title: str
    link: str | None
    place: str
    authors: tuple[str, ...]
    excerpt: str
    published: datetime | None
    found: datetime
    state: MentionState
    holder: ColleagueFacts | None = None
    since: datetime | None = None
    reply_text: str | None = None
    reply_link: str | None = None
    is_offered: bool = False
    giver: ColleagueFacts | None = None
    called: ColleagueFacts | None = None
    called_until: datetime | None = None
    answer_count: int = 0
    card_link: str | None = None
    sources: tuple[SourceFacts, ...] = ()
    forgotten: bool = False
    no_contact: NoContactFacts | None = None
    answers: tuple[AnswerFacts, ...] = ()
    known_to: tuple[ContactFacts, ...] | None = None
    fits: tuple[FitFacts, ...] = ()
    voice: ColleagueFacts | None = None


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """What a summary card stands for: how many mentions are left, and the newest few of them."""

    id: int
    version: int
    feed: str
    left: int
    newest: tuple[MentionFacts, ...]


@dataclass(frozen=True, slots=True)
class EngagementFacts:
    """One line of the log. ``reply_text`` and ``reply_link`` stand on replies and corrections only.

    ``other``: to whom a mention was given, or given back; ``note``: why, where it was said;
    ``joined``: who else took part in an answer, known where the thread is told of it.
    """

    kind: EngagementKind
    at: datetime
    colleague: ColleagueFacts
    person: str
    mention_number: int
    mention_title: str
    mention_link: str | None
    reply_text: str | None = None
    reply_link: str | None = None
    other: ColleagueFacts | None = None
    note: str | None = None
    joined: tuple[ColleagueFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What was learned: from which person and mention, and by whom."""

    topic: str
    text: str
    at: datetime
    colleague: ColleagueFacts
    person: str
    mention: MentionFacts


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What the digest tells: since when, what is new, waits, is held, was answered and learned.

    Lists are the newest few; the counts say how many there are.
    """

    day: date
    since: datetime
    new_count: int
    new: tuple[MentionFacts, ...]
    waiting_count: int
    waiting: tuple[MentionFacts, ...]
    held_count: int
    held: tuple[MentionFacts, ...]
    replied_count: int
    replied: tuple[EngagementFacts, ...]
    lesson_count: int = 0
    lessons: tuple[LessonFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Claiming:
    """Who may claim in a workspace, and for how many minutes a card waits for one colleague."""

    excludes_guests: bool = False
    first_call_minutes: int = 0


@dataclass(frozen=True, slots=True)
class SettingsFacts:
    """A workspace's settings, and the language of the colleague who looks at them.

    ``names_managers``: they may say who the community managers are.
    """

    channel: str | None
    digest_at: time
    zone: str
    language: str
    emojis: Emojis = field(default_factory=Emojis)
    own_language: str | None = None
    community_managers: tuple[ColleagueFacts, ...] = ()
    names_managers: bool = False
    claiming: Claiming = field(default_factory=Claiming)
