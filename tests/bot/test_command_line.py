"""The command line, as an admin runs it: what it prints, what it stores, and how it ends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.feed_models import Feed
from bot.manifest import BOT_SCOPES
from bot.models import Mention
from bot.settings import Settings, variable_name
from bot.slack_models import OutboxRow
from bot.store import Store
from sandbox.config import AppConfig, SandboxConfig
from sandbox.pytest_plugin import MakeSandbox
from sandbox.server import Sandbox
from tests.bot.commanding import Run
from tests.documents import item, rss
from tests.feeds.server import FeedServer

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Iterator[Store]:
    assert callable(run)
    opened = Store(f"sqlite:///{tmp_path / 'bot.db'}")
    yield opened
    opened.close()


def with_sandbox(sandbox: Sandbox, **changed: str) -> dict[str, str]:
    return {
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
    } | changed


def test_a_mistyped_command_is_answered_with_the_nearest_also_where_its_code_comes_later(
    run: Run,
) -> None:
    for typed, meant in (("exprt", "export"), ("feds", "feeds"), ("pol", "poll")):
        ran = run(typed)
        assert ran.returncode != 0
        assert f"Did you mean '{meant}'?" in ran.stderr


def test_what_one_command_needs_is_not_brought_in_for_the_others() -> None:
    program = (
        "import sys; from bot.command_line import make_command_line; make_command_line();"
        "print({'bot.models', 'bot.forgetting', 'feedparser', 'slack_sdk'} & set(sys.modules))"
    )
    said = subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True)  # noqa: S603
    assert said == "set()\n"


def test_help_names_the_commands_and_the_whole_environment(run: Run) -> None:
    ran = run("--help")

    assert ran.returncode == 0
    for word in (
        "demo",
        "run",
        "web",
        "worker",
        "poll",
        "migrate",
        "doctor",
        "manifest",
        "export",
        "feeds",
    ):
        assert f" {word} " in ran.stdout
    for field in Settings.model_fields:
        assert variable_name(field) in ran.stdout


@pytest.mark.parametrize(
    "command",
    [
        *("demo", "run", "web", "worker", "poll", "migrate", "doctor", "manifest", "sandbox"),
        *("export", "forget"),
    ],
)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "--help")

    assert ran.returncode == 0
    assert "Usage" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [(["manifest"], 0, '"socket_mode_enabled": true'), (["run"], 1, "SLACK_APP_TOKEN is not set")],
    ids=["manifest", "run"],
)
def test_it_runs_as_a_program(
    environment: dict[str, str], arguments: list[str], code: int, says: str
) -> None:
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=dict(os.environ) | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.returncode == code
    assert says in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_migrate_says_that_it_is_done_and_may_be_said_twice(run: Run) -> None:
    for _ in range(2):
        ran = run("migrate")
        assert (ran.returncode, ran.stdout.strip()) == (0, "The database is up to date.")


def test_feeds_are_added_listed_polled_and_removed_without_slack(
    run: Run, feed_server: FeedServer, store: Store
) -> None:
    url = feed_server.serve("/feed", rss(item(1)))

    added = run("feeds", "add", url, "--channel", "C1").stdout
    assert added == "1  Bergblog: the newest entry will be shown, 0 older left aside\n"
    assert "already" in run("feeds", "add", url, "--channel", "C1").stdout
    listed = run("feeds", "list").stdout
    assert listed.startswith("1  C1  Bergblog")
    assert url in listed

    feed_server.serve("/feed", rss(item(3), item(2), item(1)))
    nothing_due = run("poll", "--once")
    assert nothing_due.returncode == 0
    assert nothing_due.stdout.strip().startswith("0 polled")
    polled = run("poll", "--once", "--all")
    assert polled.returncode == 0
    assert polled.stdout.strip() == (
        "1 polled, 0 unchanged, 0 failed, 2 new entries, 2 new mentions"
    )
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Mention)) == 3
        assert session.scalar(select(func.count()).select_from(OutboxRow)) == 6

    removed = run("feeds", "remove", "1")
    assert removed.returncode == 0
    assert "Bergblog" in removed.stdout
    assert "No feeds yet" in run("feeds", "list").stdout
    again = run("feeds", "remove", "1")
    assert again.returncode == 1
    assert "no feed 1" in again.stderr


@pytest.mark.parametrize("address", ["http://10.0.0.1/", "nonsense", "http://127.0.0.1:1025/"])
def test_what_is_no_feed_is_said_kindly_and_not_stored(
    run: Run, store: Store, address: str
) -> None:
    ran = run("feeds", "add", address, "--channel", "C1")

    assert ran.returncode == 1
    assert ran.stderr.strip()
    assert "Traceback" not in ran.stderr
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Feed)) == 0


@pytest.mark.parametrize("command", ["run", "worker", "web"])
def test_without_tokens_it_says_which_to_set(run: Run, command: str) -> None:
    ran = run(command)

    assert ran.returncode == 1
    assert "is not set" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("command", "token"), [("run", "SLACK_BOT_TOKEN"), ("run", "SLACK_APP_TOKEN")]
)
def test_a_wrong_token_ends_it_with_advice(
    run: Run, sandbox: Sandbox, command: str, token: str
) -> None:
    wrong = "x" + ("oxb-wrong" if token == "SLACK_BOT_TOKEN" else "app-wrong")

    ran = run(command, **with_sandbox(sandbox, **{token: wrong}))

    assert ran.returncode == 1
    assert f"Slack refuses {token}" in ran.stderr
    assert wrong not in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("command", "url"),
    [
        (["migrate"], "mysql://me:hunter2@a/b"),
        (["migrate"], "postgresql://me:hunter2@:::"),
        (["migrate"], "postgresql://me:hunter2@127.0.0.1:1025/bot"),
        (["feeds", "list"], "sqlite:////no/such/folder/bot.db"),
        (["doctor"], "sqlite:////no/such/folder/bot.db"),
    ],
)
def test_a_bad_database_is_said_kindly(run: Run, command: list[str], url: str) -> None:
    ran = run(*command, DATABASE_URL=url)

    told = ran.stdout + ran.stderr
    assert ran.returncode == 1
    assert "DATABASE_URL" in told
    assert "Traceback" not in told
    assert "hunter2" not in told
    assert len(told) < 2000


def test_the_doctor_finds_all_well(run: Run, sandbox: Sandbox) -> None:
    ran = run("doctor", **with_sandbox(sandbox))

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "✗" not in ran.stdout
    assert "Alpenglück" in ran.stdout


SICK = {
    "wrong bot token": ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "OAuth & Permissions"),
    "wrong app token": ({"SLACK_APP_TOKEN": "xapp-wrong"}, "connections:write"),
    "no bot token": ({"SLACK_BOT_TOKEN": ""}, "Set SLACK_BOT_TOKEN"),
    "no app token": ({"SLACK_APP_TOKEN": ""}, "Set SLACK_APP_TOKEN"),
    "Slack is away": ({"SLACK_API_URL": "http://127.0.0.1:1025/api/"}, "SLACK_API_URL"),
}


@pytest.mark.parametrize(("changed", "advice"), SICK.values(), ids=SICK.keys())
def test_the_doctor_says_what_to_do(
    run: Run, sandbox: Sandbox, changed: dict[str, str], advice: str
) -> None:
    ran = run("doctor", **with_sandbox(sandbox, **changed))

    assert ran.returncode == 1
    assert "✗" in ran.stdout
    assert advice in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr


def test_the_doctor_names_a_missing_scope(run: Run, make_sandbox: MakeSandbox) -> None:
    scopes = tuple(sorted(set(BOT_SCOPES) - {"reactions:write"}))
    with make_sandbox(SandboxConfig(apps=(AppConfig(scopes=scopes),))) as lacking:
        ran = run("doctor", **with_sandbox(lacking))

    assert ran.returncode == 1
    assert "missing: reactions:write" in ran.stdout


def test_the_doctor_names_a_feed_that_cannot_be_read(
    run: Run, sandbox: Sandbox, feed_server: FeedServer
) -> None:
    url = feed_server.serve("/feed", rss(item(1)))
    run("feeds", "add", url, "--channel", "C0MENTIONS")
    feed_server.remove("/feed")
    run("poll", "--once", "--all")

    ran = run("doctor", **with_sandbox(sandbox))

    assert ran.returncode == 1
    assert url in ran.stdout
