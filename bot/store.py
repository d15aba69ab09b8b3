"""The database: engine, transactions, and what differs between SQLite and PostgreSQL."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Insert, Row, create_engine, event, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

# How long a writer waits for another one, seconds. SQLite has one writer at a time.
_BUSY_TIMEOUT = 30
_AGAIN = 0.02
# Databases limit how many values a statement may hold.
_PORTION = 500

_T = TypeVar("_T")


class Store:
    """Opens transactions on one database; safe to share among threads."""

    def __init__(self, url: str) -> None:
        self.engine = _make_engine(url)
        # SQLite: a transaction that reads first and writes later can find that it may not write;
        # one that says so at its beginning waits instead (https://sqlite.org/lang_transaction.html).
        self._writing = self.engine.execution_options(begin_immediate=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a transaction that only reads."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction that commits at its end, or rolls back on an exception."""
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    def scrub(self) -> None:
        """Rewrite an SQLite database, so that its files hold nothing that was deleted.

        Not inside a transaction. PostgreSQL does so by itself, by and by (autovacuum).
        """
        if self.engine.dialect.name != "sqlite":
            return
        until = time.monotonic() + _BUSY_TIMEOUT
        with closing(self.engine.raw_connection()) as pooled:
            connection: Any = pooled.driver_connection
            connection.execute("VACUUM")
            # What was there before stands in the log too, until nobody reads from it any more.
            while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() >= until:
                    raise sqlite3.OperationalError("the write-ahead log is in use")
                time.sleep(_AGAIN)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def add_rows(
    session: Session, table: type[Any], rows: list[dict[str, Any]], *, returning: Sequence[Any] = ()
) -> list[Row[Any]]:
    """Insert rows; gives what is said to be given of them, in any order."""
    return _insert(session, insert(table.__table__), table, rows, returning)


def insert_new(
    session: Session, table: type[Any], rows: list[dict[str, Any]], *, returning: Sequence[Any] = ()
) -> list[Row[Any]]:
    """Insert rows, in order, and pass over those that a unique constraint already knows.

    Gives the new ones, where it is said what shall be given of them.
    """
    statement = _upsert(session)(table.__table__).on_conflict_do_nothing()
    return _insert(session, statement, table, rows, returning)


def put_rows(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Insert rows, each in the place of the one that has its primary key, if there is one."""
    if not rows:
        return
    statement = _upsert(session)(table.__table__)
    key = [column.name for column in table.__table__.primary_key]
    values = {name: statement.excluded[name] for name in rows[0] if name not in key}
    session.execute(statement.on_conflict_do_update(index_elements=key, set_=values), rows)


def _insert(
    session: Session,
    statement: Insert,
    table: type[Any],
    rows: list[dict[str, Any]],
    returning: Sequence[Any],
) -> list[Row[Any]]:
    """Insert into the table itself: by way of its class SQLAlchemy takes half as long again."""
    if not rows:
        return []
    if not returning:
        session.execute(statement, rows)
        return []
    columns = [table.__table__.c[column.key] for column in returning]
    return list(session.execute(statement.returning(*columns), rows).all())


def _upsert(session: Session) -> Callable[[Any], Any]:
    """Give the insert that knows what to do with rows that are there already."""
    if session.get_bind().dialect.name != "postgresql":
        return sqlite.insert
    # Large, and SQLAlchemy has brought it in already where it is used.
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return postgresql.insert


def in_portions(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Give values 500 at a time, as many as one ``IN`` may hold."""
    for start in range(0, len(values), _PORTION):
        yield values[start : start + _PORTION]


def _make_engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=True)
    engine = create_engine(
        url, connect_args={"timeout": _BUSY_TIMEOUT}, pool_size=20, max_overflow=40
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own, late BEGIN is switched off; _begin_sqlite says it instead.
    connection.isolation_level = None
    _use_wal(connection)
    connection.execute("PRAGMA foreign_keys=ON")
    # What is deleted is overwritten: it may be what somebody said who is to be forgotten.
    connection.execute("PRAGMA secure_delete=ON")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; of several who do so at once SQLite turns all but one away."""
    until = time.monotonic() + _BUSY_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() >= until:
                raise
            time.sleep(_AGAIN)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("begin_immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
