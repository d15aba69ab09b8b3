"""The tables come about step by step, agree with the models, and survive a hasty start."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from bot.errors import DatabaseUnavailableError
from bot.migrate import alembic_config, migrate
from bot.models import Mention
from bot.store import Store
from tests.bot.making import make_workspace

ROOT = Path(__file__).parents[2]
MODELS = set(Mention.metadata.tables)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_an_empty_database_gets_all_tables(database_url: str) -> None:
    engine = Store(database_url).engine
    assert tables(engine) == set()

    migrate(engine)

    assert tables(engine) == MODELS
    engine.dispose()


def test_models_and_migrations_agree(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Mention.metadata) == []


def test_migrating_again_changes_nothing(store: Store) -> None:
    with store.write() as session:
        make_workspace(session)

    migrate(store.engine)

    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM workspace")).scalar() == 1


def test_the_way_back_leads_to_an_empty_database_and_forth_again(store: Store) -> None:
    with store.engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert tables(store.engine) == set()

    migrate(store.engine)
    assert tables(store.engine) == MODELS


def test_a_database_of_a_newer_version_is_said_to_be_one(store: Store) -> None:
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseUnavailableError, match="newer version"):
        migrate(store.engine)


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna, " * 500)

    with pytest.raises(DatabaseUnavailableError, match="not a database"):
        migrate(Store(f"sqlite:///{path}").engine)


def test_processes_that_start_together_all_find_the_tables(database_url: str) -> None:
    hasty = (
        "import sys; from bot.migrate import migrate; from bot.store import Store; "
        f"store = Store({database_url!r}); sys.stdin.read(1); migrate(store.engine)"
    )
    processes = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", hasty],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("!")
        process.stdin.flush()
    complaints = [process.communicate(timeout=60)[1] for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0], complaints
    engine = Store(database_url).engine
    assert tables(engine) == MODELS
    engine.dispose()
