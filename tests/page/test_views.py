"""Modals and the Home tab."""

import queue
import re

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.errors import Json
from tests.page.conftest import APP, MENTIONS, SU, Connect, OpenWindow
from tests.page.test_blocks import mrkdwn, option, plain

pytestmark = pytest.mark.browser

ASK: list[Json] = [
    {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "answer", "text": plain("Answer…")}],
    }
]
MODAL: Json = {
    "type": "modal",
    "callback_id": "log",
    "title": plain("Log your answer"),
    "submit": plain("Save"),
    "close": plain("Not now"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": plain("What did you answer?"),
            "hint": plain("Others learn from it."),
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "link",
            "optional": True,
            "label": plain("Link"),
            "element": {"type": "url_text_input", "action_id": "url"},
        },
        {
            "type": "input",
            "block_id": "place",
            "label": plain("Place"),
            "element": {
                "type": "static_select",
                "action_id": "choice",
                "options": [option("Reddit", "reddit"), option("Mastodon", "mastodon")],
            },
        },
        {
            "type": "input",
            "block_id": "when",
            "label": plain("Remind me at"),
            "element": {"type": "timepicker", "action_id": "time", "initial_time": "09:30"},
        },
        {
            "type": "input",
            "block_id": "tell",
            "optional": True,
            "label": plain("Tell others"),
            "element": {
                "type": "checkboxes",
                "action_id": "where",
                "options": [option("In the thread", "thread")],
            },
        },
    ],
}


@pytest.fixture
def submitted(app: App, client: WebClient, connect: Connect) -> queue.Queue[Json | str]:
    """Open the modal on a button; links must be to example.org."""
    views: queue.Queue[Json | str] = queue.Queue()

    @app.action("answer")
    def _(ack: Ack, body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.view("log")
    def _(ack: Ack, view: Json) -> None:
        values = view["state"]["values"]
        if "example.org" not in (values["link"]["url"]["value"] or ""):
            ack(response_action="errors", errors={"link": "This is not on example.org."})
            return
        ack()
        views.put(values)

    @app.view_closed("log")
    def _(ack: Ack) -> None:
        ack()
        views.put("closed")

    client.chat_postMessage(channel=MENTIONS, text="x", blocks=ASK)
    connect()
    return views


def test_modal_says_what_is_wrong_and_then_saves(
    open_window: OpenWindow, submitted: queue.Queue[Json | str]
) -> None:
    page = open_window()
    page.get_by_role("button", name="Answer…").click()
    modal = page.get_by_role("dialog", name="Log your answer")
    words = modal.get_by_label("What did you answer?")
    expect(words).to_be_focused()
    expect(words).to_have_accessible_description("Others learn from it.")

    modal.get_by_role("button", name="Save").click()
    expect(
        modal.get_by_role("alert").filter(has_text="Please complete this required field.")
    ).to_have_count(2)

    words.fill("Thank you!")
    modal.get_by_label("Place").select_option("Mastodon")
    modal.get_by_label("Link").fill("https://elsewhere.example/")
    modal.get_by_label("In the thread").check()
    modal.get_by_role("button", name="Save").click()
    expect(modal.get_by_text("This is not on example.org.")).to_be_visible()
    expect(modal.get_by_label("Link")).to_be_focused()
    expect(words).to_have_value("Thank you!")

    modal.get_by_label("Link").fill("https://example.org/1")
    modal.get_by_role("button", name="Save").click()
    expect(modal).to_be_hidden()
    values = submitted.get(timeout=5)
    assert isinstance(values, dict)
    assert values["words"]["text"] == {"type": "plain_text_input", "value": "Thank you!"}
    assert values["place"]["choice"]["selected_option"]["value"] == "mastodon"
    assert values["when"]["time"]["selected_time"] == "09:30"
    assert [each["value"] for each in values["tell"]["where"]["selected_options"]] == ["thread"]


def test_escape_closes_the_modal_and_the_app_hears_of_it(
    open_window: OpenWindow, submitted: queue.Queue[Json | str]
) -> None:
    page = open_window()
    page.get_by_role("button", name="Answer…").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert submitted.get(timeout=5) == "closed"


def test_modal_can_be_pushed_and_updated_without_losing_what_was_typed(
    open_window: OpenWindow, app: App, client: WebClient, connect: Connect
) -> None:
    name = {
        "type": "input",
        "block_id": "name",
        "label": plain("Name"),
        "element": {"type": "plain_text_input", "action_id": "text"},
    }
    more = {
        "type": "actions",
        "block_id": "more",
        "elements": [
            {"type": "button", "action_id": "grow", "text": plain("Grow")},
            {"type": "button", "action_id": "push", "text": plain("Push")},
        ],
    }
    first: Json = {"type": "modal", "title": plain("First"), "submit": plain("Save")}
    first["blocks"] = [name, more]
    second: Json = {"type": "modal", "title": plain("Second")}
    second["blocks"] = [{"type": "section", "text": mrkdwn("On top")}]

    @app.action("answer")
    def _(ack: Ack, body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=first)

    @app.action("grow")
    def _(ack: Ack, body: Json) -> None:
        ack()
        grown = first | {"blocks": [*first["blocks"], {"type": "section", "text": mrkdwn("New")}]}
        client.views_update(view_id=body["view"]["id"], view=grown)

    @app.action("push")
    def _(ack: Ack, body: Json) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=second)

    client.chat_postMessage(channel=MENTIONS, text="x", blocks=ASK)
    connect()
    page = open_window()
    page.get_by_role("button", name="Answer…").click()
    modal = page.get_by_role("dialog", name="First")
    modal.get_by_label("Name").fill("Goat")
    modal.get_by_role("button", name="Grow").click()
    expect(modal.get_by_text("New")).to_be_visible()
    expect(modal.get_by_label("Name")).to_have_value("Goat")
    modal.get_by_role("button", name="Push").click()
    expect(page.get_by_role("dialog", name="Second")).to_contain_text("On top")
    page.locator("dialog[open] footer").get_by_role("button", name="Close").click()
    expect(modal.get_by_label("Name")).to_have_value("Goat")


