"""A database with all its tables, of both kinds, and the command line."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.command_line import main
from bot.settings import Settings, variable_name
from bot.store import Store
from tests.bot.commanding import Ran, Run
from tests.bot.making import make_store
from tests.bot.polling_desk import PollingDesk, make_desk
from tests.clock import MovableClock
from tests.feeds.server import FeedServer


@pytest.fixture(scope="session")
def stores() -> dict[str, Store]:
    """Keep one store for each server: to compile the same statements for each test takes long."""
    return {}


@pytest.fixture
def store(database_url: str, stores: dict[str, Store]) -> Iterator[Store]:
    """Open a fresh database."""
    opened = stores.get(database_url) or make_store(database_url)
    if opened.engine.dialect.name == "postgresql":
        stores[database_url] = opened
    yield opened
    opened.close()


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Let a test set up logging, and undo it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    chatty = ("alembic", "schedule", "uvicorn.access")
    levels = {name: logging.getLogger(name).level for name in (*chatty, "slack_sdk", "slack_bolt")}
    yield
    root.handlers, root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.fixture
def desk(store: Store, clock: MovableClock, feed_server: FeedServer) -> PollingDesk:
    """Give a workspace whose colleague adds feeds of a real server."""
    return make_desk(store, clock, feed_server)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Take all settings out of the environment, and give those of a test."""
    for field in Settings.model_fields:
        monkeypatch.delenv(variable_name(field), raising=False)
    return {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}",
        "BOTSCHAFTER_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
        "BOTSCHAFTER_HOST_GAP": "0",
        "COLUMNS": "200",
    }


@pytest.fixture
def run(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    logging_as_before: None,
) -> Run:
    """Run a command as the shell would, in this process."""
    assert logging_as_before is None

    def command(*arguments: str, **more: str) -> Ran:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["botschafter", *arguments])
            for name, value in (environment | more).items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        printed = capsys.readouterr()
        return Ran(ended.value.code, printed.out, printed.err)

    return command
