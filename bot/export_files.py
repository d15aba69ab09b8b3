"""Files for exports: CSV, JSON and XLSX, written row by row as the rows come."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from bot.exports import Cell, Exported

# A cell that begins so may be run as a formula: https://owasp.org/www-community/attacks/CSV_Injection
# The last four are those that East Asian keyboards type; programs take them for the same.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HARMLESS = "'"
# https://support.microsoft.com/office/excel-specifications-and-limits
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
_FIRST_YEAR = 1900
_WIDTHS = {"title": 50, "excerpt": 60, "reply_text": 60, "link": 40, "mention_title": 50}
_WIDTH = 18


class Format(StrEnum):
    """What kind of file is written."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


def harmless(text: str) -> str:
    """Write a text for a cell so that no program takes it for a formula.

    Where it could, an apostrophe stands before it; so it does where the text has one there already,
    and ``as_it_was`` gives every text back.
    """
    bare = text.lstrip(_HARMLESS).lstrip(" ")
    return _HARMLESS + text if bare.startswith(_DANGEROUS) else text


def as_it_was(cell: str) -> str:
    """Give the text that ``harmless`` made a cell of."""
    bare = cell.removeprefix(_HARMLESS)
    return bare if bare != cell and harmless(bare) == cell else cell


def write_csv(exported: Exported, file: TextIO) -> None:
    """Write one table, with a line of column names; moments as ISO 8601 in UTC.

    ``file`` must not change line ends (``newline=""``).
    """
    writer = csv.writer(file)
    writer.writerow(exported.columns)
    writer.writerows([_in_csv(cell) for cell in row] for row in exported.rows)


def write_json(tables: Iterable[Exported], exported_at: datetime, file: TextIO) -> None:
    """Write one document: an object with a list of objects for each table, one on each line."""
    file.write(f'{{"exported_at": {_json(exported_at)}')
    for exported in tables:
        file.write(f",\n{_json(exported.table)}: [")
        for number, row in enumerate(exported.rows):
            file.write(",\n" if number else "\n")
            file.write(_json(dict(zip(exported.columns, row, strict=True))))
        file.write("\n]")
    file.write("\n}\n")


def write_xlsx(tables: Iterable[Exported], file: BinaryIO) -> None:
    """Write one workbook with a sheet for each table; moments are in UTC.

    What a sheet has no room for is left out: rows beyond a million, texts beyond 32,767 characters.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  # for workbooks only

    # Each row goes to the disk before the next one; no text becomes a formula or a link.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as workbook:
        bold = workbook.add_format({"bold": True})
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for exported in tables:
            sheet = workbook.add_worksheet(str(exported.table))
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(exported.columns):
                sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
                sheet.write_string(0, column, name, bold)
            for number, row in enumerate(exported.rows, start=1):
                if number >= MOST_ROWS:
                    break
                for column, cell in enumerate(row):
                    _in_sheet(sheet, number, column, cell, moment)


def write_files(
    tables: Sequence[Exported], kind: Format, exported_at: datetime, folder: Path
) -> list[Path]:
    """Write tables into a folder, as one file or as one for each; give their paths."""
    if kind is Format.CSV:
        return [write_csv_file(each, folder / f"{each.table}.csv") for each in tables]
    return [write_file(tables, kind, exported_at, folder / f"botschafter.{kind}")]


def write_csv_file(exported: Exported, path: Path) -> Path:
    """Write one table; give the path."""
    # With the mark at its beginning, Excel reads the file as UTF-8.
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        write_csv(exported, file)
    return path


def write_file(tables: Sequence[Exported], kind: Format, exported_at: datetime, path: Path) -> Path:
    """Write tables into one JSON document or workbook; give the path."""
    if kind is Format.XLSX:
        with path.open("wb") as workbook:
            write_xlsx(tables, workbook)
    else:
        with path.open("w", encoding="utf-8", errors="replace", newline="") as document:
            write_json(tables, exported_at, document)
    return path


def _in_csv(cell: Cell) -> str | int | None:
    if isinstance(cell, datetime):
        return cell.isoformat()
    if cell is None or isinstance(cell, int):
        return cell
    return harmless(cell if isinstance(cell, str) else "; ".join(cell))


def _in_sheet(sheet: Any, row: int, column: int, cell: Cell, moment: object) -> None:  # noqa: ANN401  # xlsxwriter has no types
    match cell:
        case None:
            return
        case int():
            sheet.write_number(row, column, cell)
        case datetime() if cell.year >= _FIRST_YEAR:
            # Workbooks know no zones.
            sheet.write_datetime(row, column, cell.astimezone(UTC).replace(tzinfo=None), moment)
        case _:
            sheet.write_string(row, column, str(_in_csv(cell))[:LONGEST_CELL])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_moment_or_list)


def _moment_or_list(value: Any) -> object:  # noqa: ANN401  # whatever json does not know
    return value.isoformat() if isinstance(value, datetime) else list(value)
