"""The one clock: what time it is, and how long to wait."""

import threading
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the bot takes the time from; tests and the demo move it."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait until the event is set or the seconds are over; True when it was set."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait until the event is set or the seconds are over; True when it was set."""
        return event.wait(seconds)
