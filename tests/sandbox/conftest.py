"""One sandbox for all tests of a module, begun anew for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk import WebClient

from sandbox.config import AppConfig, ChannelConfig, SandboxConfig
from tests.sandbox.socket_app import SocketApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.driver import Colleague, Driver
    from sandbox.pytest_plugin import MakeSandbox, MakeSlack
    from sandbox.server import Sandbox

OTHER_APP = AppConfig(
    id="A0OTHER001",
    name="other",
    bot_user_id="U0OTHERBOT",
    bot_id="B0OTHERBOT",
    bot_token="xoxb-other",
    app_token="xapp-other",
    scopes=("chat:write", "channels:read"),
    app_scopes=(),
    events=(),
    commands=(),
)
CONFIG = SandboxConfig(
    channels=(
        ChannelConfig("C0MENTIONS", "mentions"),
        ChannelConfig("C0RANDOM01", "random"),
        ChannelConfig("C0OLD00001", "old", archived=True),
        ChannelConfig("G0SECRET01", "secret", private=True, members=("U0SUKELLER",)),
        ChannelConfig("G0BOARD001", "board", private=True, members=("U0SUKELLER", "U0SBOT0001")),
    ),
    apps=(AppConfig(channels=("mentions", "old")), OTHER_APP),
    rate_limits=False,
    ack_seconds=0.3,
    retry_seconds=(0.0, 0.05, 0.05),
    trigger_seconds=3.0,
)


@pytest.fixture(scope="module")
def running(make_sandbox: MakeSandbox) -> Iterator[Sandbox]:
    with make_sandbox(CONFIG) as sandbox:
        yield sandbox


@pytest.fixture
def driver(make_slack: MakeSlack, running: Sandbox) -> Iterator[Driver]:
    with make_slack(running) as driver:
        driver.admin("reset")
        yield driver


@pytest.fixture
def sandbox(running: Sandbox, driver: Driver) -> Sandbox:
    assert driver
    return running


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    return WebClient("xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[])


@pytest.fixture
def other(sandbox: Sandbox) -> WebClient:
    return WebClient("xoxb-other", base_url=sandbox.api_url, retry_handlers=[])


@pytest.fixture
def app(client: WebClient) -> Iterator[SocketApp]:
    app = SocketApp(client)
    yield app.connect()
    app.close()


@pytest.fixture
def su(driver: Driver) -> Colleague:
    return driver.colleague("su")
