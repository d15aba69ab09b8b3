"""Dates of entries: aware, in UTC, believable, or None."""

import calendar
import time
from datetime import UTC, datetime

_FIRST_YEAR = 1990
"""No feed is older than the web; year 1 and 1970 are what generators write for "unknown"."""


def believable(moment: datetime | None) -> datetime | None:
    """Give ``moment`` in UTC, None if it lies before 1990. A date without a zone counts as UTC."""
    if moment is None:
        return None
    try:
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return aware if aware.year >= _FIRST_YEAR else None


def from_utc_tuple(parts: time.struct_time | None) -> datetime | None:
    """Read a struct_time in UTC, as feedparser gives it."""
    if parts is None:
        return None
    try:
        return believable(datetime.fromtimestamp(calendar.timegm(parts), UTC))
    except (OverflowError, ValueError, OSError, TypeError):
        return None


def from_rfc3339(text: str) -> datetime | None:
    """Read a date of RFC 3339."""
    try:
        return believable(datetime.fromisoformat(text.strip()))
    except ValueError:
        return None
