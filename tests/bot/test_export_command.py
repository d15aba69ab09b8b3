"""The command line's export: into a folder, into a file, to standard output."""

import csv
import io
import json
from pathlib import Path

import pytest

from bot.exports import COLUMNS, Table
from bot.facts import EngagementKind
from tests.bot.commanding import Run
from tests.bot.making import make_store
from tests.bot.making_log import Line, make_log
from tests.bot.workbooks import sheets

LINES = (
    Line("Su", "Anna", text="Hello, Anna\n=1+1"),
    Line("Loi", "Anna", "old.reddit.com", EngagementKind.CLAIM),
    Line("Mara", "@Ben"),
)


@pytest.fixture
def filled(tmp_path: Path) -> None:
    store = make_store(f"sqlite:///{tmp_path / 'bot.db'}")
    make_log(store, *LINES)
    store.close()


@pytest.mark.usefixtures("filled")
def test_the_command_line_writes_files_and_standard_output(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert run("export", "--output", str(folder)).stdout.splitlines() == [
        str(folder / f"{table}.csv") for table in Table
    ]
    assert len((folder / "people.csv").read_text("utf-8-sig").splitlines()) == 3

    printed = run("export", "--table", "engagements").stdout
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert [row["kind"] for row in rows] == ["reply", "claim", "reply"]
    assert rows[0]["reply_text"] == "Hello, Anna\n=1+1"

    document = json.loads(run("export", "--format", "json").stdout)
    assert {table: len(document[table]) for table in Table} == dict(
        zip(Table, (3, 2, 3), strict=True)
    )
    assert document["people"][1]["name"] == "@Ben"

    book = tmp_path / "all.xlsx"
    assert run("export", "--format", "xlsx", "--output", str(book)).stdout.strip() == str(book)
    found = sheets(book)
    assert list(found) == list(Table)
    assert found["people"][2][1] == "'@Ben"


def test_what_cannot_be_written_is_said_kindly(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for arguments in (
        ["--format", "csv"],
        ["--format", "xlsx"],
        ["--output", str(tmp_path / "a.csv")],
        ["--output", str(tmp_path / "file" / "folder")],
    ):
        ran = run("export", *arguments)
        assert ran.returncode == 1
        assert "--output" in ran.stderr or "--table" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_an_export_of_nothing_has_the_columns(run: Run) -> None:
    assert run("export", "--table", "people").stdout.strip() == ",".join(COLUMNS[Table.PEOPLE])
