"""Slack is not there, or not any more: the bot waits, says so, and comes back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handlers import socket
from sandbox.config import SandboxConfig
from sandbox.driver import Driver
from sandbox.pytest_plugin import MakeSandbox, MakeSlack
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.faults.line import Line
from tests.ports import free_port
from tests.program import Program, environment_for
from tests.running import RunningBot, settings_for

_BACK_WITHIN = 20.0
# Seconds between two looks whether the line still lives: as short as a test can wait for.
_PING = 1.0


def test_a_bot_that_starts_before_slack_waits_and_says_so(
    make_sandbox: MakeSandbox,
    make_slack: MakeSlack,
    sandbox_config: SandboxConfig,
    sqlite_url: str,
    tmp_path: Path,
) -> None:
    """Each try is one line in the log; when Slack comes, the bot runs."""
    port = free_port()
    to_come = f"http://127.0.0.1:{port}/api/"
    with Program(["run"], environment_for(to_come, sqlite_url), tmp_path) as bot:
        bot.waits_for_log("slack.waiting", times=3)
        waits = [line["again_in_seconds"] for line in bot.logged("slack.waiting")]
        assert waits[:3] == [0.5, 1.0, 2.0], "each try is said once"
        assert not bot.logged("bot.running")
        with make_sandbox(sandbox_config, port=port) as sandbox, make_slack(sandbox) as slack:
            bot.waits_for_log("bot.running", within=_BACK_WITHIN)
            su = slack.colleague("su")
            su.runs("/mentions help", in_="mentions")
            su.sees_ephemeral("claim")
            assert bot.stops(8) < 8


@pytest.fixture
def patient(make_sandbox: MakeSandbox, sandbox_config: SandboxConfig) -> Iterator[Sandbox]:
    """Run a workspace that does not tire of sending an event again."""
    config = replace(sandbox_config, ack_seconds=2.0, retry_seconds=(0.0,) * 15)
    with make_sandbox(config) as running:
        yield running


TROUBLES: dict[str, Callable[[Driver, Line], object]] = {
    "Slack asks for a new socket": lambda slack, _line: slack.admin("refresh_sockets"),
    "Slack closes the socket": lambda slack, _line: slack.admin("disconnect_sockets"),
    "the line is reset": lambda _slack, line: line.cut(),
    "the line is hung up": lambda _slack, line: line.hang_up(),
    "the line falls silent": lambda _slack, line: line.freeze(),
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
def test_a_bot_whose_socket_is_gone_comes_back_and_hears(
    patient: Sandbox,
    make_slack: MakeSlack,
    sqlite_url: str,
    clock: MovableClock,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Callable[[Driver, Line], object],
) -> None:
    """An event that Slack sends again and again meanwhile is taken."""
    monkeypatch.setattr(socket, "PING", _PING)
    with make_slack(patient) as slack, Line(patient) as line:
        settings = settings_for(patient, sqlite_url, slack_api_url=line.api_url)
        with RunningBot(settings, clock):
            slack.colleague("su").opens_home()
            slack.colleague("su").sees_home("This week", within=10)
            connections = len(slack.calls("apps.connections.open"))
            trouble(slack, line)
            slack.colleague("loi").opens_home()
            slack.colleague("loi").sees_home("This week", within=_BACK_WITHIN)
            assert len(slack.calls("apps.connections.open")) > connections
