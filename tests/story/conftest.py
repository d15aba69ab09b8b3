"""The bot in a sandbox, and offices in which many tests are at work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.pytest_plugin import MakeSandbox, MakeSlack
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.running import RunningBot, settings_for
from tests.story.office import Office, OpenOffice, at_work, office_config


@pytest.fixture
def bot(sandbox: Sandbox, sqlite_url: str, clock: MovableClock) -> Iterator[RunningBot]:
    """Run the bot in Socket Mode, on SQLite."""
    with RunningBot(settings_for(sandbox, sqlite_url), clock) as running:
        yield running


@pytest.fixture(scope="session")
def open_office(make_sandbox: MakeSandbox, make_slack: MakeSlack) -> OpenOffice:
    """Give a factory of offices; ``settings`` are the bot's."""

    @contextmanager
    def opened(folder: Path, **settings: object) -> Iterator[Office]:
        with (
            make_sandbox(office_config()) as sandbox,
            make_slack(sandbox) as slack,
            at_work(sandbox, slack, folder, **settings) as office,
        ):
            yield office

    return opened


@pytest.fixture(scope="module")
def office(open_office: OpenOffice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Open one office for all tests of a module that do not get in each other's way."""
    with open_office(tmp_path_factory.mktemp("office")) as opened:
        yield opened