def test_home_tab_shows_what_the_app_publishes(
    open_window: OpenWindow, app: App, client: WebClient, connect: Connect
) -> None:
    pressed: queue.Queue[str] = queue.Queue()

    def publish(text: str) -> None:
        button = {"type": "button", "action_id": "again", "text": plain("Again")}
        client.views_publish(
            user_id=SU,
            view={
                "type": "home",
                "blocks": [
                    {"type": "section", "text": mrkdwn(text), "accessory": button},
                ],
            },
        )

    app.event("app_home_opened")(lambda: publish("*You hold* 3"))

    @app.action("again")
    def _(ack: Ack) -> None:
        ack()
        publish("*You hold* 4")
        pressed.put("again")

    connect()
    page = open_window()
    page.get_by_role("link", name="botschafter").click()
    expect(page).to_have_url(re.compile(f"#home/{APP}"))
    home = page.get_by_role("region", name="Home of botschafter")
    expect(home).to_contain_text("You hold 3")
    home.get_by_role("button", name="Again").click()
    expect(home).to_contain_text("You hold 4")
    assert pressed.get(timeout=5) == "again"


def test_direct_message_with_the_app(open_window: OpenWindow, client: WebClient) -> None:
    page = open_window()
    client.chat_postMessage(channel=SU, text="You hold #42 since Monday")
    expect(page.get_by_role("link", name="botschafter").locator(".badge")).to_have_text("1")
    page.get_by_role("link", name="botschafter").click()
    expect(page.locator(".message")).to_contain_text("You hold #42 since Monday")
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page.get_by_text("botschafter has not put anything here yet.")).to_be_visible()
