"""A sandbox, an app that is connected to it, and browser windows of its colleagues."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from slack_bolt import App
from slack_sdk import WebClient

from handlers import socket
from sandbox.config import SandboxConfig
from sandbox.server import Sandbox

SU = "U0SUKELLER"
LOI = "U0LOINGUYN"
MENTIONS = "C0MENTIONS"
RANDOM = "C0RANDOM01"
APP = "A0SANDBOX1"

CHROMIUM = next(
    (
        path
        for path in ("/usr/bin/chromium", shutil.which("chromium"))
        if path and Path(path).exists()
    ),
    None,
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OpenWindow = Callable[..., Page]
Connect = Callable[[], None]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests of the page."""
    if CHROMIUM is None and not os.environ.get("BOTSCHAFTER_REQUIRE_BROWSER"):
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def sandbox_config() -> SandboxConfig:
    """Describe a workspace whose app may do everything, as much at once as it likes."""
    # The limits have tests of their own.
    return SandboxConfig(rate_limits=False)


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    """Call the sandbox's Web API as its app."""
    return WebClient("xoxb-sandbox", base_url=sandbox.api_url)


@pytest.fixture
def app(client: WebClient) -> App:
    """Make an app on which a test registers what it needs."""
    return App(client=client)


@pytest.fixture
def connect(app: App, client: WebClient) -> Iterator[Connect]:
    """Connect the app in Socket Mode, once its listeners are there."""
    with ExitStack() as ends:

        def connect_now() -> None:
            connection = socket.connect(app, "xapp-sandbox", client, threading.Event())
            assert connection is not None
            ends.callback(socket.disconnect, connection)

        yield connect_now


@pytest.fixture(scope="package")
def browser_of(browser: Browser) -> Callable[[str], BrowserContext]:
    """Give each colleague a browser of their own, the same one for all tests: it starts slowly."""
    return cache(lambda _user: browser.new_context())


@pytest.fixture
def open_window(
    browser: Browser, browser_of: Callable[[str], BrowserContext], sandbox: Sandbox
) -> Iterator[OpenWindow]:
    """Open a window as a colleague; what the page complains about fails the test."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []
    own: list[BrowserContext] = []

    def open_now(
        user: str = SU,
        place: str = MENTIONS,
        **options: Any,  # noqa: ANN401 - as Playwright takes them
    ) -> Page:
        if options:
            context = browser.new_context(**options)
            own.append(context)
        else:
            context = browser_of(user)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.goto(f"{sandbox.url}/?user={user}#{place}")
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_now
    for context in contexts:
        for page in context.pages:
            # Another test's sandbox may get the same port, and so find what this one's page kept.
            page.evaluate("localStorage.clear()")
            page.close()
    for context in own:
        context.close()
    assert complaints == []
