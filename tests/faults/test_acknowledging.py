"""Slack has its acknowledgement even while nobody comes to work: many ask, the database is held."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.store import Store
from sandbox.config import SandboxConfig, UserConfig
from sandbox.driver import Driver
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.at_once import in_the_same_instant
from tests.clock import MovableClock
from tests.running import RunningBot, settings_for

# More than the desk has threads, and than Bolt's would be.
_ASKERS = 50
# Slack gives three seconds; here it is shown that an acknowledgement waits for no work at all.
_PATIENCE = 20.0


@pytest.fixture(scope="module")
def sandbox_config(sandbox_config: SandboxConfig) -> SandboxConfig:
    """Describe a workspace with fifty colleagues that waits long for an acknowledgement."""
    users = tuple(
        UserConfig(f"U0ASKER{n:03}", f"asker{n:03}", f"Asker {n:03}") for n in range(_ASKERS)
    )
    return replace(sandbox_config, users=users, ack_seconds=_PATIENCE)


@contextmanager
def nobody_may_write(database_url: str) -> Iterator[None]:
    """Hold the database, so that a delivery can't be noted and its work not begin."""
    store = Store(database_url)
    try:
        with store.write() as session:
            if store.engine.dialect.name == "postgresql":
                session.execute(text("LOCK TABLE delivery IN EXCLUSIVE MODE"))
            else:
                # SQLite is held by whoever has begun to write.
                session.execute(text("SELECT 1"))
            yield
    finally:
        store.close()


def test_fifty_commands_are_acknowledged_before_any_is_worked_on(
    sandbox: Sandbox, slack: Driver, clock: MovableClock, database_url: str
) -> None:
    """All of them have their answer once the database is free."""
    team = [slack.colleague(f"asker{n:03}") for n in range(_ASKERS)]
    with RunningBot(settings_for(sandbox, database_url), clock):
        with nobody_may_write(database_url):
            in_the_same_instant(
                [lambda one=one: one.runs("/mentions help", in_="mentions") for one in team]  # type: ignore[misc]
            )
            wait_until(
                lambda: (
                    len(commands := slack.deliveries("slash_commands")) == _ASKERS
                    and all(one["acked_after"] is not None for one in commands)
                ),
                _PATIENCE,
                lambda: "a command is not acknowledged",
            )
            assert not any(one.ephemerals("mentions") for one in team), "nobody could work"
        for one in team:
            one.sees_ephemeral("/mentions claim", within=_PATIENCE)
