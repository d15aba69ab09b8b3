"""The run of all tests fails for a scope that none of them needed, and only then."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

_CONFTEST = """
import pathlib
import pytest
from sandbox.config import AppConfig, SandboxConfig
from tests.minimal_scopes import MinimalScopes

SCOPES = {scopes}

def pytest_configure(config):
    config.pluginmanager.register(MinimalScopes(frozenset(SCOPES), pathlib.Path(__file__).parent))

@pytest.fixture(scope="session")
def sandbox_config():
    app = AppConfig(scopes=SCOPES, events=("reaction_added",), channels=("mentions",))
    return SandboxConfig(apps=(app,))
"""
_POSTING = """
from slack_sdk import WebClient

def test_posting(sandbox):
    client = WebClient("xoxb-sandbox", base_url=sandbox.api_url)
    assert client.chat_postMessage(channel="mentions", text="Hello")["ok"]
"""
_HEARING = """
def test_hearing(sandbox, slack):
    su = slack.colleague("su")
    su.reacts("wave", to=su.says("Hello", in_="mentions"))
"""
NEEDED = ("chat:write", "reactions:read")


@pytest.mark.parametrize(
    ("scopes", "arguments", "code", "verdict"),
    [
        (NEEDED, ["-n", "2"], 0, "each of the 2 was needed"),
        ((*NEEDED, "users:read"), ["-n", "2"], 1, "no test needed users:read"),
        ((*NEEDED, "users:read"), [], 1, "no test needed users:read"),
        (NEEDED, ["test_posting.py"], 0, "not judged: 1 files were not in it"),
        (NEEDED, ["-n", "1", "-k", "posting"], 0, "tests were deselected"),
    ],
    ids=["needed", "superfluous", "superfluous, in one process", "one file", "one test"],
)
def test_a_whole_run_is_judged_by_all_its_tests_together(
    tmp_path: Path, scopes: tuple[str, ...], arguments: list[str], code: int, verdict: str
) -> None:
    """A tiny suite: one test posts, another one lets an event be sent."""
    files = {
        "conftest.py": _CONFTEST.format(scopes=scopes),
        "test_posting.py": _POSTING,
        "test_hearing.py": _HEARING,
        "pytest.ini": "[pytest]\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    pytest_alone = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    ran = subprocess.run(  # noqa: S603  # our own program
        [*pytest_alone, *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert verdict in ran.stdout, ran.stdout + ran.stderr
    assert ran.returncode == code, ran.stdout
