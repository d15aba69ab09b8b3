"""The demo as `botschafter demo` runs it, in a thread of the test."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.demo import DemoOptions, run_demo

# The whole history takes ten seconds on a machine that has nothing else to do.
READY_WITHIN = 240.0

# Two days instead of three weeks: the first story of each feed, one claim that is answered, one
# that is held, and a hand that comes second.
SHORT = """
opening: -2 08:52 su
hello: Good morning!
mentions:
- story: Five nights in the Alpenglück Firn tent
  appears: -3 17:20
  then:
    -2 09:14 su claims:
    -2 09:31 su answers: Greetings to the goat.
- {story: "Alpenglück Firn 2: Gestänge gebrochen, was tun?", appears: -3 17:45}
- {story: Alpenglück bildet zum ersten Mal Näherinnen und Näher aus, appears: -3 18:10}
- {story: "Review: Alpenglück Grat 40, a pack with opinions", appears: -3 18:30}
- {story: Kommentar zu «Rucksacktest» von Hansruedi Muggli, appears: -3 18:55}
- story: What I pack for a traverse in October
  appears: ago 90
chatter:
  -2 12:04 mara says in random: Lunch is minestrone.
  -2 12:10 ben says in random: Coming.
"""


@dataclass(slots=True)
class RunningDemo:
    """A context manager: the demo runs inside it; ``reported`` is what the console shows."""

    folder: Path
    fresh: bool = False
    script: str | None = SHORT
    port: int = 0
    url: str = ""
    reported: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _ready: threading.Event = field(default_factory=threading.Event)
    _errors: list[BaseException] = field(default_factory=list)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(READY_WITHIN), "the demo did not start"
        self._raise()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        assert self._thread is not None
        self._thread.join(READY_WITHIN)
        assert not self._thread.is_alive(), "the demo did not stop"
        self._raise()

    def _run(self) -> None:
        options = DemoOptions(self.port, self.folder, fresh=self.fresh, script=self.script)
        try:
            run_demo(options, self._stop, self.reported.append, self._show)
        except BaseException as error:  # noqa: BLE001  # it is raised again in the test's thread
            self._errors.append(error)
        finally:
            self._ready.set()

    def _show(self, url: str) -> None:
        self.url = url
        self._ready.set()

    def _raise(self) -> None:
        if self._errors:
            raise self._errors[0]
