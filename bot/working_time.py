"""Working time: Monday to Friday, 9 to 17 by the clock of a colleague's own zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_BEGINS = time(9)
_ENDS = time(17)
_SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_time(at: datetime, zone: ZoneInfo) -> bool:
    """Tell whether somebody in a zone is at work at an aware moment."""
    return is_weekday(at, zone) and _BEGINS <= at.astimezone(zone).time() < _ENDS


def is_weekday(at: datetime, zone: ZoneInfo) -> bool:
    """Tell whether an aware moment is neither on a Saturday nor on a Sunday in a zone."""
    return at.astimezone(zone).weekday() < _SATURDAY


def after_working_time(since: datetime, worked: timedelta, zone: ZoneInfo) -> datetime:
    """Say when so much working time has passed since an aware moment; the answer is in UTC."""
    return _after(_working_days(since, zone), worked)


def working_time(since: datetime, until: datetime, zone: ZoneInfo) -> timedelta:
    """Count the working time between two aware moments; none where they stand in wrong order."""
    passed = timedelta(0)
    for begins, ends in _working_days(since, zone):
        if begins >= until:
            break
        passed += min(ends, until) - begins
    return passed


def after_weekdays(since: datetime, hours: timedelta, zone: ZoneInfo) -> datetime:
    """Say when so many hours have passed since an aware moment, those of weekends not counted."""
    return _after(_spans(since, zone, time(0), None), hours)


def _after(spans: Iterator[tuple[datetime, datetime]], wanted: timedelta) -> datetime:
    for begins, ends in spans:
        if wanted <= ends - begins:
            return begins + wanted
        wanted -= ends - begins
    raise AssertionError("weekdays never end")


def _working_days(since: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    return _spans(since, zone, _BEGINS, _ENDS)


def _spans(
    since: datetime, zone: ZoneInfo, opens: time, closes: time | None
) -> Iterator[tuple[datetime, datetime]]:
    """Give what counts of each weekday from a moment on, in UTC; ``closes`` None: at midnight."""
    day = since.astimezone(zone).date()
    while True:
        if day.weekday() < _SATURDAY:
            begins = max(_moment(day, opens, zone), since.astimezone(UTC))
            ends = _moment(day, closes, zone) if closes else _moment(day + _DAY, time(0), zone)
            if begins < ends:
                yield begins, ends
        day += _DAY


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Give the moment at which a clock in a zone shows a time; the first of two, where it does."""
    return datetime.combine(day, at, zone).astimezone(UTC)
