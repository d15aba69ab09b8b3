"""Brings the tables of a database to the present version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.errors import DatabaseUnavailableError

# Any fixed number: processes that start together migrate one after the other.
_LOCK = 6_271_983


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run what is missing up to a revision; safe when several processes start at once.

    Raises DatabaseUnavailableError.
    """
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


def _upgrade(engine: Engine, revision: str) -> None:
    # On SQLite the lock is the one writer's, taken at the beginning (see bot.store).
    with engine.execution_options(begin_immediate=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def alembic_config() -> Config:
    """Tell Alembic where our migrations are; no alembic.ini is needed."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
