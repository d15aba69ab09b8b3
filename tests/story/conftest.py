"""A sandbox, the bot in it, and the colleagues who speak to it."""

from collections.abc import Iterator

import pytest

from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.running import RunningBot, quick_sandbox, settings_for
from tests.story.office import Office, open_office


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Run a fresh workspace for one test."""
    with quick_sandbox() as running:
        yield running


@pytest.fixture
def slack(sandbox: Sandbox) -> Iterator[Driver]:
    """Act and look in the workspace as its colleagues do."""
    with Driver(sandbox.url) as driver:
        yield driver


@pytest.fixture
def bot(sandbox: Sandbox, sqlite_url: str, clock: MovableClock) -> Iterator[RunningBot]:
    """Run the bot in Socket Mode, on SQLite."""
    with RunningBot(settings_for(sandbox, sqlite_url), clock) as running:
        yield running


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Open one office for all tests of a module that do not get in each other's way."""
    with open_office(tmp_path_factory.mktemp("office")) as opened:
        yield opened
