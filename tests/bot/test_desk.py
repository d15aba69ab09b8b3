"""The desk: what is left to it is done, and what goes wrong there is told."""

import threading

from structlog.testing import capture_logs

from bot.desk import Desk
from bot.language import load_languages
from bot.store import Store
from tests.clock import MovableClock


def test_work_that_fails_is_logged_and_the_rest_is_done(store: Store, clock: MovableClock) -> None:
    """Closing waits for all of it."""
    desk = Desk(store, clock, load_languages(), lambda: None, threading.Event())
    done = []

    def stumble() -> None:
        raise ValueError("a stumble")

    with capture_logs() as logged:
        desk.later(stumble)
        for number in range(100):
            desk.later(lambda number=number: done.append(number))  # type: ignore[misc]
        desk.close()
    assert sorted(done) == list(range(100))
    assert [each["event"] for each in logged] == ["desk.failed"]
