"""A channel with thousands of messages is read like any other: the page holds a window of it."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from sandbox.config import SandboxConfig
from sandbox.pytest_plugin import MakeSandbox
from sandbox.server import Sandbox
from tests.page.conftest import LOI, MENTIONS, RANDOM, SU, OpenWindow

pytestmark = pytest.mark.browser

COUNT, REPLIES = 3000, 300
BEGIN = int(time.time()) - COUNT * 60
MOST = 200  # in the document at a time
TOPMOST = """() => {
    const edge = document.querySelector('.scroller').getBoundingClientRect().top;
    const seen = [...document.querySelectorAll('.message')].map((message) =>
        [message.dataset.ts, message.getBoundingClientRect()]);
    const [ts, { top }] = seen.find(([, { bottom }]) => bottom > edge);
    return [ts, top - edge];
}"""
PLACE_OF = """(ts) => document.querySelector(`[data-ts="${ts}"]`).getBoundingClientRect().top -
    document.querySelector('.scroller').getBoundingClientRect().top"""


def stamp(number: int) -> str:
    return f"{BEGIN + number * 60}.000100"


@pytest.fixture(scope="module")
def sandbox(make_sandbox: MakeSandbox) -> Iterator[Sandbox]:
    """Run one workspace in which much was said already, some of it in a long thread."""
    with make_sandbox(SandboxConfig(rate_limits=False)) as sandbox:
        channel = sandbox.core.workspace.channels[MENTIONS]
        for number in range(COUNT):
            said = {"type": "message", "user": LOI, "text": f"No. {number}.", "ts": stamp(number)}
            channel.put(said)
        root = stamp(COUNT - 1)
        for number in range(REPLIES):
            reply = {"type": "message", "user": SU, "text": f"Reply {number}.", "thread_ts": root}
            channel.put(reply | {"ts": f"{BEGIN + COUNT * 60}.{number:06d}"})
            sandbox.core.workspace.note_reply(channel, reply | {"ts": "0"})
        yield sandbox


@pytest.fixture
def page(open_window: OpenWindow) -> Page:
    return open_window()


def shown(page: Page, text: str) -> Locator:
    return page.locator(".place-content .message", has_text=text)


def scroll(page: Page, top: int) -> None:
    page.locator(".place-content .scroller").evaluate("(it, top) => { it.scrollTop = top; }", top)


def count(page: Page) -> int:
    return page.locator(".message").count()


def test_older_messages_come_as_one_scrolls_up_and_nothing_jumps(page: Page) -> None:
    expect(shown(page, f"No. {COUNT - 1}.")).to_be_in_viewport()
    assert count(page) <= MOST
    for _ in range(6):
        scroll(page, 300)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        ts, top = page.evaluate(TOPMOST)
        page.wait_for_function(
            "(ts) => document.querySelector('.message').dataset.ts < ts"
            " && document.querySelector('.scroller').scrollTop > 600"
            " && !document.querySelector('[aria-busy]')",
            arg=ts,
        )
        assert page.evaluate(PLACE_OF, ts) == pytest.approx(top, abs=1)
        assert count(page) <= MOST
    expect(shown(page, f"No. {COUNT - 1}.")).to_have_count(0)
    while shown(page, f"No. {COUNT - 1}.").count() == 0:
        scroll(page, 1_000_000)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        assert count(page) <= MOST
    numbers = [
        int(text)
        for text in re.findall(r"No\. (\d+)\.", shown(page, "No.").all_inner_texts().__str__())
    ]
    assert numbers == list(range(numbers[0], COUNT)), "a gap"


def test_permalink_leads_to_a_message_long_ago(open_window: OpenWindow) -> None:
    page = open_window(place=RANDOM)
    ts = stamp(700)
    page.evaluate(
        "hash => { location.hash = hash; }", f"/archives/{MENTIONS}/p{ts.replace('.', '')}"
    )
    target = page.locator(f'.pointed-at[data-ts="{ts}"]')
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("No. 700.")
    assert count(page) <= MOST


def test_home_and_end_go_to_the_first_and_the_last_message(page: Page) -> None:
    messages = page.get_by_role("log")
    messages.focus()
    page.keyboard.press("Home")
    expect(shown(page, "No. 0.")).to_be_in_viewport()
    page.keyboard.press("PageDown")
    expect(shown(page, "No. 0.")).not_to_be_in_viewport()
    expect(page.locator(".messages:focus-within")).to_have_count(1)
    page.keyboard.press("End")
    expect(shown(page, f"No. {COUNT - 1}.")).to_be_in_viewport()


def test_what_happens_out_of_sight_waits_for_the_reader(page: Page, client: WebClient) -> None:
    page.get_by_role("log").focus()
    page.keyboard.press("Home")
    expect(shown(page, "No. 0.")).to_be_in_viewport()
    ts = client.chat_postMessage(channel=MENTIONS, text="Something new")["ts"]
    button = page.get_by_role("button", name="New messages")
    expect(button).to_be_visible()
    client.reactions_add(channel=MENTIONS, timestamp=ts, name="eyes")
    client.chat_update(channel=MENTIONS, ts=ts, text="Something newer")
    gone = client.chat_postMessage(channel=MENTIONS, text="Not this")["ts"]
    client.chat_delete(channel=MENTIONS, ts=gone)
    client.reactions_add(channel=MENTIONS, timestamp=stamp(1), name="wave")
    expect(shown(page, "No. 1.").locator(".pill[data-reaction=wave]")).to_be_visible()
    expect(shown(page, "No. 0.")).to_be_in_viewport()
    expect(shown(page, "Something")).to_have_count(0)
    button.click()
    expect(shown(page, "Something newer")).to_be_in_viewport()
    expect(shown(page, "Something newer").locator(".pill[data-reaction=eyes]")).to_be_visible()
    expect(shown(page, "Not this")).to_have_count(0)
    expect(button).to_be_hidden()


def test_long_thread_opens_at_its_end_and_leads_to_its_first_message(
    open_window: OpenWindow,
) -> None:
    page = open_window(place=f"{MENTIONS}/{stamp(COUNT - 1)}")
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.locator(".message", has_text=f"Reply {REPLIES - 1}.")).to_be_in_viewport()
    thread.get_by_role("log").focus()
    page.keyboard.press("Home")
    expect(thread.locator(".message").first).to_contain_text(f"No. {COUNT - 1}.")
    assert thread.locator(".message").count() <= MOST


def test_page_counts_what_is_new_without_reading_it(
    open_window: OpenWindow, client: WebClient
) -> None:
    page = open_window(place=RANDOM)
    client.chat_postMessage(channel=MENTIONS, text=f"Hello <@{SU}>")
    badge = page.get_by_role("link", name="mentions").locator(".badge")
    expect(badge).to_have_text("1")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(badge).to_have_text("1")
    assert not [url for url in asked if "messages?" in url and MENTIONS in url]
