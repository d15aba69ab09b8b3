"""How often a document wants to be read: RSS's ttl, skipHours and skipDays, and sy:updatePeriod.

After https://www.rssboard.org/rss-specification and
https://web.resource.org/rss/1.0/modules/syndication/. Hours and days are those of UTC.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS = 24
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_PERIODS = {
    "hourly": _HOUR,
    "daily": _DAY,
    "weekly": 7 * _DAY,
    "monthly": 30 * _DAY,
    "yearly": 365 * _DAY,
}
_SKIPS = re.compile(r"<skip(Hours|Days)\b[^>]{0,100}>", re.IGNORECASE)
_SKIP = re.compile(r"<(?:hour|day)\b[^>]{0,100}>\s*(\w{1,20})\s*<", re.IGNORECASE)
_LONGEST_SKIPS = 4_000


@dataclass(frozen=True, slots=True)
class Pace:
    """A document's wish: ``every`` so many seconds at most; not in these hours (0 to 23), in UTC.

    ``days`` are those to leave out, 0 for Monday.
    """

    every: int = 0
    hours: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()

    def allowed_from(self, moment: datetime) -> datetime:
        """Give the first moment, from ``moment`` on, in no hour and on no day that is left out.

        Whole hours later, so that feeds do not meet at the full hour.
        """
        for hours in range(8 * _HOURS):
            later = moment + timedelta(hours=hours)
            if later.hour not in self.hours and later.weekday() not in self.days:
                return later
        return moment


NO_PACE = Pace()
"""What a document wishes that says nothing about it."""


def read_pace(head: Mapping[str, Any], text: str) -> Pace:
    """Read what feedparser found in a document's head, and its skips in the document itself.

    feedparser keeps only the last of several hours or days.
    """
    skips = {"skiphours", "skipdays"} & head.keys()
    hours, days = _skips(text) if skips else (frozenset[int](), frozenset[int]())
    return Pace(max(_ttl(head), _period(head)), hours, days)


def _ttl(head: Mapping[str, Any]) -> int:
    return _number(head.get("ttl")) * _MINUTE


def _period(head: Mapping[str, Any]) -> int:
    period = str(head.get("sy_updateperiod") or "").strip().lower()
    frequency = _number(head.get("sy_updatefrequency"))
    if not period and not frequency:
        return 0
    return _PERIODS.get(period, _DAY if not period else 0) // max(1, frequency)


def _skips(text: str) -> tuple[frozenset[int], frozenset[int]]:
    hours: set[int] = set()
    days: set[int] = set()
    for opening in _SKIPS.finditer(text):
        inner = text[opening.end() : opening.end() + _LONGEST_SKIPS]
        for value in _SKIP.findall(inner.partition("</skip")[0]):
            if opening[1].lower() == "days" and value.lower() in DAYS:
                days.add(DAYS.index(value.lower()))
            elif opening[1].lower() == "hours" and value.isascii() and value.isdigit():
                hours.add(int(value) % _HOURS)  # RSS 0.91 counts from 1 to 24
    # Who leaves out everything means nothing.
    whole_day, whole_week = len(hours) == _HOURS, len(days) == len(DAYS)
    return (
        frozenset() if whole_day else frozenset(hours),
        frozenset() if whole_week else frozenset(days),
    )


def _number(value: object) -> int:
    text = str(value or "").strip()
    return int(text[:9]) if text.isascii() and text.isdigit() else 0
