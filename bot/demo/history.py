"""The history of the demo: who did what and when, read from the script and set before today."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml

ZONE = ZoneInfo("Europe/Zurich")
_SATURDAY = 5
_MOMENT = re.compile(r"(?P<day>-\d+) (?P<hour>\d\d):(?P<minute>\d\d)|ago (?P<ago>\d+)")
_DEED = re.compile(r"(?P<at>-\d+ \d\d:\d\d) (?P<who>\w+) (?P<verb>\w+)(?: in (?P<channel>\w+))?")


class Verb(StrEnum):
    """What a colleague does in the script."""

    CLAIMS = "claims"
    WANTS = "wants"
    RELEASES = "releases"
    ANSWERS = "answers"
    DISMISSES = "dismisses"
    REOPENS = "reopens"
    SAYS = "says"


@dataclass(frozen=True, slots=True)
class Deed:
    """What a colleague does with mention number ``number``, or says in a channel."""

    at: datetime
    who: str
    verb: Verb
    text: str = ""
    number: int | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A story that somebody outside tells; its mention will have this number."""

    at: datetime
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class History:
    """The script with its moments: the first day, what appears, and what is done about it."""

    opening: datetime
    opener: str
    hello: str
    appearances: Sequence[Appearance]
    deeds: Sequence[Deed]

    def events(self) -> list[Appearance | Deed]:
        """List what happens after the opening, in order."""
        later = [each for each in self.appearances if each.at > self.opening]
        return sorted([*later, *self.deeds], key=lambda each: each.at)


def load_script() -> str:
    """Read the script."""
    return (files("bot.demo") / "history.yaml").read_text(encoding="utf-8")


def read_history(script: str, now: datetime) -> History:
    """Set a script before ``now`` (aware). Raises ValueError where it makes no sense."""
    data = yaml.safe_load(script)
    at, _, opener = data["opening"].rpartition(" ")
    appearances = [
        Appearance(moment(each["appears"], now), number, each["story"])
        for number, each in enumerate(data["mentions"], 1)
    ]
    deeds = [*_deeds(data["mentions"], now), *_chatter(data["chatter"], now)]
    return History(
        moment(at, now), opener, data["hello"], appearances, sorted(deeds, key=lambda one: one.at)
    )


def moment(written: str, now: datetime) -> datetime:
    """Read a moment of the script: "-15 09:12" in Zurich, or "ago 45"; gives it in UTC."""
    match = _MOMENT.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is no moment of the script")
    if match["ago"]:
        return now - timedelta(minutes=int(match["ago"]))
    day = working_day(now.astimezone(ZONE).date(), -int(match["day"]))
    there = time(int(match["hour"]), int(match["minute"]))
    return datetime.combine(day, there, ZONE).astimezone(UTC)


def working_day(today: date, back: int) -> date:
    """Give the day that lies so many working days before today."""
    day = today
    while back:
        day -= timedelta(days=1)
        back -= day.weekday() < _SATURDAY
    return day


def _deeds(mentions: Sequence[dict[str, Any]], now: datetime) -> Iterator[Deed]:
    for number, mention in enumerate(mentions, 1):
        last = moment(mention["appears"], now)
        for written, text in (mention.get("then") or {}).items():
            deed = _deed(written, text, now, number)
            if deed.at <= last:
                raise ValueError(f"{written!r} comes too early for {mention['story']!r}")
            last = deed.at
            yield deed


def _chatter(chatter: dict[str, str], now: datetime) -> Iterator[Deed]:
    for written, text in chatter.items():
        yield _deed(written, text, now)


def _deed(written: str, text: str | None, now: datetime, number: int | None = None) -> Deed:
    match = _DEED.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is no deed of the script")
    return Deed(
        moment(match["at"], now),
        match["who"],
        Verb(match["verb"]),
        text or "",
        number,
        match["channel"] or "",
    )
