"""A bot as `botschafter run` runs it, in a thread of the test, and what a test asks of it."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from sqlalchemy import select

from bot.clock import Clock
from bot.models import Engagement, Mention
from bot.outbox import UNFINISHED
from bot.running import run_socket_mode
from bot.settings import Settings, load_settings
from bot.slack_models import OutboxRow
from bot.wiring import Bot
from sandbox.server import Sandbox

READY_WITHIN = 20.0


def settings_for(sandbox: Sandbox, database_url: str, **more: object) -> Settings:
    """Give the settings of a bot in a sandbox: polls every second, waits for nobody."""
    return load_settings(
        slack_bot_token="xoxb-sandbox",
        slack_app_token="xapp-sandbox",
        slack_signing_secret="sandbox-secret",
        database_url=database_url,
        **{
            "slack_api_url": sandbox.api_url,
            "min_interval": 1,
            "max_interval": 1,
            "host_gap": 0,
            "allowed_private_hosts": "127.0.0.1",
            "fetch_timeout": 5,
            "cards_per_poll": 100,
            **more,
        },
    )


@dataclass(slots=True)
class RunningBot:
    """A context manager: the bot hears and speaks inside it."""

    settings: Settings
    clock: Clock
    _stop: threading.Event = field(default_factory=threading.Event)
    _ready: threading.Event = field(default_factory=threading.Event)
    _bot: Bot | None = None
    _error: BaseException | None = None
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(READY_WITHIN), "the bot did not start"
        if self._error is not None:
            raise self._error
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
        assert not self._thread.is_alive(), "the bot did not stop"

    @property
    def bot(self) -> Bot:
        """Give its parts."""
        assert self._bot is not None
        return self._bot

    def mentions(self) -> Sequence[Mention]:
        """List the mentions in the database."""
        with self.bot.store.read() as session:
            return session.scalars(select(Mention).order_by(Mention.id)).all()

    def engagements(self) -> Sequence[Engagement]:
        """List the log in the database."""
        with self.bot.store.read() as session:
            return session.scalars(select(Engagement).order_by(Engagement.id)).all()

    def unsaid(self) -> Sequence[str]:
        """List the keys of what is in the outbox and not said yet."""
        unfinished = select(OutboxRow.key).where(OutboxRow.state.in_(UNFINISHED))
        with self.bot.store.read() as session:
            return session.scalars(unfinished).all()

    def _run(self) -> None:
        try:
            run_socket_mode(self.settings, self.clock, self._stop, self._take)
        except BaseException as error:  # noqa: BLE001  # it is raised again in the test's thread
            self._error = error
        finally:
            self._ready.set()

    def _take(self, bot: Bot) -> None:
        self._bot = bot
        self._ready.set()
