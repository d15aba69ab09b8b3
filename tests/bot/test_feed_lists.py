"""Lists of feeds go in and out: through the database and on the command line."""

from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.command_line import make_command_line
from bot.errors import BotschafterError
from bot.feed_lists import Imported, export_feeds, import_feeds
from bot.feed_models import Subscription, Watch
from bot.store import Store
from feeds.opml import FeedList, ListedFeed, read_opml
from tests.bot.making import NOW, make_subscription, make_workspace

LIST = """<opml version="2.0"><body><outline text="All">
<outline type="rss" text="A" xmlUrl="https://a.example/1"/>
<outline type="rss" text="B &amp; C" xmlUrl="https://b.example/2"/>
<outline type="rss" text="Nowhere" xmlUrl="ftp://a.example/"/>
</outline></body></opml>"""


def test_a_list_adds_what_is_new_and_a_watchs_own_feeds_stay_at_home(store: Store) -> None:
    listed = FeedList(
        (ListedFeed("https://blog.example/feed", ""), ListedFeed("https://b.example/2", "B")), (7,)
    )
    with store.write() as session:
        workspace = make_workspace(session)
        make_subscription(session, workspace)
        done = import_feeds(session, workspace.id, "C1", listed, added_by_id=None, now=NOW)
        watch = Watch(
            workspace_id=workspace.id, number=9, term="Acme", channel="C1", created_at=NOW
        )
        session.add(watch)
        session.flush()
        first, second = session.scalars(select(Subscription).order_by(Subscription.number))
        assert (first.listening_since, second.listening_since) == (NOW, None)
        first.term, first.watch_id = "Acme", watch.id
        second.watch_id = watch.id

    with store.read() as session:
        exported = export_feeds(session, workspace.id)

    assert done == Imported(new=1, known=1, unreadable=(7,))
    assert (exported.count, exported.left_out) == (1, 1)
    assert '<outline text="Acme">' in exported.text
    assert read_opml(exported.text.encode()).feeds == (ListedFeed("https://b.example/2", "B"),)


@pytest.fixture
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logging_as_before: None) -> None:
    assert logging_as_before is None
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.db'}")


def run(*arguments: str | Path) -> str:
    """Run a command about feeds, and give what it prints."""
    ended = CliRunner().invoke(make_command_line(), ["feeds", *map(str, arguments)])
    if ended.exception is not None:
        raise ended.exception
    return ended.stdout


@pytest.mark.usefixtures("_own_database")
def test_a_list_of_feeds_goes_in_and_out_on_the_command_line(tmp_path: Path) -> None:
    given, written = tmp_path / "in.opml", tmp_path / "out.opml"
    given.write_text(LIST)

    first = run("import", given, "--channel", "C1")
    assert "2 new, 0 known, 1 unreadable" in first
    assert f"{given}:4: " in first
    assert "0 new, 2 known, 1 unreadable" in run("import", given, "--channel", "C1")

    assert "2 feeds are in" in run("export", written)
    assert written.read_text() == run("export")
    run("remove", "1")
    assert "1 new, 1 known, 0 unreadable" in run("import", written, "--channel", "C1")


@pytest.mark.usefixtures("_own_database")
def test_a_file_that_is_no_list_of_feeds_is_said_to_be_none(tmp_path: Path) -> None:
    letter = tmp_path / "letter.opml"
    letter.write_text("Dear Anna,")

    with pytest.raises(BotschafterError, match="cannot be opened"):
        run("import", tmp_path, "--channel", "C1")
    with pytest.raises(BotschafterError, match="cannot be read") as caught:
        run("import", letter, "--channel", "C1")
    assert "It should be OPML" in (caught.value.advice or "")
