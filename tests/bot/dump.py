"""A dump of all tables, as somebody reads it who looks for what should not be there any more."""

import json
from pathlib import Path

from sqlalchemy import inspect, select

from bot.columns import Base
from bot.store import Store


def dump(store: Store) -> str:
    """Write all rows of all tables that there are, also those that no model names."""
    rows = []
    with store.engine.connect() as connection:
        known = set(inspect(store.engine).get_table_names()) - {"alembic_version"}
        assert known == set(Base.metadata.tables)
        for table in Base.metadata.sorted_tables:
            rows += [
                f"{table.name}: {json.dumps([*row], ensure_ascii=False, default=_readable)}"
                for row in connection.execute(select(table))
            ]
    return "\n".join(rows)


def _readable(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def found_in(text: str, wanted: dict[str, str]) -> dict[str, list[str]]:
    """Find which of the wanted words stand in which lines, whatever their case."""
    lines = text.splitlines()
    return {
        name: found
        for name, word in wanted.items()
        if (found := [line for line in lines if word.casefold() in line.casefold()])
    }


def raw_files(store: Store) -> dict[str, bytes]:
    """Read the files of an SQLite database, byte by byte."""
    path = Path(str(store.engine.url.database))
    return {one.name: one.read_bytes() for one in path.parent.glob(f"{path.name}*")}


def in_bytes(word: str) -> list[bytes]:
    """Give the ways in which a database writes a word: as it is, and as JSON escapes it."""
    return [word.encode(), json.dumps(word)[1:-1].encode(), word.lower().encode()]
