"""Databases that a test has for itself: empty, or with all tables as the migrations make them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from bot.migrate import migrate
from bot.store import Store

_WITH_TABLES = "with_tables"
_HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Truncating is slower: it makes a new file for each table and index.
_DELETE_ALL = """
DO $$
DECLARE found record;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR found IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
  LOOP EXECUTE format('DELETE FROM %I', found.tablename); END LOOP;
  PERFORM setval(format('%I', sequencename)::regclass, 1, false)
    FROM pg_sequences WHERE schemaname = 'public';
END $$
"""


def make_sqlite_template(folder: Path) -> Path:
    """Make an SQLite file with all tables, to be copied; give its path."""
    path = folder / f"{_WITH_TABLES}.db"
    _migrate(f"sqlite:///{path}")
    return path


def sqlite_at(path: Path, template: Path | None = None) -> str:
    """Name an SQLite database at ``path``, which has what the template has; give its URL."""
    if template is not None:
        shutil.copyfile(template, path)
    return f"sqlite:///{path}"


@contextmanager
def postgres_on(server: str) -> Iterator[str]:
    """Make an empty PostgreSQL database; give its URL. It takes near half a second."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    yield _url_of(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def postgres_with_tables(server: str) -> Iterator[str]:
    """Make a PostgreSQL database with all tables; give its URL."""
    with postgres_on(server) as url:
        _migrate(url)
        yield url


def empty_postgres(url: str) -> None:
    """Hang up on everybody, and leave the tables as if they had just been made."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_HANG_UP)
        connection.execute(_DELETE_ALL)


def _url_of(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?", 1)


def _migrate(url: str) -> None:
    store = Store(url)
    migrate(store.engine)
    store.close()
