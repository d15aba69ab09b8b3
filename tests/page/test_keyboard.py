"""The keyboard alone is enough, and the focus is always somewhere sensible."""

import queue

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.errors import Json
from tests.page.conftest import MENTIONS, RANDOM, Connect, OpenWindow
from tests.page.test_blocks import plain
from tests.page.test_views import MODAL

pytestmark = pytest.mark.browser

CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "A *mention* of us"}},
    {
        "type": "actions",
        "block_id": "do",
        "elements": [
            {"type": "button", "action_id": "claim", "text": plain("Claim")},
            {"type": "button", "action_id": "answer", "text": plain("Answer…")},
        ],
    },
]
CLAIMED: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Su has it"}},
    CARD[1],
]


@pytest.fixture
def submitted(app: App, client: WebClient, connect: Connect) -> queue.Queue[str]:
    """Let an app put up a card that can be claimed and answered; the answers come here."""
    answers: queue.Queue[str] = queue.Queue()

    @app.action("claim")
    def _(ack: Ack, body: Json) -> None:
        ack()
        client.chat_update(
            channel=MENTIONS, ts=body["message"]["ts"], text="Su has it", blocks=CLAIMED
        )

    @app.action("answer")
    def _(ack: Ack, body: Json) -> None:
        ack()
        # Only what has to be filled in: two fields and a button.
        view = MODAL | {"blocks": MODAL["blocks"][:2], "notify_on_close": False}
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("log")
    def _(ack: Ack, view: Json) -> None:
        ack()
        answers.put(view["state"]["values"]["words"]["text"]["value"])

    client.chat_postMessage(channel=MENTIONS, text="Something older")
    client.chat_postMessage(channel=MENTIONS, text="A mention of us", blocks=CARD)
    connect()
    return answers


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.value"))


def test_a_mention_is_claimed_and_answered_without_a_mouse(
    open_window: OpenWindow, submitted: queue.Queue[str]
) -> None:
    page = open_window()
    card = page.locator(".message", has=page.locator(".blocks"))
    expect(page.get_by_role("textbox", name="Message #mentions")).to_be_focused()

    press(page, "Shift+F6")  # from the field to the list: its newest message
    expect(card).to_be_focused()
    press(page, "ArrowUp")
    expect(page.locator(".message", has_text="Something older")).to_be_focused()
    press(page, "ArrowDown", "r")
    expect(page.get_by_label("Find an emoji")).to_be_focused()
    page.keyboard.type("raised_hand")
    press(page, "Enter")
    expect(card.locator(".pill[data-reaction=raised_hand]")).to_have_text("✋1")

    press(page, "End", "Tab", "Tab", "Tab")  # name, time, first button
    expect(card.get_by_role("button", name="Claim")).to_be_focused()
    press(page, "Enter")
    expect(card).to_contain_text("Su has it")
    expect(card.get_by_role("button", name="Claim")).to_be_focused()
    press(page, "Tab", "Enter")
    modal = page.get_by_role("dialog", name="Log your answer")
    expect(modal.get_by_label("What did you answer?")).to_be_focused()
    page.keyboard.type("Thank you!")
    press(page, "Tab", "Tab", "Tab", "Enter")
    assert submitted.get(timeout=5) == "Thank you!"
    expect(modal).to_be_hidden()
    expect(card.get_by_role("button", name="Answer…")).to_be_focused()

    press(page, "Escape")  # out of the buttons, onto the message
    expect(card).to_be_focused()
    press(page, "t")
    expect(page.get_by_role("textbox", name="Reply…")).to_be_focused()
    page.keyboard.type("Done")
    press(page, "Enter")
    expect(card.locator(".thread-link")).to_contain_text("1 reply")
    press(page, "Escape")
    expect(page.get_by_role("complementary", name="Thread")).to_be_hidden()
    expect(card).to_be_focused()


def test_only_one_message_is_a_stop_for_tab(open_window: OpenWindow, client: WebClient) -> None:
    for number in range(5):
        client.chat_postMessage(channel=MENTIONS, text=f"Card {number}", blocks=CARD)
    page = open_window()
    expect(page.locator('.message[tabindex="0"]')).to_have_count(1)
    expect(page.locator('.message[tabindex="-1"]')).to_have_count(4)
    press(page, "Shift+F6", "Home", "Tab")
    assert page.evaluate("document.activeElement.closest('.message').ariaLabel").endswith("Card 0")
    assert page.locator(".message button:not([tabindex])").count() < 15


def test_one_jumps_to_any_place_by_a_few_letters(open_window: OpenWindow) -> None:
    page = open_window()
    press(page, "Control+k")
    expect(page.get_by_role("combobox", name="Jump to")).to_be_focused()
    page.keyboard.type("ran")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("random")
    expect(page.get_by_role("textbox", name="Message #random")).to_be_focused()
    press(page, "Alt+ArrowUp")
    expect(page.get_by_role("heading", level=1)).to_have_text("mentions")


def test_escape_closes_what_is_on_top_and_the_focus_returns(
    open_window: OpenWindow, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel=MENTIONS, text="Hello")["ts"]
    page = open_window(place=f"{MENTIONS}/{ts}")
    thread = page.get_by_role("complementary", name="Thread")
    field = thread.get_by_role("textbox")
    expect(field).to_be_focused()
    page.keyboard.type("@")
    expect(thread.get_by_role("listbox")).to_be_visible()
    press(page, "Escape")
    expect(thread.get_by_role("listbox")).to_be_hidden()
    expect(thread).to_be_visible()

    page.get_by_role("button", name="You are: Su Keller").focus()
    press(page, "Enter", "ArrowUp")
    expect(page.get_by_role("menuitem", name="Keyboard shortcuts")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="You are: Su Keller")).to_be_focused()
    expect(thread).to_be_visible()
    press(page, "Escape")
    expect(thread).to_be_hidden()


def test_question_mark_lists_the_keys_unless_one_writes(open_window: OpenWindow) -> None:
    page = open_window(place=RANDOM)
    page.keyboard.type("?")
    expect(page.get_by_role("textbox")).to_have_value("?")
    page.get_by_role("link", name="random").focus()
    page.keyboard.type("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("Jump to")
