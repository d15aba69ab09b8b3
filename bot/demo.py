"""The demo: a Slack workspace, sample feeds and the bot, all on this machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from bot.adding import add_feed
from bot.clock import SystemClock
from bot.desk import Asker
from bot.errors import ConfigurationError
from bot.manifest import manifest
from bot.running import run_socket_mode
from bot.settings import load_settings
from bot.wiring import Bot
from sandbox.app_manifest import app_from_manifest
from sandbox.config import SandboxConfig
from sandbox.sample_feeds import SampleFeeds
from sandbox.server import Sandbox
from sandbox.serving import ServingError, described_by, serve, start

log = structlog.get_logger(__name__)

# A new entry every so many seconds, and the feeds are looked at more often than that.
_EVERY = 30.0
_POLL_SECONDS = 5


def sandbox_config() -> SandboxConfig:
    """Describe the practice workspace: our app in it has exactly our manifest's scopes."""
    return SandboxConfig(apps=(app_from_manifest(manifest(), channels=("mentions",)),))


def run_demo(port: int, stop: threading.Event, show: Callable[[str], None]) -> None:
    """Run it all until ``stop`` is set; ``show`` is given the page's address once it is there."""
    config = sandbox_config()
    app = config.apps[0]
    with (
        TemporaryDirectory(prefix="botschafter-demo-") as folder,
        SampleFeeds(every=_EVERY) as feeds,
        _sandbox(config, port) as sandbox,
    ):
        settings = load_settings(
            slack_bot_token=app.bot_token,
            slack_app_token=app.app_token,
            slack_api_url=sandbox.api_url,
            database_url=f"sqlite:///{Path(folder) / 'demo.db'}",
            min_interval=_POLL_SECONDS,
            max_interval=_POLL_SECONDS,
            host_gap=0,
            allowed_private_hosts="127.0.0.1",
        )
        show(sandbox.url)

        def ready(bot: Bot) -> None:
            asker = Asker(config.team_id, config.users[0].id, config.channels[0].id)
            for url in feeds.feed_urls:
                add_feed(bot.desk, bot.slack, bot.reading, asker, url)

        run_socket_mode(settings, SystemClock(), stop, ready)


def serve_sandbox(
    port: int, config: str | None, stop: threading.Event, show: Callable[[str], None]
) -> None:
    """Run the practice workspace alone until ``stop`` is set.

    Raises ConfigurationError when the file cannot be read, or the port is taken.
    """
    with _told_kindly():
        described = described_by(Path(config) if config else None, sandbox_config())
        serve(described, port, stop, show)


@contextmanager
def _sandbox(config: SandboxConfig, port: int) -> Iterator[Sandbox]:
    with _told_kindly():
        sandbox = start(config, port)
    try:
        yield sandbox
    finally:
        sandbox.stop()


@contextmanager
def _told_kindly() -> Iterator[None]:
    try:
        yield
    except ServingError as error:
        raise ConfigurationError(str(error), advice=error.advice) from error
