"""Files of exports: every text comes back, and no cell is run as a formula."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.export_files import (
    Format,
    as_it_was,
    harmless,
    write_csv,
    write_files,
    write_json,
    write_xlsx,
)
from bot.exports import COLUMNS, Cell, Exported, Row, Table
from tests.bot.workbooks import sheets

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
AT = datetime(2026, 11, 3, 12, 30, tzinfo=UTC)
ATTACKS = (
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "+4",
    "\t=1",
    "\r=1",
    "'=1",
    "''=1",
    " =1",
    "'tis",
    "'",
    "＝1",
)
TEXTS = (
    st.sampled_from(ATTACKS) | st.text(st.characters(codec="utf-8")) | st.text("=+-@\t\r\n' \"a,;")
)


def people(*rows: Row) -> Exported:
    return Exported(Table.PEOPLE, iter(rows))


def a_row(name: str, profiles: Sequence[str] = ()) -> Row:
    return (1, name, profiles, AT, AT, 3, 4)


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(texts=st.lists(TEXTS, max_size=5))
def test_a_reader_of_csv_gets_the_texts_back_and_no_formula(texts: list[str]) -> None:
    file = io.StringIO(newline="")
    write_csv(people(*(a_row(text, [text]) for text in texts)), file)

    head, *rows = read_csv(file.getvalue())
    assert head == list(COLUMNS[Table.PEOPLE])
    assert [as_it_was(row[1]) for row in rows] == texts
    assert [as_it_was(row[2]) for row in rows] == texts
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(DANGEROUS)]


@given(text=TEXTS)
def test_what_is_harmless_already_stays_as_it_is(text: str) -> None:
    assert as_it_was(harmless(text)) == text
    if text[:1].isalpha():
        assert harmless(text) == text


@given(texts=st.lists(TEXTS, max_size=5))
def test_json_has_every_text_as_it_is(texts: list[str]) -> None:
    file = io.StringIO()
    write_json([people(*(a_row(text, [text, "x"]) for text in texts))], AT, file)

    document = json.loads(file.getvalue())
    assert [row["name"] for row in document["people"]] == texts
    assert [row["profiles"] for row in document["people"]] == [[text, "x"] for text in texts]
    assert document["exported_at"] == "2026-11-03T12:30:00+00:00"
    assert len(file.getvalue().splitlines()) >= len(texts) + 3


@pytest.mark.parametrize("text", [*ATTACKS, "\x00\x1f\ufffe", "x" * 40_000, "https://a.example/"])
def test_a_workbook_holds_texts_and_no_formulas(text: str) -> None:
    file = io.BytesIO()
    write_xlsx([people(a_row(text)), Exported(Table.ENGAGEMENTS, iter(()))], file)

    found = sheets(file)
    assert list(found) == ["people", "engagements"]
    [cell] = [row[1] for row in found["people"][1:]]
    assert not cell.startswith(DANGEROUS)
    if text.isprintable():
        assert as_it_was(cell) == text[:32_767]


@pytest.mark.parametrize("year", [1, 1899, 1900, 2026, 9999])
def test_a_feed_may_date_its_entries_as_it_likes(year: int) -> None:
    moment: Cell = datetime(year, 3, 1, tzinfo=UTC)
    file = io.BytesIO()
    write_xlsx([people((1, "a", [], moment, None, 0, 0))], file)

    assert len(sheets(file)["people"]) == 2


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Format.CSV, ["people.csv", "engagements.csv"]),
        (Format.JSON, ["botschafter.json"]),
        (Format.XLSX, ["botschafter.xlsx"]),
    ],
)
def test_files_are_named_for_what_is_in_them(
    tmp_path: Path, kind: Format, names: list[str]
) -> None:
    tables = [people(a_row("Zoë")), Exported(Table.ENGAGEMENTS, iter(()))]
    paths = write_files(tables, kind, AT, tmp_path)

    assert [path.name for path in paths] == names
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    if kind is Format.CSV:
        assert paths[0].read_bytes().startswith(b"\xef\xbb\xbfid,name"), "Excel looks for the mark"
