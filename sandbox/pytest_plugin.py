"""The pytest plugin: fixtures that start a sandbox on a free port, and look into it.

Nothing heavy is imported before a fixture is used: pytest loads this file at every start, before
coverage is measured.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sandbox.config import SandboxConfig
    from sandbox.driver import Driver
    from sandbox.server import Sandbox


class MakeSandbox(Protocol):
    """What the fixture ``make_sandbox`` gives."""

    def __call__(
        self,
        config: SandboxConfig | None = None,
        *,
        port: int = 0,
        now: Callable[[], float] = time.time,
        keep_in: Path | None = None,
    ) -> AbstractContextManager[Sandbox]:
        """Run a sandbox inside a ``with`` block.

        ``config`` describes its workspace, by default the one that needs no file; ``port`` 0 is a
        free one; ``now`` is its clock, in seconds since 1970; ``keep_in`` the file in which its
        workspace is kept from one sandbox to the next.
        """
        ...


class Served(Protocol):
    """What has a sandbox's page at an address."""

    @property
    def url(self) -> str:
        """Give the address."""
        ...


class MakeSlack(Protocol):
    """What the fixture ``make_slack`` gives."""

    def __call__(self, sandbox: Served) -> AbstractContextManager[Driver]:
        """Look into a sandbox inside a ``with`` block."""
        ...


class Hooks:
    """What the plugin tells other plugins."""

    @pytest.hookspec
    def pytest_sandbox_ends(self, sandbox: Sandbox) -> None:
        """Be told of a sandbox that is about to end, with all that happened in it."""


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Let other plugins hear of sandboxes."""
    pluginmanager.add_hookspecs(Hooks)


@pytest.fixture(scope="session")
def make_sandbox(pytestconfig: pytest.Config) -> MakeSandbox:
    """Give a factory of sandboxes, for fixtures of wider scopes and workspaces of all kinds."""
    from sandbox.server import Sandbox  # noqa: PLC0415  # see above

    @contextmanager
    def run(
        config: SandboxConfig | None = None,
        *,
        port: int = 0,
        now: Callable[[], float] = time.time,
        keep_in: Path | None = None,
    ) -> Iterator[Sandbox]:
        with Sandbox(config, port, now, keep_in) as sandbox:
            yield sandbox
            pytestconfig.hook.pytest_sandbox_ends(sandbox=sandbox)

    return run


@pytest.fixture(scope="session")
def make_slack() -> MakeSlack:
    """Give a factory of drivers, for the sandboxes of ``make_sandbox``."""
    from sandbox.driver import Driver  # noqa: PLC0415  # see above

    return lambda sandbox: Driver(sandbox.url)


@pytest.fixture(scope="session")
def sandbox_config() -> SandboxConfig:
    """Describe the workspace; override this fixture for another one."""
    from sandbox.config import SandboxConfig  # noqa: PLC0415  # see above

    return SandboxConfig()


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox, sandbox_config: SandboxConfig) -> Iterator[Sandbox]:
    """Run a fresh workspace for one test; Slack clients take its ``api_url``."""
    with make_sandbox(sandbox_config) as running:
        yield running


@pytest.fixture
def slack(make_slack: MakeSlack, sandbox: Sandbox) -> Iterator[Driver]:
    """Act and look in the workspace as its colleagues do."""
    with make_slack(sandbox) as driver:
        yield driver
