"""The command line's export: mentions, people and engagements, into files or to standard output."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import select

from bot.clock import SystemClock
from bot.errors import BotschafterError
from bot.export_files import (
    Format,
    write_csv,
    write_csv_file,
    write_file,
    write_files,
    write_json,
)
from bot.exports import Exported, Table, export_tables
from bot.logs import set_up_logging
from bot.migrate import migrate
from bot.models import Workspace
from bot.person_commands import PersonId, opened_store, write_person
from bot.settings import load_settings
from bot.store import Store


class ExportError(BotschafterError):
    """What was asked for cannot be written there."""


def export(
    kind: Annotated[
        Format, typer.Option("--format", help="csv: a file for each table; json, xlsx: one file")
    ] = Format.CSV,
    output: Annotated[
        Path | None, typer.Option(help="folder or file; without it: standard output")
    ] = None,
    table: Annotated[Table | None, typer.Option(help="this table alone")] = None,
    person: Annotated[
        str | None, typer.Option(help="all that is known about one person, as JSON: a name")
    ] = None,
    person_id: PersonId = None,
) -> None:
    """Write mentions, people and engagements, or all that is known about one person."""
    if person is not None:
        _export_person(person, person_id, output)
        return
    if output is None and (kind is Format.XLSX or (kind is Format.CSV and table is None)):
        raise ExportError(
            f"Not all of {kind} goes to standard output.",
            advice="Name a folder with --output, or one table with --table and the format csv.",
        )
    settings = load_settings()
    set_up_logging(settings.log_level, settings.log_format)
    store = Store(settings.database_url)
    migrate(store.engine)
    with store.read() as session:
        workspace_id = session.scalar(select(Workspace.id).order_by(Workspace.id).limit(1)) or 0
        tables = [
            each for each in export_tables(session, workspace_id) if table in (None, each.table)
        ]
        if output is None:
            _print(tables, kind)
        else:
            for path in _write(tables, kind, output):
                typer.echo(path)
    store.close()


def _export_person(name: str, person_id: int | None, output: Path | None) -> None:
    with opened_store() as store:
        document = write_person(store, name, person_id)
    if output is None:
        typer.echo(document)
        return
    try:
        output.write_text(document + "\n", encoding="utf-8")
    except OSError as error:
        raise ExportError(
            f"{output} cannot be written: {error.strerror or error}.",
            advice="Name a file in another place with --output.",
        ) from error


def _print(tables: Sequence[Exported], kind: Format) -> None:
    stdout: Any = typer.get_text_stream("stdout", encoding="utf-8", errors="replace")
    if kind is Format.CSV:
        write_csv(tables[0], stdout)
    else:
        write_json(tables, SystemClock().now(), stdout)


def _write(tables: Sequence[Exported], kind: Format, output: Path) -> list[Path]:
    """Write into a file where the name ends like one, else into a folder, which is made."""
    now = SystemClock().now()
    is_file = output.suffix.lower() == f".{kind}" and not output.is_dir()
    if is_file and kind is Format.CSV and len(tables) > 1:
        raise ExportError(
            f"{output} is one file, and there are {len(tables)} tables.",
            advice="Name a folder, or one table with --table.",
        )
    try:
        (output.parent if is_file else output).mkdir(parents=True, exist_ok=True)
        if not is_file:
            return write_files(tables, kind, now, output)
        if kind is Format.CSV:
            return [write_csv_file(tables[0], output)]
        return [write_file(tables, kind, now, output)]
    except OSError as error:
        raise ExportError(
            f"{output} cannot be written: {error.strerror or error}.",
            advice="Choose another place with --output.",
        ) from error
