"""Selects for many choices and the emoji picker, used as one uses them, by keyboard too."""

import queue

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.errors import Json
from tests.page.conftest import LOI, MENTIONS, SU, Connect, OpenWindow
from tests.page.test_blocks import mrkdwn, option, plain

pytestmark = pytest.mark.browser


def listen_to(app: App, *action_ids: str) -> "queue.Queue[tuple[str, object]]":
    heard: queue.Queue[tuple[str, object]] = queue.Queue()

    def listen(ack: Ack, action: Json) -> None:
        ack()
        chosen = action.get("selected_users") or action.get("selected_option")
        heard.put((action["action_id"], chosen))

    for action_id in action_ids:
        app.action(action_id)(listen)
    return heard


def test_many_are_chosen_by_keyboard_and_stand_as_chips(
    open_window: OpenWindow, client: WebClient, app: App, connect: Connect
) -> None:
    people = {
        "type": "multi_users_select",
        "action_id": "people",
        "placeholder": plain("People"),
        "max_selected_items": 2,
        "initial_users": [LOI],
    }
    block = {"type": "section", "text": mrkdwn("Who?"), "accessory": people}
    client.chat_postMessage(channel=MENTIONS, text="x", blocks=[block])
    heard = listen_to(app, "people")
    connect()
    page = open_window()
    field = page.get_by_role("combobox", name="People")
    chips = page.locator(".chip")
    expect(chips).to_have_text(["Loi Nguyen"])
    field.focus()
    expect(page.locator(".picking").get_by_role("option")).to_have_count(4)
    page.keyboard.type("su k")
    expect(page.locator(".picking").get_by_role("option")).to_have_text(["Su Keller"])
    page.keyboard.press("Enter")
    assert heard.get(timeout=5) == ("people", [LOI, SU])
    page.keyboard.type("mara")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You can choose 2 at most.")).to_be_visible()
    expect(chips).to_have_text(["Loi Nguyen", "Su Keller"])
    page.keyboard.press("Escape")
    expect(page.locator(".picking-list")).to_be_hidden()
    page.keyboard.press("Backspace")
    assert heard.get(timeout=5) == ("people", [LOI])
    page.get_by_role("button", name="Remove Loi Nguyen").click()
    expect(chips).to_have_count(0)


def test_an_external_select_asks_the_app(
    open_window: OpenWindow, client: WebClient, app: App, connect: Connect
) -> None:
    goats: Json = {"type": "external_select", "action_id": "goat", "placeholder": plain("Goat")}
    goats["min_query_length"] = 1
    actions = {"type": "actions", "elements": [goats]}
    client.chat_postMessage(channel=MENTIONS, text="x", blocks=[actions])
    heard = listen_to(app, "goat")

    @app.options("goat")
    def find(ack: Ack, payload: Json) -> None:
        names = [name for name in ("Heidi", "Hilda", "Zora") if payload["value"] in name.lower()]
        ack(options=[option(name, name.lower()) for name in names])

    connect()
    page = open_window()
    field = page.get_by_role("combobox", name="Goat")
    field.fill("h")
    expect(page.locator(".picking").get_by_role("option")).to_have_text(["Heidi", "Hilda"])
    field.press("ArrowDown")
    field.press("Enter")
    assert heard.get(timeout=5) == ("goat", option("Hilda", "hilda"))
    expect(page.locator(".chip")).to_have_text("Hilda")
    field.fill("x")
    expect(page.locator(".picking").get_by_role("option")).to_have_count(0)


def names_in(page: Page, group: str) -> list[str]:
    buttons = page.get_by_role("region", name=group).get_by_role("button")
    return [each.get_attribute("aria-label") or "" for each in buttons.all()]


def test_the_picker_finds_emoji_and_remembers_those_used(
    open_window: OpenWindow, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel=MENTIONS, text="x")["ts"]
    page = open_window()
    page.locator(".message").hover()
    page.get_by_role("button", name="Add a reaction").click()
    picker = page.get_by_role("dialog", name="Choose an emoji")
    expect(picker.get_by_role("heading")).to_have_text(
        [
            "Recently used",
            "Smileys",
            "People",
            "Nature",
            "Food",
            "Activities",
            "Places",
            "Objects",
            "Symbols",
            "Flags",
        ]
    )
    picker.get_by_role("searchbox").fill("goat")
    picker.get_by_role("button", name="goat", exact=True).click()
    expect(page.locator(".pill[data-reaction=goat]")).to_have_text("🐐1")
    reactions = client.reactions_get(channel=MENTIONS, timestamp=ts)["message"]["reactions"]
    assert [each["name"] for each in reactions] == ["goat"]
    page.get_by_role("button", name="Insert an emoji").click()
    assert names_in(page, "Recently used")[0] == "goat"
