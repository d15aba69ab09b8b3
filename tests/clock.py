"""A clock that runs like the machine's, and that a test moves."""

import threading
from datetime import UTC, datetime, timedelta


class MovableClock:
    """The machine's clock, some time ahead."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """Say what time it is, for the bot."""
        return datetime.now(UTC) + self._ahead

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for real: what is moved is the hour, not the pace."""
        return event.wait(seconds)

    def move(self, **by: float) -> None:
        """Go ahead by days, hours, minutes."""
        self._ahead += timedelta(**by)

    def move_to(self, moment: datetime) -> None:
        """Go to a moment."""
        self._ahead = moment - datetime.now(UTC)
