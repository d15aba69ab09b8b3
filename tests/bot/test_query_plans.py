"""What a poll asks of the database must not grow with all that was ever found."""

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, ExecutionContext, event

from bot.feed_models import Feed
from bot.recording import record_mentions
from bot.store import Store
from tests.bot.making import (
    NOW,
    a_document,
    an_entry,
    make_store,
    make_subscription,
    make_workspace,
    take_entries,
)

GROWING = {"entry", "mention", "mention_source", "mention_page", "mention_title", "person"}
GROWING |= {"profile", "recent_entry", "engagement", "outbox"}


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = make_store(sqlite_url)
    yield opened
    opened.close()


def plans_of(store: Store) -> list[tuple[str, str]]:
    """Let feeds bring something twice; give the statements and what SQLite says it does."""
    plans: list[tuple[str, str]] = []

    def explain(
        connection: Connection,
        _cursor: object,
        statement: str,
        parameters: tuple[object, ...],
        _context: ExecutionContext,
        executemany: bool,  # noqa: FBT001, the signature is SQLAlchemy's
    ) -> None:
        if executemany or statement.split(maxsplit=1)[0] not in {"SELECT", "UPDATE", "DELETE"}:
            return
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        rows = driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
        plans.extend((statement, str(row[3])) for row in rows)

    event.listen(store.engine, "before_cursor_execute", explain)
    with store.write() as session:
        workspace = make_workspace(session)
        for number in range(2):
            subscription = make_subscription(session, workspace, f"https://{number}.example/")
            for day in range(2):
                # Many at once: with few, other plans are as good.
                entries = [an_entry(f"{n} of the long day {day}") for n in range(60)]
                feed = session.get_one(Feed, subscription.feed_id)
                taken = take_entries(session, feed, a_document(*entries), NOW)
                record_mentions(session, subscription, taken, NOW, cards=5)
    return plans


def test_no_statement_of_a_poll_looks_at_everything_there_is(store: Store) -> None:
    plans = plans_of(store)
    assert len(plans) > 30
    scanned = {plan.split()[1]: statement for statement, plan in plans if plan.startswith("SCAN")}
    assert {table: scanned[table] for table in scanned if table in GROWING} == {}
    # Nearly all entries are the same as no other.
    unselective = [s for s, plan in plans if "ix_entry_same_as_id" in plan and "_id IN" not in s]
    assert unselective == []
    # Each page would be looked for in each feed of a workspace.
    crossed = [s for s, plan in plans if "page=? AND feed_id=?" in plan and "subscription" in s]
    assert crossed == []
