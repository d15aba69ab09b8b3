"""When the digest comes: nine o'clock where the sandbox's first colleague lives."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.clock import MovableClock


def next_morning(clock: MovableClock) -> datetime:
    """Give the next 09:01 in Zurich."""
    zone = ZoneInfo("Europe/Zurich")
    day = clock.now().astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(9, 1), zone).astimezone(UTC)
