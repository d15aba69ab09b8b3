"""Workspaces: met by several processes at once, there is one all the same."""

from threading import Barrier, Thread

from sqlalchemy import select

from bot.models import Workspace
from bot.store import Store
from bot.workspaces import meet_workspace
from tests.bot.making import NOW

PROCESSES = 8


def test_processes_that_start_together_meet_one_workspace(store: Store) -> None:
    start, met = Barrier(PROCESSES), list[int]()

    def meet() -> None:
        with store.write() as session:
            start.wait(30)
            met.append(meet_workspace(session, "T1", name="", bot_user_id=None, now=NOW).id)

    processes = [Thread(target=meet) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
    with store.read() as session:
        [workspace] = session.scalars(select(Workspace))
    assert met == [workspace.id] * PROCESSES
