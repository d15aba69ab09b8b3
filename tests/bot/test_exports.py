"""An export holds all that there is of a workspace, and needs no more memory for more of it."""

import tracemalloc

import pytest
from sqlalchemy import insert, select

from bot import exports
from bot.exports import COLUMNS, Table, export_tables
from bot.facts import EngagementKind
from bot.models import Engagement
from bot.store import Store
from tests.bot.making import NOW, make_store, make_workspace
from tests.bot.making_log import Line, make_log

LINES = (
    Line("Su", "Anna", text="Hello, Anna\n=1+1"),
    Line("Loi", "Anna", "old.reddit.com", EngagementKind.CLAIM),
    Line("Mara", "@Ben"),
)


def test_every_table_has_its_rows_and_columns(store: Store) -> None:
    workspace_id = make_log(store, *LINES)
    with store.write() as session:
        make_workspace(session, "T2")

    with store.read() as session:
        tables = {each.table: list(each.rows) for each in export_tables(session, workspace_id)}
        others = [list(each.rows) for each in export_tables(session, workspace_id + 1)]

    for table, rows in tables.items():
        assert {len(row) for row in rows} == {len(COLUMNS[table])}
    assert others == [[], [], []]
    found = {
        table: [dict(zip(COLUMNS[table], row, strict=True)) for row in rows]
        for table, rows in tables.items()
    }
    assert [row["number"] for row in found[Table.MENTIONS]] == [1, 2, 3]
    anna, ben = found[Table.PEOPLE]
    assert (anna["name"], anna["mentions"], anna["engagements"]) == ("Anna", 2, 2)
    assert str(anna["profiles"]).endswith(": https://people.example/Anna']")
    assert ben["name"] == "@Ben"
    first = found[Table.ENGAGEMENTS][0]
    assert (first["colleague"], first["person"], first["mention"]) == ("Su", "Anna", 1)
    assert first["at"] == NOW


def test_a_long_log_takes_no_more_memory_than_a_short_one(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "_PORTION", 50)
    store = make_store(sqlite_url)
    workspace_id = make_log(store, Line())

    def add(count: int) -> None:
        with store.write() as session:
            first = session.scalars(select(Engagement)).first()
            assert first is not None
            columns = ("workspace_id", "mention_id", "person_id", "colleague_id", "kind", "at")
            row = {name: getattr(first, name) for name in columns} | {"reply_text": "x" * 1000}
            session.execute(insert(Engagement), [row] * count)

    def peak() -> int:
        tracemalloc.start()
        with store.read() as session:
            for exported in export_tables(session, workspace_id):
                for _ in exported.rows:
                    pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    add(150)
    peak()
    short = peak()
    add(600)

    assert peak() < 1.5 * short
    store.close()
