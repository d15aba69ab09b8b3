"""A sandbox in which things go wrong, and the colleagues who speak to the bot all the same."""

from collections.abc import Iterator

import pytest

from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.running import quick_sandbox


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
