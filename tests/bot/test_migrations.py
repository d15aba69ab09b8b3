"""The tables come about step by step, agree with the models, and survive a hasty start."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

import bot.community_models  # noqa: F401, nothing else here adds its table
from bot.errors import DatabaseUnavailableError
from bot.migrate import alembic_config, migrate, newest_revision
from bot.models import Mention
from bot.store import Store
from tests.bot.making import make_workspace
from tests.databases import postgres_on, sqlite_at

ROOT = Path(__file__).parents[2]
MODELS = set(Mention.metadata.tables)
FOUND = text(
    "SELECT mention_id, entry_id, subscription_id, kind, place, retitled, flickered, heading"
    " FROM mention_source JOIN entry ON entry.id = mention_source.entry_id"
)
BEFORE_WATCHES = """
INSERT INTO workspace (id, channel, digest_at, language, emoji_claim, emoji_replied, emoji_dismiss,
  name, mention_count, subscription_count, created_at)
  VALUES (1, 'C1', '09:00:00', 'en', 'a', 'b', 'c', '', 1, 1, {now});
INSERT INTO feed (id, url, title, next_poll_at, failures)
  VALUES (1, 'https://blog.example/feed', '', {now}, 0);
INSERT INTO subscription (id, workspace_id, feed_id, number, channel, created_at)
  VALUES (1, 1, 1, 1, 'C1', {now});
INSERT INTO entry (id, feed_id, identity, first_seen_at) VALUES (1, 1, 'id:1', {now});
INSERT INTO person (id, workspace_id, name, search_name, first_seen_at, last_seen_at)
  VALUES (1, 1, 'Anna', 'anna', {now}, {now});
INSERT INTO mention (id, workspace_id, entry_id, subscription_id, person_id, number, channel, title,
  place, authors, excerpt, found_at, state, version, shown_version)
  VALUES (1, 1, 1, 1, 1, 1, 'C1', '', '', '[]', '', {now}, 'open', 1, 0)
"""


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return sqlite_at(tmp_path / "empty.db")


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    with postgres_on(postgres) as url:
        yield url


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


def test_the_newest_migration_is_known_without_alembic() -> None:
    script = ScriptDirectory.from_config(alembic_config())
    assert newest_revision() == script.get_current_head()


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


def test_subscriptions_and_what_they_brought_stay_when_watches_come(database_url: str) -> None:
    engine = Store(database_url).engine
    migrate(engine, "0001")
    with engine.begin() as connection:
        for statement in BEFORE_WATCHES.strip().split(";\n"):
            connection.execute(text(statement.format(now="'2026-11-03 12:00:00'")))

    migrate(engine)

    found = text(
        "SELECT mention.subscription_id, term, watch_id, listening_since = subscription.created_at"
        " FROM mention JOIN subscription ON subscription.id = mention.subscription_id"
    )
    with engine.begin() as connection:
        assert connection.execute(found).all() == [(1, "", None, True)]
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        back = connection.execute(text("SELECT subscription_id FROM mention")).all()
    assert back == [(1,)]
    engine.dispose()


def test_mentions_have_their_entries_as_sources_when_sources_come(database_url: str) -> None:
    engine = Store(database_url).engine
    migrate(engine, "0001")
    with engine.begin() as connection:
        for statement in BEFORE_WATCHES.strip().split(";\n"):
            connection.execute(text(statement.format(now="'2026-11-03 12:00:00'")))

    migrate(engine)

    with engine.begin() as connection:
        assert connection.execute(FOUND).all() == [(1, 1, 1, "same_page", "", 0, 0, None)]
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        back = connection.execute(text("SELECT id, entry_id FROM mention")).all()
    assert back == [(1, 1)]
    engine.dispose()


def test_feeds_keep_how_they_are_when_their_health_is_kept(database_url: str) -> None:
    engine = Store(database_url).engine
    migrate(engine, "0003")
    with engine.begin() as connection:
        for id_, url, failures in (
            (1, "https://www.blog.example/feed", 0),
            (2, "https://ann:secret@down.example:8443/feed", 3),
            (3, "no address at all", 0),
        ):
            values = {"id": id_, "url": url, "failures": failures}
            connection.execute(
                text(
                    "INSERT INTO feed (id, url, title, next_poll_at, polled_at, failures) VALUES "
                    "(:id, :url, '', '2026-11-03 12:00:00', '2026-11-03 12:00:00', :failures)"
                ),
                values,
            )

    migrate(engine)

    found = text(
        "SELECT host, succeeded_at IS NOT NULL, failing_since IS NOT NULL FROM feed ORDER BY id"
    )
    with engine.begin() as connection:
        rows = [tuple(row) for row in connection.execute(found)]
        assert rows == [
            ("blog.example", True, False),
            ("down.example", False, True),
            ("", True, False),
        ]
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        assert connection.execute(text("SELECT count(*) FROM feed")).scalar() == 3
    engine.dispose()


def test_mentions_have_the_place_of_their_feed_when_teaching_comes(database_url: str) -> None:
    engine = Store(database_url).engine
    migrate(engine, "0001")
    with engine.begin() as connection:
        for statement in BEFORE_WATCHES.strip().split(";\n"):
            feed = statement.replace("blog.example/feed", "old.reddit.com/r/alps/.rss")
            connection.execute(text(feed.format(now="'2026-11-03 12:00:00'")))

    migrate(engine)

    with engine.begin() as connection:
        assert connection.execute(text("SELECT place_key FROM mention")).scalar() == "reddit"
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0007")
        assert connection.execute(text("SELECT count(*) FROM mention")).scalar() == 1
    engine.dispose()


PEOPLE_BEFORE = """
INSERT INTO profile (id, workspace_id, person_id, key, place, handle, url) VALUES
  (1, 1, 1, 'url:reddit.com/u/Anna', 'reddit.com', 'u/Anna', 'https://reddit.com/u/Anna'),
  (2, 1, 1, 'url:old.reddit.com/user/anna', 'r', 'u/anna', 'https://old.reddit.com/user/anna'),
  (3, 1, 1, 'url:anna.example/about', 'anna.example', 'Anna', 'https://anna.example/about'),
  (4, 1, 1, 'mail:anna@example.org', 'blog.example', 'Anna Müller', NULL)
"""


def test_people_are_found_and_known_again_when_they_get_further_names(database_url: str) -> None:
    engine = Store(database_url).engine
    migrate(engine, "0001")
    with engine.begin() as connection:
        for statement in (BEFORE_WATCHES + ";" + PEOPLE_BEFORE).strip().split(";\n"):
            connection.execute(text(statement.format(now="'2026-11-03 12:00:00'")))

    migrate(engine)

    with engine.begin() as connection:
        keys = connection.execute(text("SELECT key FROM profile ORDER BY id")).scalars().all()
        assert keys == [
            "url:reddit.com/user/anna",
            # The same account was known twice: the other key is recognised as it stands.
            "url:old.reddit.com/user/anna",
            "url:anna.example/about",
            "mail:anna@example.org",
        ]
        named = text("SELECT plain, spelled FROM person_name ORDER BY plain")
        assert connection.execute(named).all() == [
            ("anna", "anna"),
            ("anna muller", "anna mueller"),
            ("u/anna", "u/anna"),
        ]
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
        assert connection.execute(text("SELECT search_name FROM person")).scalars().all() == [
            "anna"
        ]
    engine.dispose()
