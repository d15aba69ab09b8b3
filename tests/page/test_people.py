"""Colleagues: their faces, their cards, and what they say among themselves."""

import re

import pytest
from playwright.sync_api import expect
from slack_bolt import App
from slack_sdk import WebClient

from tests.page.conftest import LOI, MENTIONS, SU, Connect, OpenWindow

pytestmark = pytest.mark.browser

BEN = "U0BENOKAFR"


def test_colleagues_speak_among_themselves_and_the_app_does_not_hear(
    open_window: OpenWindow, app: App, client: WebClient, connect: Connect
) -> None:
    heard: list[str] = []
    app.event("message")(lambda event: heard.append(event["text"]))
    connect()
    su, loi = open_window(SU), open_window(LOI)
    su.get_by_role("textbox").fill("Hello from Su")
    su.keyboard.press("Enter")
    name = loi.locator(".message").get_by_role("button", name="Su Keller")
    name.click()
    card = loi.get_by_role("dialog", name="About Su Keller")
    expect(card).to_contain_text("@su")
    expect(card).to_contain_text("in Zurich")
    expect(card.locator(".avatar")).to_have_css(
        "background-image", re.compile(r"/static/faces/su\.svg")
    )
    card.get_by_role("button", name="Message").click()
    expect(loi.get_by_role("heading", level=1)).to_have_text("Su Keller")
    expect(loi.get_by_text("beginning of your conversation with Su Keller")).to_be_visible()
    loi.get_by_role("textbox", name="Message Su Keller").fill("Between us")
    loi.keyboard.press("Enter")

    place = su.get_by_role("navigation").get_by_role("link", name="Loi Nguyen")
    expect(place.locator(".badge")).to_have_text("1")
    place.click()
    expect(su.locator(".message .text")).to_have_text("Between us")
    client.chat_postMessage(channel=MENTIONS, text="Last")  # by now it would have heard
    su.get_by_role("link", name="mentions").click()
    su.get_by_role("textbox", name="Message #mentions").fill("For all")
    su.keyboard.press("Enter")
    expect(su.locator(".message", has_text="For all")).to_be_visible()
    assert "Between us" not in heard


def test_several_people_speak_together(open_window: OpenWindow) -> None:
    su, loi, ben = open_window(SU), open_window(LOI), open_window(BEN)
    su.get_by_role("button", name="New message").click()
    window = su.get_by_role("dialog", name="New message")
    expect(window.get_by_label("Find somebody")).to_be_focused()
    su.keyboard.type("lo")
    window.get_by_label("Loi Nguyen").check()
    window.get_by_label("Find somebody").fill("")
    window.get_by_label("Ben Okafor").check()
    window.get_by_role("button", name="Write").click()
    expect(su.get_by_role("heading", level=1)).to_have_text("Loi Nguyen, Ben Okafor")
    su.get_by_role("textbox").fill("Lunch?")
    su.keyboard.press("Enter")
    loi.get_by_role("link", name="Su Keller, Ben Okafor").click()
    expect(loi.locator(".message .text")).to_have_text("Lunch?")
    expect(ben.get_by_role("link", name="Su Keller, Loi Nguyen")).to_have_class(
        re.compile("unread")
    )
    # The same people again are the same conversation.
    address = su.url
    su.get_by_role("button", name="New message").click()
    for name in ("Ben Okafor", "Loi Nguyen"):
        window.get_by_label(name).check()
    window.get_by_role("button", name="Write").click()
    expect(window).to_be_hidden()
    expect(su).to_have_url(address)


def test_time_is_told_as_long_ago_and_exactly(open_window: OpenWindow, client: WebClient) -> None:
    client.chat_postMessage(channel=MENTIONS, text="Hello")
    page = open_window()
    time = page.locator(".message time")
    expect(time.locator("[aria-hidden]")).to_have_text("now")
    expect(page.locator(".message a.moment")).to_have_accessible_name(
        re.compile(r"^\w+day, \d+ \w+ \d{4}, \d\d:\d\d:\d\d$")
    )
    told = page.evaluate(
        """async () => {
          const { briefMoment } = await import("/static/dates.js");
          const me = { tz: "Europe/Zurich" };
          const now = Date.UTC(2026, 10, 25, 11, 0, 0) / 1000;
          return [30, 150, 3 * 3600, 24 * 3600, 4 * 86400, 30 * 86400, 400 * 86400]
            .map((past) => briefMoment(me, now - past, now));
        }"""
    )
    assert told == [
        "now", "2 min", "3 h", "yesterday 12:00", "Sat 12:00", "26 Oct 12:00", "21 Oct 2025",
    ]  # fmt: skip


def test_theme_is_chosen_and_remembered(open_window: OpenWindow) -> None:
    page = open_window(color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).color")
    page.get_by_role("button", name="You are: Su Keller").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    dark = page.evaluate("getComputedStyle(document.body).color")
    assert dark != light
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("getComputedStyle(document.body).color") == dark


def test_own_message_is_deleted_after_a_question(open_window: OpenWindow) -> None:
    page = open_window()
    page.get_by_role("textbox").fill("Oops")
    page.keyboard.press("Enter")
    page.locator(".message").hover()
    page.get_by_role("button", name="More about the message").click()
    page.get_by_role("menuitem", name="Delete the message").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator(".message")).to_have_count(0)
