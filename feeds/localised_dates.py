"""Dates whose months are written in one of Europe's languages, as some generators write them.

RFC 822 wants English names, and feedparser reads no others.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from feeds.dates import believable

# For each month the beginnings by which it is known; a longer beginning is looked at first.
_MONTHS = {
    1: "jan gen ene sty leden ocak ianuarie",
    2: "feb fev fév lut únor şubat",
    3: "mar mär mrt mrz břez",
    4: "apr avr abr kwi dub nisan",
    5: "may mai mag maj mei květ mayıs",
    6: "jun juin giu cze červen haz iunie",
    7: "jul juil lug lip červenec tem iulie",
    8: "aug août ago sie srp ağu",
    9: "sep set wrz září eyl",
    10: "oct okt ott out paź říj eki",
    11: "nov lis listopad kas",
    12: "dec déc dez dic gru pros ara",
}
_LONGEST = 100
_YEAR = re.compile(r"\b(\d{4})\b")
_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])")
_TIME = re.compile(r"\b(\d{1,2})[:h.](\d{2})(?:[:.](\d{2}))?\b")
_ZONE = re.compile(r"([+-])(\d{2}):?(\d{2})\b")
_NAMED = {"cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "wet": 0, "west": 1}


def _bare(text: str) -> str:
    """Give letters without their marks, in lower case."""
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char)).replace("ı", "i")


_BEGINNINGS = sorted(
    ((_bare(word), month) for month, words in _MONTHS.items() for word in words.split()),
    key=lambda pair: -len(pair[0]),
)


def from_localised(text: str) -> datetime | None:
    """Read a date with day, named month and year, and maybe a time; without a zone it is UTC."""
    bare = _bare(text[:_LONGEST])
    time = _TIME.search(bare)
    zone = _ZONE.search(bare, time.end()) if time else None
    left = bare
    for found in (zone, time):
        if found is not None:
            left = f"{left[: found.start()]} {left[found.end() :]}"
    year = _YEAR.search(left)
    if year is None:
        return None
    left = f"{left[: year.start()]} {left[year.end() :]}"
    day = _DAY.search(left)
    month = _month(left)
    if day is None or month is None:
        return None
    hour, minute, second = (int(part or 0) for part in time.groups()) if time else (0, 0, 0)
    try:
        moment = datetime(int(year[1]), month, int(day[1]), hour, minute, second, tzinfo=UTC)
        return believable(moment - _offset(zone, left))
    except (ValueError, OverflowError):
        return None


def _month(text: str) -> int | None:
    """Find the month among the words; a weekday before it may begin alike (mar, for martes)."""
    named = [
        month
        for word in re.findall(r"[^\W\d_]{3,}", text)
        if (month := next((m for start, m in _BEGINNINGS if word.startswith(start)), None))
    ]
    return named[-1] if named else None


def _offset(zone: re.Match[str] | None, text: str) -> timedelta:
    if zone is not None:
        offset = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
        return -offset if zone[1] == "-" else offset
    named = next((_NAMED[word] for word in re.findall(r"[a-z]+", text) if word in _NAMED), 0)
    return timedelta(hours=named)
