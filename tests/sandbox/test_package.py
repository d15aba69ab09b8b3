"""The sandbox is a distribution of its own: it installs and runs where there is no bot."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest
from slack_sdk import WebClient

ROOT = Path(__file__).parents[2]
SITE = sysconfig.get_path("purelib")
# Without -S the environment's own links would lead to the bot's packages.
ALONE = [sys.executable, "-I", "-S", "-c"]
BEGIN = f"""
import importlib.util, sys
sys.path += [{{installed!r}}, {SITE!r}]
for bots in ("bot", "handlers", "feeds"):
    assert importlib.util.find_spec(bots) is None, bots
"""
SERVE = """
import runpy
sys.argv = ["sandbox", "--port", "0"]
runpy.run_module("sandbox", run_name="__main__")
"""
# Closes a connection as slowly as a busy machine may: slack_sdk's reader looks again after 0.1 s.
BUSY = """
import time
from slack_sdk.socket_mode.builtin import SocketModeClient
disconnect = SocketModeClient.disconnect
def late(client):
    client.current_session.ping("wake the reader")
    time.sleep(0.5)
    disconnect(client)
SocketModeClient.disconnect = late
"""
TEST = """
import pytest
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:cov"]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the distribution, of a copy, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    left_out = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
    shutil.copytree(ROOT / "sandbox", folder / "source", ignore=left_out)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel"]
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run(  # noqa: S603  # our own program
        [*pip, *options, "--wheel-dir", str(folder), str(folder / "source")], check=True
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    folder = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def test_the_wheel_holds_all_that_the_sandbox_consists_of(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        there = {name for name in packed.namelist() if name.startswith("sandbox/")}
    ours = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "sandbox").rglob("*")
        if path.is_file()
        and not {"__pycache__", "build"} & set(path.parts)
        and ".egg-info" not in str(path)
    }
    assert there == ours - {"sandbox/pyproject.toml", "sandbox/README.md"}


def test_it_runs_where_there_is_no_bot(installed: Path, tmp_path: Path) -> None:
    program = BEGIN.format(installed=str(installed)) + SERVE
    with subprocess.Popen([*ALONE, program], cwd=tmp_path, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        where = process.stdout.readline().decode()
        client = WebClient("xoxb-sandbox", base_url=re.findall(r"http://\S+/api/", where)[0])
        posted = client.chat_postMessage(channel="mentions", text="Alone")
        process.terminate()
        assert process.wait(10) == 0
    assert posted["message"]["text"] == "Alone"


def test_the_example_in_the_docs_is_a_test_that_passes(installed: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
    section = page.partition("## Test your own Slack app with it")[2].partition("\n## ")[0]
    (example,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    (tmp_path / "test_polls.py").write_text(example, encoding="utf-8")
    program = BEGIN.format(installed=str(installed)) + BUSY + TEST
    ran = subprocess.run(  # noqa: S603
        [*ALONE, program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 passed" in ran.stdout


def declared(file: str) -> dict[str, str]:
    """Give a file's dependencies: name and versions."""
    project = tomllib.loads((ROOT / file).read_text(encoding="utf-8"))["project"]
    parts = [re.match(r"[\w.-]+", each) for each in project["dependencies"]]
    return {part[0]: part.string[part.end() :] for part in parts if part}


def test_it_declares_what_it_imports_in_the_versions_that_the_bot_takes() -> None:
    graph = grimp.build_graph("sandbox", include_external_packages=True, cache_dir=None)
    imported = {module for module in graph.modules if "." not in module} - {"sandbox", "pytest"}
    names = packages_distributions()
    needed = {names[each][0].lower() for each in imported - sys.stdlib_module_names}
    own, bots = declared("sandbox/pyproject.toml"), declared("pyproject.toml")
    assert needed <= set(own)
    assert own.items() <= bots.items()
