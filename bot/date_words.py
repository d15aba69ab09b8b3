"""Dates as people say them, in English and German: "1.10.", "yesterday", "last week", "Oktober"."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_day_names, get_month_names

from bot.language import LOCALES

_ONE_DAY = timedelta(days=1)
_MONTHS_OF_A_YEAR = 12
_CENTURY = 2000
# Years that people write with two digits; years that Python has.
_SHORT, _LAST_YEAR = 100, 9999
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BY_NUMBERS = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})(?:\2\s?(\d{4}|\d{2})?)?")
_MONTH = re.compile(r"(?P<month>[^\W\d]+)\.?(?: (?P<year>\d{4}))?")
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?(?: of)? (?P<month>[^\W\d]+)\.?(?: (?P<year>\d{4}))?"
)
_MONTH_DAY = re.compile(
    r"(?P<month>[^\W\d]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?"
)
_AGO = re.compile(r"(?:vor )?(?P<n>\d{1,4}|\w+) (?P<unit>[^\W\d]+)(?: ago)?")
_OF_NOW = re.compile(r"(?P<which>[^\W\d]+) (?P<unit>[^\W\d]+)")
_WEEKDAY = re.compile(r"(?:(?P<which>[^\W\d]+) )?(?P<day>[^\W\d]+)\.?")

_DAYS_BACK = {"today": 0, "heute": 0, "yesterday": 1, "gestern": 1, "vorgestern": 2}
_DAYS_BACK |= {"day before yesterday": 2, "the day before yesterday": 2}
_UNITS = {
    "day": ("day", "days", "tag", "tage", "tagen"),
    "week": ("week", "weeks", "woche", "wochen"),
    "month": ("month", "months", "monat", "monate", "monaten"),
    "year": ("year", "years", "jahr", "jahre", "jahren"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_ONE = {"a", "an", "one", "ein", "eine", "einem", "einer"}
_THIS = {"this", "diese", "dieser", "dieses", "diesen"}
_LAST = {"last", "past", "previous"}
_LAST |= {f"{stem}{end}" for stem in ("letzt", "vergangen", "vorig") for end in ("e", "er", "es")}
_LAST |= {"letzten", "vergangenen", "vorigen"}
_ON = {"on", "am"}


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date means: one, or all of a week, month or year. Both belong to it."""

    first: date
    last: date


def read_span(said: str, today: date) -> Span | None:
    """Read a date; ``today`` is that of whoever says it. None for what is no date.

    What has no year, or is a weekday, is the latest one that has begun. Of 3/4 the first is the
    day, unless it can only be the month.
    """
    text = " ".join(said.casefold().replace(",", " ").split())
    for read in (_by_word, _iso, _by_numbers, _of_now, _ago, _weekday, _by_month):
        try:
            found = read(text, today)
        except (ValueError, OverflowError):  # such as the 31st of February, or the year 0
            continue
        if found is not None:
            return found
    return None


def _by_word(text: str, today: date) -> Span | None:
    back = _DAYS_BACK.get(text)
    return None if back is None else _day(today - back * _ONE_DAY)


def _iso(text: str, _today: date) -> Span | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return _year(year or 0)
    return _month(year, month) if day is None else _day(date(year, month, day))


def _by_numbers(text: str, today: date) -> Span | None:
    found = _BY_NUMBERS.fullmatch(text)
    if found is None:
        return None
    day, month = int(found[1]), int(found[3])
    if found[2] != "." and month > _MONTHS_OF_A_YEAR >= day:
        day, month = month, day
    return _day(_dated(day, month, found[4], today))


def _of_now(text: str, today: date) -> Span | None:
    """Read "this week", "last month"."""
    found = _OF_NOW.fullmatch(text)
    unit = _UNIT_OF.get(found["unit"]) if found else None
    if found is None or unit is None or found["which"] not in _THIS | _LAST:
        return None
    this = _around(today, unit)
    return this if found["which"] in _THIS else _around(this.first - _ONE_DAY, unit)


def _ago(text: str, today: date) -> Span | None:
    """Read "3 days ago", "vor einer Woche"; also "3 days" alone, as after "since"."""
    found = _AGO.fullmatch(text)
    unit = _UNIT_OF.get(found["unit"]) if found else None
    if found is None or unit is None:
        return None
    n = 1 if found["n"] in _ONE else int(found["n"])
    if unit in ("day", "week"):
        return _day(today - n * (7 if unit == "week" else 1) * _ONE_DAY)
    months = today.year * _MONTHS_OF_A_YEAR + today.month - 1
    year, month = divmod(months - n * (_MONTHS_OF_A_YEAR if unit == "year" else 1), 12)
    last = _month(year, month + 1).last
    return _day(last.replace(day=min(today.day, last.day)))


def _weekday(text: str, today: date) -> Span | None:
    found = _WEEKDAY.fullmatch(text)
    day = _WEEKDAYS.get(found["day"]) if found else None
    if found is None or day is None or (found["which"] or "on") not in _THIS | _LAST | _ON:
        return None
    back = (today.weekday() - day) % 7
    return _day(today - (7 if back == 0 and found["which"] in _LAST else back) * _ONE_DAY)


def _by_month(text: str, today: date) -> Span | None:
    for pattern in (_MONTH, _DAY_MONTH, _MONTH_DAY):
        found = pattern.fullmatch(text)
        month = _MONTHS.get(found["month"]) if found else None
        if found is None or month is None:
            continue
        if "day" in pattern.groupindex:
            return _day(_dated(int(found["day"]), month, found["year"], today))
        if found["year"]:
            return _month(int(found["year"]), month)
        return _month(today.year - (month > today.month), month)
    return None


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """Give a day; without a year the latest one that has come. Raises ValueError for none."""
    if year:
        short = int(year) < _SHORT
        return date(int(year) + (_CENTURY if short else 0), month, day)
    for back in range(9):  # the 29th of February may be eight years ago
        try:
            found = date(today.year - back, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError("there is no such day")


def _day(day: date) -> Span:
    return Span(day, day)


def _month(year: int, month: int) -> Span:
    first = date(year, month, 1)
    return Span(first, _following(first) - _ONE_DAY)


def _following(first: date) -> date:
    return (first + 31 * _ONE_DAY).replace(day=1)


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def _around(day: date, unit: str) -> Span:
    """Give the week (from Monday), month or year in which a day lies."""
    if unit == "week":
        monday = day - day.weekday() * _ONE_DAY
        return Span(monday, monday + 6 * _ONE_DAY)
    if unit == "day":
        return _day(day)
    return _month(day.year, day.month) if unit == "month" else _year(day.year)


def _names(of: Callable[..., Mapping[int, str]]) -> Iterator[tuple[str, int]]:
    """Give the names of months or weekdays, whole and short, in all our languages."""
    for locale in LOCALES.values():
        for width in ("wide", "abbreviated"):
            names = of(width, context="format", locale=locale)
            for number, name in names.items():
                yield name.casefold().rstrip("."), number


_MONTHS = {**dict(_names(get_month_names)), "sept": 9, "jänner": 1}
_WEEKDAYS = dict(_names(get_day_names)) | {"sonnabend": 5}
