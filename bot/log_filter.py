"""Which lines of the log are wanted: as typed after ``/mentions log``, as a button carries it."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.date_words import Span, read_span
from bot.facts import ColleagueFacts, EngagementFacts, EngagementKind
from bot.typed import as_typed
from feeds.places import place_named

LONGEST_PLACE = 200
# A date has so many words at most: "the day before yesterday".
_DATE_WORDS = 5
_PLACE_WORDS = 3
_WORD = re.compile(r'<[^<>]*>|["“”„«»]([^"“”„«»]*)["“”«»]|[^\s,]+')
_COLLEAGUE = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_CSV = "csv"

Kinds = dict[str, EngagementKind]
"""The words that mean kinds of engagements, in small letters."""


class Part(StrEnum):
    """What a word such as ``since`` announces."""

    SINCE = "since"
    UNTIL = "until"
    KIND = "kind"
    PLACE = "place"
    PERSON = "person"
    COLLEAGUE = "colleague"


_ANNOUNCED = {
    "seit": Part.SINCE,
    "ab": Part.SINCE,
    "bis": Part.UNTIL,
    "art": Part.KIND,
    "on": Part.PLACE,
    "ort": Part.PLACE,
    "kollege": Part.COLLEAGUE,
    "kollegin": Part.COLLEAGUE,
} | {str(part): part for part in Part}


@dataclass(frozen=True, slots=True)
class LogWish:
    """What a colleague wants to see of the log, before the database knows whom they mean.

    ``slack_id`` and ``colleague`` name a colleague, ``person`` somebody outside, ``name`` either.
    ``since`` and ``until`` are days in the asker's zone, both of them included.
    """

    slack_id: str | None = None
    colleague: str = ""
    person: str = ""
    name: str = ""
    since: date | None = None
    until: date | None = None
    kinds: tuple[EngagementKind, ...] = ()
    place: str = ""
    csv: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A word that does not fit what was announced before it; empty where nothing follows."""

    part: Part
    word: str


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines are wanted, by ids; what is None or empty is not asked for."""

    colleague_id: int | None = None
    person_id: int | None = None
    since: date | None = None
    until: date | None = None
    kinds: tuple[EngagementKind, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Which page: the newest lines before an engagement's id, or the oldest after one."""

    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log: ``count`` lines fit in all, ``lines`` are those of this page.

    ``colleague`` and ``person`` are who the filter asks for. ``earlier`` and ``later`` are pages
    that there are.
    """

    wanted: LogFilter
    lines: tuple[EngagementFacts, ...]
    count: int
    colleague: ColleagueFacts | None = None
    person: str | None = None
    earlier: Page | None = None
    later: Page | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as typed; ``whole``: as Slack hands it over. A quoted one announces nothing."""

    typed: str
    whole: str
    quoted: bool = False

    @property
    def announces(self) -> Part | None:
        return None if self.quoted else _ANNOUNCED.get(self.typed.casefold().rstrip(":"))

    @property
    def stands_alone(self) -> bool:
        """Tell whether nothing that was announced goes on here."""
        csv = not self.quoted and self.typed.casefold() == _CSV
        return csv or self.announces is not None or _COLLEAGUE.fullmatch(self.whole) is not None


def read_log_wish(text: str, today: date, kinds: Kinds) -> LogWish | NotUnderstood:
    """Read what follows ``log``: parts in any order. ``kinds`` are the words for kinds.

    ``text`` is as Slack hands it over, ``today`` the asker's day.
    """
    wish, words, free = LogWish(), _words(text), list[str]()
    while words:
        word, *words = words
        if colleague := _COLLEAGUE.fullmatch(word.whole):
            wish = replace(wish, slack_id=colleague[1])
        elif word.announces is not None:
            given = _until_next(words)
            read = _READERS[word.announces](wish, given, today, kinds)
            if read is None:
                return NotUnderstood(word.announces, given[0] if given else "")
            wish, taken = read
            words = words[taken:]
        elif word.stands_alone:
            wish = replace(wish, csv=True)
        else:
            free.append(word.typed)
    return replace(wish, name=" ".join(free).removeprefix("@"))


def _words(text: str) -> list[_Word]:
    return [
        _Word(as_typed(found[0] if found[1] is None else found[1]), found[0], found[1] is not None)
        for found in _WORD.finditer(text)
    ]


def _until_next(words: Sequence[_Word]) -> list[str]:
    """Give the words that belong to what was announced before them."""
    end = next((n for n, word in enumerate(words) if word.stands_alone), len(words))
    return [word.typed for word in words[:end]]


_Read = tuple[LogWish, int] | None
"""The wish with what was read, and how many words that were; None where they don't fit."""


def _since(wish: LogWish, given: list[str], today: date, _: Kinds) -> _Read:
    span, count = _longest_date(given, today)
    return (replace(wish, since=span.first), count) if span else None


def _until(wish: LogWish, given: list[str], today: date, _: Kinds) -> _Read:
    span, count = _longest_date(given, today)
    return (replace(wish, until=span.last), count) if span else None


def _longest_date(given: list[str], today: date) -> tuple[Span | None, int]:
    for count in range(min(len(given), _DATE_WORDS), 0, -1):
        if span := read_span(" ".join(given[:count]), today):
            return span, count
    return None, 0


def _kind(wish: LogWish, given: list[str], _: date, kinds: Kinds) -> _Read:
    found = list[EngagementKind]()
    for word in given:
        if word.casefold() not in kinds:
            break
        found.append(kinds[word.casefold()])
    chosen = tuple(dict.fromkeys([*wish.kinds, *found]))
    return (replace(wish, kinds=chosen), len(found)) if found else None


def _place(wish: LogWish, given: list[str], _: date, __: Kinds) -> _Read:
    for count in range(min(len(given), _PLACE_WORDS), 1, -1):
        if place_named(words := " ".join(given[:count])):
            return replace(wish, place=words[:LONGEST_PLACE]), count
    return (replace(wish, place=given[0][:LONGEST_PLACE]), 1) if given else None


def _person(wish: LogWish, given: list[str], _: date, __: Kinds) -> _Read:
    return (replace(wish, person=" ".join(given)), len(given)) if given else None


def _colleague(wish: LogWish, given: list[str], _: date, __: Kinds) -> _Read:
    return (replace(wish, colleague=" ".join(given)), len(given)) if given else None


_READERS: dict[Part, Callable[[LogWish, list[str], date, Kinds], _Read]] = {
    Part.SINCE: _since,
    Part.UNTIL: _until,
    Part.KIND: _kind,
    Part.PLACE: _place,
    Part.PERSON: _person,
    Part.COLLEAGUE: _colleague,
}


def write_page(wanted: LogFilter, page: Page) -> str:
    """Write a filter and a page so that a button can carry them."""
    days = [day.isoformat() if day else None for day in (wanted.since, wanted.until)]
    kinds = [str(kind) for kind in wanted.kinds]
    parts = [wanted.colleague_id, wanted.person_id, *days, kinds, wanted.place]
    return json.dumps([*parts, page.before, page.after], ensure_ascii=False, separators=(",", ":"))


def read_page(written: str) -> tuple[LogFilter, Page]:
    """Read what ``write_page`` wrote."""
    colleague_id, person_id, since, until, kinds, place, before, after = json.loads(written)
    return (
        LogFilter(
            colleague_id,
            person_id,
            date.fromisoformat(since) if since else None,
            date.fromisoformat(until) if until else None,
            tuple(EngagementKind(kind) for kind in kinds),
            place,
        ),
        Page(before, after),
    )
