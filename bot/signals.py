"""Ends the program in order when it is asked to: SIGTERM, SIGINT."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Give an event that is set by SIGTERM or Ctrl-C; the old handlers come back afterwards."""
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    old = {which: signal.signal(which, ask_to_stop) for which in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for which, handler in old.items():
            signal.signal(which, handler)
