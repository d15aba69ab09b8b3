"""The recurring jobs: schedule says when, each job has its own thread and never meets itself."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import schedule
import structlog
from prometheus_client import CollectorRegistry, Counter

log = structlog.get_logger(__name__)

# How soon the loop notices that it shall stop, seconds.
_TICK = 0.2
# Platforms kill ten seconds after they asked; a lease brings back what a job was in the middle of.
_STOPS_WITHIN = 4.0


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every so many seconds, and whenever it is asked for."""

    name: str
    seconds: int
    work: Callable[[], object]


@dataclass(slots=True)
class Jobs:
    """Runs jobs until it is stopped; a job that fails is logged, counted, and run again."""

    stop: threading.Event
    registry: CollectorRegistry
    _planned: dict[str, Job] = field(default_factory=dict)
    _turns: dict[str, threading.Lock] = field(default_factory=dict)
    _wakes: dict[str, threading.Event] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)
    _scheduler: schedule.Scheduler = field(default_factory=schedule.Scheduler)

    def plan(self, jobs: Iterable[Job]) -> None:
        """Say which jobs there are; nothing runs before ``start``, but for what ``run`` is told."""
        for job in jobs:
            self._planned[job.name] = job
            self._turns[job.name] = threading.Lock()

    def run(self, name: str) -> None:
        """Run a job now, in the caller's thread, after its present run; what fails is raised."""
        with self._turns[name]:
            self._planned[name].work()

    def start(self) -> None:
        """Start the jobs, each for the first time at once, and the loop that calls them."""
        runs = Counter(
            "botschafter_job_runs",
            "Runs of each job, by how they ended.",
            ["job", "outcome"],
            registry=self.registry,
        )
        for job in self._planned.values():
            wake = self._wakes[job.name] = threading.Event()
            wake.set()
            self._scheduler.every(job.seconds).seconds.do(wake.set)
            self._begin(job.name, self._work, job, wake, runs)
        self._begin("scheduler", self._loop)

    def wake(self, name: str) -> None:
        """Ask for a job to run now, or right after its present run."""
        event = self._wakes.get(name)
        if event is not None:
            event.set()

    def join(self) -> None:
        """Wait for all jobs to end, after ``stop`` is set; a hanging one is left behind."""
        for event in self._wakes.values():
            event.set()
        until = time.monotonic() + _STOPS_WITHIN
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _begin(self, name: str, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, name=f"job-{name}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _loop(self) -> None:
        while not self.stop.wait(_TICK):
            self._scheduler.run_pending()

    def _work(self, job: Job, wake: threading.Event, runs: Counter) -> None:
        while True:
            wake.wait()
            wake.clear()
            if self.stop.is_set():
                return
            try:
                self.run(job.name)
            except Exception:
                runs.labels(job.name, "failed").inc()
                log.exception("job.failed", job=job.name)
            else:
                runs.labels(job.name, "done").inc()
