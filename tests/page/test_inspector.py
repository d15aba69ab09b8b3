"""The inspector beside the conversation: what goes back and forth, as it happens."""

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.config import SandboxConfig
from sandbox.driver import Driver
from tests.page.conftest import LOI, MENTIONS, OpenWindow
from tests.sandbox.socket_app import SocketApp

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sandbox_config() -> SandboxConfig:
    """Describe a workspace that waits less long than Slack for an acknowledgement."""
    return SandboxConfig(rate_limits=False, ack_seconds=0.8, retry_seconds=(0.0, 0.05, 0.05))


@pytest.fixture
def driver(slack: Driver) -> Driver:
    """Look at the same workspace from outside."""
    return slack


@pytest.fixture
def socket(client: WebClient) -> Iterator[SocketApp]:
    """Connect an app that may fall silent."""
    app = SocketApp(client)
    yield app.connect()
    app.close()


def rows(page: Page) -> Locator:
    """Find all rows that are drawn."""
    return page.get_by_role("listbox", name="Traffic").get_by_role("option")


def row(page: Page, text: str) -> Locator:
    """Find the last row that shows a text."""
    return rows(page).filter(has_text=text).last


def serious(page: Page, where: str) -> list[str]:
    """List what axe finds serious in a part of the page."""
    found = Axe().run(page, context=where).response["violations"]
    return [each["id"] for each in found if each["impact"] in {"serious", "critical"}]


def test_the_inspector_shows_what_goes_back_and_forth(
    open_window: OpenWindow, socket: SocketApp, driver: Driver
) -> None:
    page = open_window(permissions=["clipboard-read", "clipboard-write"])
    su = driver.colleague("su")
    button = page.get_by_role("button", name="Inspector", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("F8")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="Traffic")).to_be_focused()
    expect(row(page, "apps.connections.open")).to_be_visible()  # from before it was opened

    # Both directions, and what an app did wrong.
    card = [{"type": "section", "text": {"type": "mrkdwn", "text": "A *card*"}}]
    socket.client.chat_postMessage(channel=MENTIONS, text="card", blocks=json.dumps(card))
    expect(row(page, "chat.postMessage")).to_have_accessible_name(
        re.compile(r"^chat.postMessage to Slack, #mentions card, \d")
    )
    expect(row(page, "@botschafter card")).to_have_accessible_name(
        re.compile(r"^message to the app, #mentions @botschafter card, [\d.]+ ms$")
    )
    with pytest.raises(SlackApiError):
        socket.client.reactions_add(channel=MENTIONS, timestamp="1.1", name="eyes")
    expect(row(page, "reactions.add")).to_contain_text("message_not_found")

    # An acknowledgement that comes too late is red, and says so.
    socket.silent = True
    su.runs("/mentions list", in_="mentions")
    late = row(page, "/mentions")
    expect(late).to_contain_text("no acknowledgement")
    expect(late.locator(".icon-lost")).to_be_visible()
    envelope = socket.waits(lambda message: message["type"] == "slash_commands")
    ack = {"envelope_id": envelope["envelope_id"], "payload": {"text": "at last"}}
    expect(late).not_to_contain_text("yet")
    socket.sockets[0].send(json.dumps(ack))
    expect(late).to_contain_text(re.compile(r"late: \d"))
    outcome = late.locator(".traffic-outcome")
    expect(outcome).to_have_css("color", "rgb(179, 38, 30)")
    socket.silent = False
    driver.faults.loses_acknowledgements("events")
    su.says("hello", in_="mentions")
    expect(row(page, "@su hello")).to_contain_text("2 ×")

    read_entries(page)
    filter_entries(page, socket.client)
    page.keyboard.press("F8")
    expect(page.locator("#inspector")).to_be_hidden()
    expect(button).to_be_focused()


def read_entries(page: Page) -> None:
    """Read entries in full, with the keyboard and the mouse."""
    page.keyboard.press("Home")
    expect(page.get_by_role("region", name="Entry")).to_contain_text("apps.connections.open")
    row(page, "/mentions").click()
    entry = page.get_by_role("region", name="Entry")
    expect(entry).to_contain_text("too late")
    expect(entry).to_contain_text(re.compile("through a socket: timeout after [0-9.]+ m?s"))
    expect(entry.locator(".entry-body").last).to_contain_text('text: "at last"')
    entry.get_by_role("button", name="Copy: Payload").click()
    expect(page.locator("#announcer")).to_have_text("Payload copied")
    copied = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert (copied["command"], copied["text"]) == ("/mentions", "list")
    row(page, "chat.postMessage").click()
    blocks = entry.locator("details details").filter(has_text="blocks").first
    expect(blocks).to_contain_text('"A *card*"')  # a form's JSON is unfolded, too
    assert serious(page, "#inspector") == []
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()


def filter_entries(page: Page, client: WebClient) -> None:
    """Filter the list, pause it and clear it."""
    page.get_by_role("searchbox", name="Filter the traffic by text").fill("reactions EYES")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("searchbox", name="Filter the traffic by text").fill("")
    page.get_by_role("combobox", name="Which traffic").select_option("What went wrong")
    expect(rows(page)).to_have_count(3)
    page.get_by_role("combobox", name="Which traffic").select_option("To Slack")
    expect(rows(page)).to_have_count(3)
    page.get_by_role("button", name="Pause").click()
    client.auth_test()
    expect(rows(page)).to_have_count(3)
    page.get_by_role("button", name="Go on").click()
    expect(rows(page)).to_have_count(4)
    page.get_by_role("button", name="Clear the list").click()
    expect(rows(page)).to_have_count(0)
    client.users_list()
    expect(rows(page)).to_have_count(1)
    expect(row(page, "users.list")).to_be_visible()


def test_thousands_of_entries_and_the_faults(
    open_window: OpenWindow, client: WebClient, driver: Driver
) -> None:
    page = open_window(
        color_scheme="dark", viewport={"width": 390, "height": 800}, user=LOI, place=MENTIONS
    )
    page.get_by_role("button", name="Inspector", exact=True).click()
    for number in range(1000):
        driver.http.post("/api/api.test", json={"text": f"call {number}"})
    expect(row(page, "call 999")).to_be_visible()
    assert rows(page).count() < 40
    expect(row(page, "call 999")).to_have_attribute("aria-posinset", "1000")
    page.keyboard.press("Home")
    expect(row(page, "call 0")).to_be_visible()

    # Nothing here is carried out twice, so each fault hits exactly one call.
    page.get_by_text("Faults", exact=True).click()
    page.get_by_role("button", name="Rate limit the next call").click()
    expect(page.locator(".faults")).to_contain_text("1 to come")
    with pytest.raises(SlackApiError, match="ratelimited"):
        client.auth_test()
    expect(page.locator(".faults")).not_to_contain_text("to come")
    page.get_by_role("button", name="Be slow for 10 seconds").click()
    expect(page.locator(".faults")).to_contain_text("1 to come")
    page.get_by_role("button", name="End all faults").click()
    expect(page.locator(".faults")).to_contain_text("Done: end all faults.")
    expect(page.locator(".faults")).not_to_contain_text("to come")
    assert driver.reads("faults")["faults"] == []
    assert client.auth_test()["ok"]
    assert serious(page, "#inspector") == []
    page.keyboard.press("Escape")
    expect(page.locator("#inspector")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#inspector")).to_be_hidden()
