"""Fast-forward: reading how far, and moving a demo that is running already."""

import re
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.errors import ConfigurationError
from sandbox.driver import Driver
from sandbox.looking import wait_until

_SPAN = re.compile(r"(\d{1,4})\s*([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST = timedelta(weeks=12)
_ARRIVES_WITHIN = 300.0


def read_span(written: str) -> timedelta:
    """Read "30m", "12h", "1d" or "2w". Raises ConfigurationError for anything else."""
    match = _SPAN.fullmatch(written.strip().lower())
    span = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else timedelta(0)
    if not timedelta(0) < span <= _LONGEST:
        raise ConfigurationError(
            f"“{written}” is no time to go ahead.",
            advice="Write 30m, 12h, 1d or 2w; at most 12w.",
        )
    return span


def runs_at(port: int) -> bool:
    """Tell whether a demo, or another sandbox, is running at a port of this machine."""
    with socket.socket() as client:
        client.settimeout(1)
        if client.connect_ex(("127.0.0.1", port)) != 0:
            return False
    try:
        Driver(f"http://127.0.0.1:{port}").close()
    except Exception:  # noqa: BLE001  # whatever else listens there may answer anything
        return False
    return True


def move_running(port: int, ahead: timedelta, report: Callable[[str], None]) -> None:
    """Move the clock of the demo at a port, and wait until it is there."""
    with Driver(f"http://127.0.0.1:{port}") as slack:
        wanted = slack.admin("clock")["skew"] + ahead.total_seconds()
        report("The running demo goes ahead …")
        slack.admin("clock", skew=wanted)
        wait_until(
            lambda: slack.admin("clock")["skew"] >= wanted,
            _ARRIVES_WITHIN,
            lambda: "the demo does not get there",
        )
        report(f"There it is {told(slack.admin('clock')['now'])} now.")


def told(seconds: float) -> str:
    """Write a moment, seconds since 1970, as this machine's clock shows it."""
    return f"{datetime.fromtimestamp(seconds, UTC).astimezone():%A, %d %B, %H:%M}"
