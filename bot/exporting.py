"""Exporting: the log, or all that there is, as files in a colleague's direct messages."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from sqlalchemy.orm import Session

from bot.answers import files as say
from bot.answers.log import log_heading, log_page
from bot.desk import Asker, Desk
from bot.export_files import Format, write_csv_file, write_files
from bot.exports import export_engagements, export_tables
from bot.language import Language
from bot.log_filter import LogFilter, Page
from bot.log_pages import lines_of, log_page_of
from bot.message import Message
from bot.names import learn_names
from bot.slack import RefusedError, Slack, SlackCallError
from bot.uploads import Upload, conversation_with, share_files

log = structlog.get_logger(__name__)

Write = Callable[[Session, Path], list[Path]]
"""Writes files into a folder, from what stands in the database; gives their paths."""


def send_log(desk: Desk, slack: Slack, asker: Asker, wanted: LogFilter) -> Message:
    """Send the lines of the log that fit as a CSV file, to the asker alone."""
    with desk.visit(asker) as visit:
        language, zone, workspace_id = visit.language, visit.zone, visit.workspace.id
        facts = log_page_of(visit, wanted, Page())
    if not facts.lines:
        return log_page(facts, language, zone)

    def write(session: Session, folder: Path) -> list[Path]:
        lines = export_engagements(session, lines_of(wanted, workspace_id, zone))
        return [write_csv_file(lines, folder / "log.csv")]

    return _send(desk, slack, asker, write, log_heading(facts, language), language)


def send_export(desk: Desk, slack: Slack, asker: Asker, kind: Format) -> Message:
    """Send all mentions, people and engagements, to the asker alone."""
    with desk.visit(asker) as visit:
        language, now, workspace_id = visit.language, visit.now, visit.workspace.id

    def write(session: Session, folder: Path) -> list[Path]:
        tables = export_tables(session, workspace_id)
        return write_files(tables, kind, now, folder)

    return _send(desk, slack, asker, write, say.export_comment(language), language)


def _send(
    desk: Desk, slack: Slack, asker: Asker, write: Write, comment: str, language: Language
) -> Message:
    """Write files aside, outside any writing transaction, and upload them."""
    learn_names(desk.store, desk.clock, slack)
    with TemporaryDirectory(prefix="botschafter-") as folder:
        with desk.store.read() as session:
            paths = write(session, Path(folder))
        try:
            channel = conversation_with(slack, asker.user_id)
            share_files(slack, channel, [Upload(path, path.name) for path in paths], comment)
        except RefusedError as error:
            log.warning("files.refused", method=error.method, reason=error.reason)
            return say.files_refused(language)
        except SlackCallError as error:
            log.warning("files.unanswered", method=error.method, reason=error.reason)
            return say.files_unanswered(language)
    return say.file_sent(language)
