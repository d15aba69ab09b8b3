"""The database file: opened while others are at it."""

import sqlite3
import threading
from pathlib import Path

from sqlalchemy import text

from bot.store import Store


def test_a_new_file_is_opened_while_somebody_else_begins_to_write(tmp_path: Path) -> None:
    """SQLite turns away at once whoever switches to write-ahead logging at that moment."""
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE first (id)")
    other.execute("BEGIN IMMEDIATE")
    goes = threading.Timer(0.2, other.commit)
    goes.start()
    store = Store(f"sqlite:///{tmp_path}/new.db")
    with store.read() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
    store.close()
    goes.join()
    other.close()
