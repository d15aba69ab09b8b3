"""Brings the tables of a database to the present version."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.errors import DatabaseUnavailableError

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_STEP = re.compile(r"^(revision|down_revision) = '(\w+)'", re.MULTILINE)
# Any fixed number: processes that start together migrate one after the other.
_LOCK = 6_271_983


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run what is missing up to a revision; safe when several processes start at once.

    Raises DatabaseUnavailableError.
    """
    if revision == "head" and _is_current(engine):
        return
    from alembic.util import CommandError  # noqa: PLC0415  # heavy, and needed once a version

    try:
        _upgrade(engine, revision)
    except CommandError as error:
        raise DatabaseUnavailableError(
            f"The database's tables cannot be brought up to date: {error}.",
            advice="Was it made by a newer version? Then install that one.",
        ) from error
    except DBAPIError as error:
        reason = str(error.orig).partition("\n")[0]
        raise DatabaseUnavailableError(
            f"The database cannot be opened: {reason}.",
            advice="Check DATABASE_URL and the server.",
        ) from error


def newest_revision() -> str:
    """Name the revision to which the migrations lead: no other one follows it."""
    files = (_MIGRATIONS / "versions").glob("[0-9]*.py")
    found = [_STEP.findall(file.read_text(encoding="utf-8")) for file in files]
    steps = [(str(name), str(revision)) for one in found for name, revision in one]
    followed = {revision for name, revision in steps if name == "down_revision"}
    return next(one for name, one in steps if name == "revision" and one not in followed)


def _is_current(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
            return list(found) == [newest_revision()]
    except DBAPIError:
        return False  # no tables yet, or no database: whoever goes on says which


def _upgrade(engine: Engine, revision: str) -> None:
    from alembic import command  # noqa: PLC0415  # as above

    # On SQLite the lock is the one writer's, taken at the beginning (see bot.store).
    with engine.execution_options(begin_immediate=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def alembic_config() -> "Config":
    """Tell Alembic where our migrations are; no alembic.ini is needed."""
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
