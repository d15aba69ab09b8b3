"""Parsing in processes of its own, each job within a time limit.

Hostile documents keep feedparser's regular expressions busy for hours, during which the whole
process stands still. A process that overruns is killed and replaced; nothing else notices.
"""

import multiprocessing
import multiprocessing.process
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import LifoQueue
from typing import Any, ParamSpec, TypeVar

from feeds.errors import NotAFeed

P = ParamSpec("P")
T = TypeVar("T")
_START_SECONDS = 60.0


class ParseProcesses(Executor):
    """An executor for a ``Fetcher``: ``count`` processes, ``seconds`` for each document.

    Processes start when first needed. A job that takes longer raises NotAFeed. ``shutdown`` ends
    the processes; use it as a context manager.
    """

    def __init__(self, count: int = 2, seconds: float = 30.0) -> None:
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="parse")
        # The one that worked last works next: further ones start only when all others are busy.
        self._idle: LifoQueue[_Worker] = LifoQueue()
        for _ in range(count):
            self._idle.put(_Worker())

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run ``fn`` in the next idle process; it, its arguments and its result are pickled."""

        def run() -> T:
            worker = self._idle.get()
            try:
                result: T = worker.run((fn, args, kwargs), self._seconds)
            finally:
                self._idle.put(worker)
            return result

        return self._threads.submit(run)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002, the signature is Executor's
        """End the processes once their jobs are done."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        while not self._idle.empty():
            self._idle.get().end()


class _Worker:
    """One process, or none yet, and the line to it."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def run(self, job: tuple[Any, ...], seconds: float) -> Any:  # noqa: ANN401
        line = self._line or self._start()
        try:
            line.send(job)
            if not line.poll(seconds):
                self.end()
                raise NotAFeed("", f"it takes longer than {seconds:g} s to read")
            succeeded, result = line.recv()
        except (EOFError, OSError):
            self.end()
            raise
        if succeeded:
            return result
        raise result

    def end(self) -> None:
        if self._process and self._line:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._line.close()
        self._process = self._line = None

    def _start(self) -> Connection:
        spawning = multiprocessing.get_context("spawn")
        ours, theirs = spawning.Pipe()
        process = spawning.Process(target=_serve, args=(theirs,), name="parse", daemon=True)
        process.start()
        theirs.close()
        self._process, self._line = process, ours
        if not ours.poll(_START_SECONDS):
            self.end()
            raise OSError("a process for parsing did not start")
        ours.recv()
        return ours


def _serve(line: Connection) -> None:
    # Ctrl-C is for the parent, which ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line.send("ready")
    with suppress(EOFError, OSError):
        while True:
            fn, args, kwargs = line.recv()
            try:
                answer = (True, fn(*args, **kwargs))
            except Exception as error:  # noqa: BLE001, raised again at the other end
                answer = (False, error)
            line.send(answer)
