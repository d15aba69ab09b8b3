"""The sandbox runs by itself until it is interrupted, and says what keeps it from running."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from slack_sdk import WebClient

from sandbox.command_line import main

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.pytest_plugin import MakeSandbox

_WORKSPACE = """
team_name: Bergbahn
users: [{name: nora}]
channels: [{name: lifts}]
apps: [{name: My Polls, scopes: ["chat:write"], channels: [lifts]}]
"""


@pytest.mark.parametrize("ends_by", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_a_workspace_from_a_file_until_it_is_interrupted(
    tmp_path: Path, ends_by: signal.Signals
) -> None:
    file = tmp_path / "workspace.yaml"
    file.write_text(_WORKSPACE)
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--config", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own program
        assert process.stdout is not None
        where, app = (process.stdout.readline().decode() for _ in range(2))
        assert "xoxb-my-polls" in app
        api_url = re.findall(r"http://\S+/api/", where)[0]
        client = WebClient("xoxb-my-polls", base_url=api_url)
        assert client.auth_test()["team"] == "Bergbahn"
        assert client.chat_postMessage(channel="lifts", text="Closed today")["ok"]
        process.send_signal(ends_by)
        _, complaints = process.communicate(timeout=10)
    assert (process.returncode, complaints) == (0, b"")


def test_a_taken_port_is_an_error(make_sandbox: MakeSandbox) -> None:
    with make_sandbox() as running:
        again = make_sandbox(port=int(running.url.rpartition(":")[2]))
        with pytest.raises(OSError, match="in use"), again:
            pass


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "cannot be read: No such file"),
        ("team_nme: x", "line 1, team_nme: there is no team_nme; do you mean team_name?"),
    ],
)
def test_a_wrong_file_is_said_kindly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, says: str
) -> None:
    file = tmp_path / "workspace.yaml"
    if text is not None:
        file.write_text(text)
    assert main(["--config", str(file)]) == 1
    assert says in capsys.readouterr().err
