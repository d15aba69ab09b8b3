"""A database with all its tables, of both kinds."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.store import Store
from tests.bot.making import make_store
from tests.bot.polling_desk import PollingDesk, make_desk
from tests.clock import MovableClock
from tests.feeds.server import FeedServer


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Open a fresh database."""
    opened = make_store(database_url)
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
