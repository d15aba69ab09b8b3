"""What HTTP says about when to come again: Cache-Control, Expires and Retry-After.

Dates are compared with the answer's own Date, so that a server's wrong clock does no harm.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)


def fresh_seconds(headers: Mapping[str, str], now: datetime) -> float:
    """Say how long an answer stays fresh (RFC 9111, 4.2.1); 0 where it says nothing about it."""
    control = headers.get("Cache-Control", "")
    if re.search(r"no-cache|no-store", control, re.IGNORECASE):
        return 0.0
    if (stated := _MAX_AGE.search(control)) is not None:
        age = headers.get("Age", "").strip()
        old = float(age[:12]) if age.isascii() and age.isdigit() else 0.0
        return max(0.0, float(stated[1]) - old)
    expires = _moment(headers.get("Expires"))
    if expires is None:
        return 0.0
    return max(0.0, (expires - (_moment(headers.get("Date")) or now)).total_seconds())


def retry_seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or an HTTP date; None where unreadable."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    until = _moment(value)
    if until is None:
        return None
    return max(0.0, (until - (_moment(headers.get("Date")) or now)).total_seconds())


def _moment(value: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime((value or "").strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
