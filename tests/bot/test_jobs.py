"""Recurring jobs: each keeps running whatever happens to it, and none meets itself."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from bot.jobs import Job, Jobs

WITHIN = 10.0


@contextmanager
def running(*jobs: Job) -> Iterator[Jobs]:
    """Run jobs; inside it they run."""
    all_of_them = Jobs(threading.Event(), CollectorRegistry())
    all_of_them.plan(jobs)
    all_of_them.start()
    try:
        yield all_of_them
    finally:
        all_of_them.stop.set()
        all_of_them.join()


def outcome(jobs: Jobs, name: str, ended: str) -> float:
    labels = {"job": name, "outcome": ended}
    return jobs.registry.get_sample_value("botschafter_job_runs_total", labels) or 0.0


class Counted:
    """Work that is counted, and that fails or waits as a test says."""

    def __init__(self, during: Callable[[int], None] = lambda _run: None) -> None:
        self._during = during
        self._runs = 0
        self._changed = threading.Condition()

    def __call__(self) -> None:
        """Run once."""
        with self._changed:
            self._runs += 1
            run = self._runs
            self._changed.notify_all()
        self._during(run)

    def reaches(self, runs: int) -> bool:
        """Wait until it has run so often."""
        with self._changed:
            return self._changed.wait_for(lambda: self._runs >= runs, WITHIN)


def test_a_job_runs_at_once_and_then_every_so_many_seconds() -> None:
    work = Counted()
    with running(Job("work", 1, work)):
        assert work.reaches(2)


def test_a_job_that_fails_is_logged_counted_and_run_again() -> None:
    def fail_at_first(run: int) -> None:
        if run == 1:
            raise ValueError("broken")

    work = Counted(fail_at_first)
    with capture_logs() as logs, running(Job("work", 3600, work)) as jobs:
        assert work.reaches(1)
        jobs.wake("work")
        assert work.reaches(2)
    assert [(log["event"], log["job"]) for log in logs] == [("job.failed", "work")]
    assert outcome(jobs, "work", "failed") == 1
    assert outcome(jobs, "work", "done") == 1


def test_a_failing_job_does_not_hold_up_another() -> None:
    def fail(_run: int) -> None:
        raise ValueError("broken")

    work = Counted()
    with capture_logs(), running(Job("broken", 1, Counted(fail)), Job("work", 1, work)):
        assert work.reaches(2)


def test_a_job_never_meets_itself_and_runs_once_more_for_all_calls_meanwhile() -> None:
    inside, let_go = threading.Semaphore(0), threading.Event()
    most = []
    running_now: set[int] = set()

    def hold(run: int) -> None:
        running_now.add(run)
        most.append(len(running_now))
        inside.release()
        let_go.wait(WITHIN)
        running_now.discard(run)

    work = Counted(hold)
    with running(Job("work", 3600, work)) as jobs:
        assert inside.acquire(timeout=WITHIN)
        for _ in range(20):
            jobs.wake("work")
        let_go.set()
        assert work.reaches(2)
    assert most == [1, 1]


def test_no_job_that_rests_holds_up_the_end() -> None:
    work = Counted()
    with running(Job("a", 3600, work), Job("b", 3600, Counted())) as jobs:
        assert work.reaches(1)
        begun = time.monotonic()
        jobs.stop.set()
        jobs.join()
        assert time.monotonic() - begun < 60


def test_nobody_is_woken_by_a_name_that_is_no_job() -> None:
    with running(Job("work", 3600, Counted())) as jobs:
        jobs.wake("sleep")
