"""Messages with blocks are drawn, and what one presses or chooses reaches the app."""

import queue

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.errors import Json
from tests.page.conftest import LOI, MENTIONS, Connect, OpenWindow

pytestmark = pytest.mark.browser


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


CONFIRM = {
    "title": plain("Forget?"),
    "text": mrkdwn("It *cannot* be undone."),
    "confirm": plain("Forget it"),
    "deny": plain("Keep"),
}
CARD: list[Json] = [
    {"type": "header", "text": plain("A mention :tada:")},
    {
        "type": "section",
        "block_id": "what",
        "text": mrkdwn("*<https://example.org/post|The post>* by _goat_\n&gt; quoted"),
        "accessory": {
            "type": "overflow",
            "action_id": "more",
            "options": [option("Hand over…", "give"), option("Not for us", "dismiss")],
        },
    },
    {"type": "section", "fields": [mrkdwn("*Open*\n3"), mrkdwn("*Claimed*\n5")]},
    {"type": "divider"},
    {
        "type": "actions",
        "block_id": "do",
        "elements": [
            {"type": "button", "action_id": "claim", "text": plain("Claim"), "value": "42"},
            {
                "type": "button",
                "action_id": "forget",
                "text": plain("Forget"),
                "style": "danger",
                "confirm": CONFIRM,
            },
            {
                "type": "button",
                "action_id": "open",
                "text": plain("Open the page"),
                "url": "https://example.org/post",
            },
            {
                "type": "static_select",
                "action_id": "state",
                "placeholder": plain("State"),
                "options": [option("Open", "open"), option("Mine", "mine")],
            },
            {"type": "users_select", "action_id": "give", "placeholder": plain("Colleague")},
        ],
    },
    {"type": "context", "elements": [mrkdwn("#42 · open")]},
]
SAMPLES: list[Json] = [
    {"type": "image", "image_url": "https://example.org/x.png", "alt_text": "A map"},
    {"type": "markdown", "text": "## Week\n**bold** [link](https://example.org)\n\n1. one\n2. two"},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Rich", "style": {"bold": True}},
                    {"type": "emoji", "name": "tada"},
                ],
            }
        ],
    },
]


def test_card_is_drawn(open_window: OpenWindow, client: WebClient) -> None:
    client.chat_postMessage(channel=MENTIONS, text="fallback", blocks=CARD)
    message = open_window().locator(".message")
    expect(message.get_by_role("heading")).to_have_text("A mention 🎉")
    expect(message.get_by_role("link", name="The post")).to_have_attribute(
        "href", "https://example.org/post"
    )
    expect(message.locator("blockquote")).to_have_text("quoted")
    expect(message.locator(".section-fields > div")).to_have_text(["Open3", "Claimed5"])
    expect(message.locator(".block-context")).to_have_text("#42 · open")
    expect(message.get_by_role("link", name="Open the page")).to_have_attribute(
        "rel", "noopener noreferrer"
    )
    expect(message).not_to_contain_text("fallback")


def test_other_blocks_are_drawn_and_far_images_wait_to_be_asked(
    open_window: OpenWindow, client: WebClient
) -> None:
    client.chat_postMessage(channel=MENTIONS, text="x", blocks=SAMPLES)
    message = open_window().locator(".message")
    expect(message.get_by_role("heading", name="Week")).to_be_visible()
    expect(message.locator("ol li")).to_have_text(["one", "two"])
    expect(message.locator(".rich-text")).to_have_text("Rich🎉")
    expect(message.get_by_role("button", name="Show image from example.org")).to_be_visible()
    expect(message.locator("img")).to_have_count(0)


def test_what_one_presses_or_chooses_reaches_the_app(
    open_window: OpenWindow, client: WebClient, app: App, connect: Connect
) -> None:
    heard: queue.Queue[tuple[str, str | None, str]] = queue.Queue()
    client.chat_postMessage(channel=MENTIONS, text="x", blocks=CARD)

    def listen(ack: Ack, action: Json, body: Json) -> None:
        ack()
        chosen = action.get("value") or action.get("selected_user")
        if "selected_option" in action:
            chosen = action["selected_option"]["value"]
        heard.put((action["action_id"], chosen, body["user"]["id"]))

    for action_id in ("claim", "forget", "state", "give", "more"):
        app.action(action_id)(listen)
    connect()
    page = open_window(LOI)

    page.get_by_role("button", name="Claim").click()
    assert heard.get(timeout=5) == ("claim", "42", LOI)
    page.get_by_role("combobox", name="State").select_option("Mine")
    assert heard.get(timeout=5) == ("state", "mine", LOI)
    page.get_by_role("combobox", name="Colleague").select_option("Loi Nguyen")
    assert heard.get(timeout=5) == ("give", LOI, LOI)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Not for us").click()
    assert heard.get(timeout=5) == ("more", "dismiss", LOI)

    page.get_by_role("button", name="Forget").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Forget").click()
    page.get_by_role("dialog").get_by_role("button", name="Forget it").click()
    assert heard.get(timeout=5) == ("forget", None, LOI)
    assert heard.empty()


def test_card_that_changes_keeps_its_place(open_window: OpenWindow, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=MENTIONS, text="x", blocks=CARD)["ts"]
    page = open_window()
    page.get_by_role("combobox", name="State").select_option("Mine")
    client.reactions_add(channel=MENTIONS, timestamp=ts, name="raised_hand")
    expect(page.locator(".pill[data-reaction=raised_hand]")).to_be_visible()
    expect(page.get_by_role("combobox", name="State")).to_have_value("1")
    client.chat_update(channel=MENTIONS, ts=ts, text="x", blocks=[CARD[0]])
    expect(page.get_by_role("combobox")).to_have_count(0)
