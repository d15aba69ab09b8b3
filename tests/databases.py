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


def make_postgres_template(server: str) -> str:
    """Make a PostgreSQL database with all tables, to be copied; give its name."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {_WITH_TABLES}".encode())
    _migrate(_url_of(server, _WITH_TABLES))
    return _WITH_TABLES


@contextmanager
def postgres_on(server: str, template: str = "template1") -> Iterator[str]:
    """Make a PostgreSQL database that has what the template has; give its URL."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    yield _url_of(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _url_of(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?", 1)


def _migrate(url: str) -> None:
    store = Store(url)
    migrate(store.engine)
    store.close()
