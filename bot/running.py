"""The long-running programs: the bot in one process, or its doors and its jobs apart."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
import uvicorn

from bot.clock import Clock
from bot.errors import ConfigurationError
from bot.migrate import migrate
from bot.settings import Settings
from bot.slack import make_client
from bot.store import Store
from bot.wiring import Bot, build_bot
from handlers.http import make_web
from handlers.socket import connect, disconnect

log = structlog.get_logger(__name__)


def run_socket_mode(
    settings: Settings,
    clock: Clock,
    stop: threading.Event,
    ready: Callable[[Bot], None] | None = None,
) -> None:
    """Run everything in one process, in Socket Mode, until ``stop`` is set.

    ``ready`` is called once the bot hears and speaks. Raises BotschafterError when it can't start.
    """
    with connected_bot(settings, clock, stop) as bot:
        if bot is None:
            return
        bot.start_jobs()
        log.info("bot.running", mode="socket")
        if ready is not None:
            ready(bot)
        stop.wait()


@contextmanager
def connected_bot(settings: Settings, clock: Clock, stop: threading.Event) -> Iterator[Bot | None]:
    """Give a bot that hears in Socket Mode, and whose jobs are not started yet.

    None when ``stop`` was set before it came about. Raises BotschafterError when it can't start.
    """
    if settings.slack_app_token is None:
        raise ConfigurationError(
            "SLACK_APP_TOKEN is not set.",
            advice="Make an app-level token with the scope connections:write (see the README).",
        )
    app_token = settings.slack_app_token.get_secret_value()
    with _bot(settings, clock, stop) as bot:
        if bot is None:
            yield None
            return
        client = make_client(settings.slack_api_url, None)
        connection = connect(bot.app, app_token, client, stop)
        if connection is None:
            yield None
            return
        try:
            yield bot
            log.info("bot.stopping")
        finally:
            disconnect(connection)


def run_worker(settings: Settings, clock: Clock, stop: threading.Event) -> None:
    """Run the jobs only, until ``stop`` is set."""
    with _bot(settings, clock, stop) as bot:
        if bot is None:
            return
        bot.start_jobs()
        log.info("bot.running", mode="worker")
        stop.wait()
        log.info("bot.stopping")


def run_web(settings: Settings, clock: Clock, stop: threading.Event, host: str) -> None:
    """Serve Slack's signed requests at ``host`` and the settings' port, until asked to stop."""
    if settings.slack_signing_secret is None:
        raise ConfigurationError(
            "SLACK_SIGNING_SECRET is not set.",
            advice="Copy it from the app's page “Basic Information”.",
        )
    with _bot(settings, clock, stop) as bot:
        if bot is None:
            return
        server = uvicorn.Server(
            uvicorn.Config(
                make_web(bot.app, bot.is_healthy, bot.registry),
                host=host,
                port=settings.port,
                log_config=None,
                timeout_graceful_shutdown=5,
            )
        )
        log.info("bot.running", mode="web", host=host, port=settings.port)
        # uvicorn takes the signals while it runs, and hands them on when it has ended.
        server.run()


def _migrate(settings: Settings) -> None:
    store = Store(settings.database_url)
    try:
        migrate(store.engine)
    finally:
        store.close()


@contextmanager
def _bot(settings: Settings, clock: Clock, stop: threading.Event) -> Iterator[Bot | None]:
    _migrate(settings)
    bot = build_bot(settings, clock, stop)
    try:
        yield bot
    finally:
        if bot is not None:
            bot.close()
