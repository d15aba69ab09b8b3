"""The desk: who asks, in which workspace and language, the transaction and thread of their wish."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.colleagues import meet_colleague
from bot.language import Language, Languages
from bot.models import Colleague, Workspace
from bot.slack_models import Delivery, HeardReaction
from bot.store import Store, insert_new
from bot.workspaces import meet_workspace, workspace_of_team, zone_named, zone_of

# Slack re-delivers for up to an hour (https://docs.slack.dev/apis/events-api).
_DELIVERIES_KEPT = timedelta(days=1)
# Wishes that are worked on side by side; most of the time they wait for the database or Slack.
_THREADS = 16

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who speaks to the bot: a Slack user of a Slack team, in a channel where there is one."""

    team_id: str
    user_id: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One wish of one colleague, inside one transaction."""

    session: Session
    workspace: Workspace
    colleague: Colleague
    language: Language
    zone: ZoneInfo
    now: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """Where colleagues' wishes are taken.

    ``wake`` is called when there is something to say; ``stop`` is set when the bot ends.
    """

    store: Store
    clock: Clock
    languages: Languages
    wake: Callable[[], None]
    stop: threading.Event
    _threads: Executor = field(
        default_factory=lambda: ThreadPoolExecutor(_THREADS, thread_name_prefix="desk")
    )

    def later(self, work: Callable[[], None]) -> None:
        """Let work be done by a thread of the desk; returns at once, however much waits there.

        What goes wrong with it is logged.
        """
        self._threads.submit(_do, work)

    def close(self) -> None:
        """Wait until everything that was left to the desk is done; it takes no more."""
        self._threads.shutdown()

    @contextmanager
    def visit(self, asker: Asker) -> Iterator[Visit]:
        """Open a transaction for a wish; what it decides is committed at the end, then said."""
        now = self.clock.now()
        with self.store.write() as session:
            workspace = workspace_of_team(session, asker.team_id) or meet_workspace(
                session, asker.team_id, name="", bot_user_id=None, now=now
            )
            colleague = meet_colleague(session, workspace.id, asker.user_id)
            yield Visit(
                session=session,
                workspace=workspace,
                colleague=colleague,
                language=self.languages.get(colleague.language or workspace.language),
                zone=zone_named(colleague.zone) if colleague.zone else zone_of(workspace),
                now=now,
            )
        self.wake()

    def language_of(self, asker: Asker) -> Language:
        """Say in which language something only this colleague sees is written."""
        with self.visit(asker) as visit:
            return visit.language

    def take_delivery(self, key: str) -> bool:
        """Note a delivery from Slack; False when it was taken before, by whichever process."""
        with self.store.write() as session:
            row = {"key": key[:200], "received_at": self.clock.now()}
            return bool(insert_new(session, Delivery, [row], returning=[Delivery.key]))

    def forget_deliveries(self) -> None:
        """Drop what Slack will not deliver again any more."""
        before = self.clock.now() - _DELIVERIES_KEPT
        with self.store.write() as session:
            session.execute(delete(Delivery).where(Delivery.received_at < before))
            session.execute(delete(HeardReaction).where(HeardReaction.heard_at < before))


def _do(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        log.exception("desk.failed")
