"""Fitting: which colleagues a mention would suit, and why. Plain facts in and out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.facts import ColleagueFacts, FitFacts, FitReason
from bot.topics import topic_words

NAMED = 2
"""Colleagues that a card suggests at most."""
FULL = 5
"""Who holds as many has enough to do."""
_ALL_THE_TIME = datetime.min.replace(tzinfo=UTC)
_WORDS = 2
_REPLIES = 4
_AT_HOME = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a colleague who might take a mention.

    ``knows``: the author, by ``to_author`` answers or because it is said. ``topics``: the words of
    the titles that they answered about. ``at_place``: answers at the mention's place. ``holds``:
    claims that they hold now. ``last``: when they last answered anybody. ``turned_down``: they had
    this mention, and let it go. ``wants``: to be suggested.
    """

    colleague: ColleagueFacts
    knows: bool = False
    to_author: int = 0
    topics: frozenset[str] = frozenset()
    at_place: int = 0
    holds: int = 0
    last: datetime | None = None
    turned_down: bool = False
    wants: bool = True
    has_left: bool = False
    is_away: bool = False


@dataclass(frozen=True, slots=True)
class _Rated:
    points: int
    candidate: Candidate
    fit: FitFacts


def fitting(title: str, candidates: Sequence[Candidate], most: int = NAMED) -> list[FitFacts]:
    """Say whom a mention suits, the best first, each with the strongest reason.

    Knowing the author weighs most, then having answered about words of the title, then at the
    place; each claim that somebody holds weighs against them. Of equals, the one comes first who
    holds less, then the one who has not answered for longest. Who only has time is named where
    nobody fits better, and alone.
    """
    words = _telling(topic_words(title), candidates)
    rated = [rate for each in candidates if _may(each) and (rate := _rate(each, words))]
    rated.sort(key=_order)
    better = [each.fit for each in rated if each.fit.reason is not FitReason.TIME]
    return better[:most] or [each.fit for each in rated[:1]]


def _may(candidate: Candidate) -> bool:
    gone = candidate.has_left or candidate.is_away or candidate.turned_down
    return candidate.wants and not gone and candidate.holds < FULL


def _telling(words: Mapping[str, str], candidates: Sequence[Candidate]) -> dict[str, str]:
    """Keep those words of a title that do not suit nearly everybody, such as our own name."""
    answering = [each.topics for each in candidates if each.topics]
    return {
        word: shown
        for word, shown in words.items()
        if len(answering) == 1 or 2 * sum(word in each for each in answering) <= len(answering)
    }


def _rate(candidate: Candidate, words: Mapping[str, str]) -> _Rated | None:
    shared = [shown for word, shown in words.items() if word in candidate.topics][:_WORDS]
    points = {
        FitReason.PERSON: 8 + min(candidate.to_author, _REPLIES) if candidate.knows else 0,
        FitReason.TOPIC: 3 * len(shared),
        FitReason.PLACE: 2 + (candidate.at_place >= _AT_HOME) if candidate.at_place else 0,
        FitReason.TIME: 0 if candidate.holds else 1,
    }
    total = sum(points.values()) - candidate.holds
    if total <= 0:
        return None
    # Of equal reasons the first one counts.
    reason = max(points, key=lambda each: points[each])
    word = shared[0] if reason is FitReason.TOPIC else ""
    return _Rated(total, candidate, FitFacts(candidate.colleague, reason, word))


def _order(rated: _Rated) -> tuple[int, int, datetime, str]:
    candidate = rated.candidate
    last = candidate.last or _ALL_THE_TIME
    return -rated.points, candidate.holds, last, candidate.colleague.slack_id
