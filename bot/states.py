"""What can happen to a mention: from which state, who may, and what comes of it (DESIGN, "Words").

One table holds all of it. Whatever is not in the table is refused.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum

from bot.facts import EngagementKind, MentionState

# Who takes a claim back this soon has claimed by mistake.
MISTAKE = timedelta(minutes=2)


class Event(StrEnum):
    """What is wished for a mention, or befalls it."""

    CLAIM = "claim"
    RELEASE = "release"
    GIVE = "give"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    LEAVE = "leave"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    REPLY = "reply"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


class Who(Enum):
    """Who may bring an event about."""

    ANYONE = "anyone"
    HOLDER = "holder"
    RECEIVER = "receiver"
    """Whom it was handed over to, before they said yes or no."""
    AUTHOR = "author"
    """Who wrote the answer that it is about."""
    BOT = "bot"
    """Nobody's wish: it befalls the holder."""


class When(Enum):
    """What must be true besides."""

    ALWAYS = "always"
    BY_MISTAKE = "by mistake"
    """The holder claimed it within the last two minutes, and nothing happened since."""
    GIVER_HELD = "giver held"
    """Whoever handed it over held it."""
    LAST_ANSWER = "last answer"
    """No other answer stands."""


class Holder(Enum):
    """Who holds it afterwards; of what was answered: who answered first."""

    NOBODY = "nobody"
    ASKER = "asker"
    OTHER = "other"
    """The colleague whom it is given to."""
    GIVER = "giver"
    SAME = "same"
    FIRST_AUTHOR = "first author"
    """Of the answers that still stand."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a mention stands to the colleague who wishes something, at this very moment.

    ``claimed_at``: when the asker claimed it, where nothing happened since. ``wrote``: the answer
    that it is about is theirs and stands. ``by_bot``: it befalls the holder.
    """

    state: MentionState
    holds: bool = False
    is_offered: bool = False
    giver_held: bool = False
    claimed_at: datetime | None = None
    wrote: bool = False
    answers: int = 0
    by_bot: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table: from a state by an event, who may, and what comes of it."""

    state: MentionState
    event: Event
    who: Who
    becomes: MentionState
    holder: Holder
    engagement: EngagementKind
    when: When = When.ALWAYS


_OPEN, _CLAIMED, _REPLIED, _DISMISSED = MentionState
_KIND = EngagementKind

# The first line that fits counts.
TRANSITIONS = (
    Transition(_OPEN, Event.CLAIM, Who.ANYONE, _CLAIMED, Holder.ASKER, _KIND.CLAIM),
    Transition(
        _CLAIMED, Event.RELEASE, Who.HOLDER, _OPEN, Holder.NOBODY, _KIND.UNDO, When.BY_MISTAKE
    ),
    Transition(_CLAIMED, Event.RELEASE, Who.HOLDER, _OPEN, Holder.NOBODY, _KIND.RELEASE),
    Transition(_OPEN, Event.GIVE, Who.ANYONE, _CLAIMED, Holder.OTHER, _KIND.GIVE),
    Transition(_CLAIMED, Event.GIVE, Who.HOLDER, _CLAIMED, Holder.OTHER, _KIND.GIVE),
    Transition(_CLAIMED, Event.ACCEPT, Who.RECEIVER, _CLAIMED, Holder.SAME, _KIND.ACCEPT),
    Transition(
        _CLAIMED,
        Event.DECLINE,
        Who.RECEIVER,
        _CLAIMED,
        Holder.GIVER,
        _KIND.DECLINE,
        When.GIVER_HELD,
    ),
    Transition(_CLAIMED, Event.DECLINE, Who.RECEIVER, _OPEN, Holder.NOBODY, _KIND.DECLINE),
    Transition(_CLAIMED, Event.LAPSE, Who.BOT, _OPEN, Holder.NOBODY, _KIND.LAPSE),
    Transition(_CLAIMED, Event.LEAVE, Who.BOT, _OPEN, Holder.NOBODY, _KIND.LEAVE),
    Transition(_OPEN, Event.DISMISS, Who.ANYONE, _DISMISSED, Holder.ASKER, _KIND.DISMISS),
    Transition(_CLAIMED, Event.DISMISS, Who.HOLDER, _DISMISSED, Holder.ASKER, _KIND.DISMISS),
    Transition(_DISMISSED, Event.REOPEN, Who.ANYONE, _OPEN, Holder.NOBODY, _KIND.REOPEN),
    Transition(_CLAIMED, Event.REPLY, Who.HOLDER, _REPLIED, Holder.ASKER, _KIND.REPLY),
    Transition(_REPLIED, Event.REPLY, Who.ANYONE, _REPLIED, Holder.SAME, _KIND.REPLY),
    Transition(_REPLIED, Event.CORRECT, Who.AUTHOR, _REPLIED, Holder.SAME, _KIND.CORRECT),
    Transition(
        _REPLIED,
        Event.WITHDRAW,
        Who.AUTHOR,
        _OPEN,
        Holder.NOBODY,
        _KIND.WITHDRAW,
        When.LAST_ANSWER,
    ),
    Transition(_REPLIED, Event.WITHDRAW, Who.AUTHOR, _REPLIED, Holder.FIRST_AUTHOR, _KIND.WITHDRAW),
)


def transition(event: Event, standing: Standing, now: datetime) -> Transition | None:
    """Find what an event leads to from where a mention stands; None: that is refused."""
    fitting = (
        line
        for line in TRANSITIONS
        if line.event is event
        and line.state is standing.state
        and _may(line.who, standing)
        and _is_so(line.when, standing, now)
    )
    return next(fitting, None)


def _may(who: Who, standing: Standing) -> bool:
    match who:
        case Who.ANYONE:
            return not standing.by_bot
        case Who.HOLDER:
            return standing.holds and not standing.by_bot
        case Who.RECEIVER:
            return standing.holds and standing.is_offered and not standing.by_bot
        case Who.AUTHOR:
            return standing.wrote
        case Who.BOT:
            return standing.holds and standing.by_bot


def _is_so(when: When, standing: Standing, now: datetime) -> bool:
    match when:
        case When.ALWAYS:
            return True
        case When.BY_MISTAKE:
            return standing.claimed_at is not None and now - standing.claimed_at <= MISTAKE
        case When.GIVER_HELD:
            return standing.giver_held
        case When.LAST_ANSWER:
            return standing.answers <= 1
