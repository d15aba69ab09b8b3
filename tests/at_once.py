"""Races: everybody does what they wish in the same instant."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread


def in_the_same_instant(wishes: Sequence[Callable[[], None]]) -> None:
    """Let everybody do what they wish at once; what goes wrong for one is raised."""
    together = Barrier(len(wishes))
    failures: list[Exception] = []

    def act(wish: Callable[[], None]) -> None:
        together.wait()
        try:
            wish()
        except Exception as error:  # noqa: BLE001  # raised again in the test's thread
            failures.append(error)

    threads = [Thread(target=act, args=(wish,)) for wish in wishes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
