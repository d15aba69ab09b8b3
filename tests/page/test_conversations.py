"""Colleagues talk, react and answer in the browser."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_bolt import App
from slack_sdk import WebClient

from sandbox.config import ChannelConfig, SandboxConfig
from sandbox.pytest_plugin import MakeSandbox
from tests.page.conftest import LOI, MENTIONS, RANDOM, SU, Connect, OpenWindow

pytestmark = pytest.mark.browser


def say(page: Page, text: str) -> None:
    page.locator(".place-content").get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def test_page_shows_the_workspace_and_who_one_is(open_window: OpenWindow) -> None:
    page = open_window()
    expect(page.locator("#team-name")).to_have_text("Alpenglück")
    expect(page.get_by_role("link", name="random")).to_be_visible()
    expect(page.get_by_role("link", name="botschafter")).to_be_visible()
    expect(page.get_by_role("button", name="You are: Su Keller")).to_be_visible()
    page.get_by_text("About this sandbox").click()
    expect(page.get_by_text("Nothing leaves it.")).to_be_visible()


def test_another_colleague_is_one_choice_away(open_window: OpenWindow) -> None:
    page = open_window()
    page.get_by_role("button", name="You are: Su Keller").click()
    page.get_by_role("menuitemradio", name="Loi Nguyen").click()
    expect(page).to_have_url(re.compile(f"user={LOI}#{MENTIONS}"))
    expect(page.get_by_role("button", name="You are: Loi Nguyen")).to_be_visible()


def test_two_colleagues_see_each_others_message_and_reaction(open_window: OpenWindow) -> None:
    su, loi = open_window(SU), open_window(LOI)
    say(su, "Who knows *mountain_goat*? 1 < 2 & @loi")
    message = loi.locator(".message", has_text="Who knows mountain_goat?")
    expect(message.locator("strong", has_text="mountain_goat")).to_be_visible()
    expect(message).to_contain_text("1 < 2 & @Loi Nguyen")
    message.hover()
    message.get_by_role("button", name="React with raised_hand").click()
    pill = su.locator(".pill[data-reaction=raised_hand]")
    expect(pill).to_have_text("✋1")
    expect(pill).to_have_attribute("data-tip", "Loi Nguyen reacted with :raised_hand:")
    pill.click()
    expect(loi.locator(".pill[data-reaction=raised_hand]")).to_have_text("✋2")
    loi.locator(".pill[data-reaction=raised_hand]").click()
    expect(pill).to_have_text("✋1")
    expect(pill).to_have_attribute("aria-pressed", "true")


def test_picker_finds_an_emoji_by_name(open_window: OpenWindow) -> None:
    page = open_window()
    say(page, "Hello")
    page.locator(".message").hover()
    page.get_by_role("button", name="Add a reaction").first.click()
    page.get_by_label("Find an emoji").fill("see_no")
    page.keyboard.press("Enter")
    expect(page.locator(".pill[data-reaction=see_no_evil]")).to_have_text("🙈1")


def test_shift_enter_begins_a_new_line(open_window: OpenWindow) -> None:
    page = open_window()
    page.get_by_role("textbox").press_sequentially("one")
    page.keyboard.press("Shift+Enter")
    page.get_by_role("textbox").press_sequentially("two")
    page.keyboard.press("Enter")
    expect(page.locator(".message .text")).to_have_js_property("innerText", "one\ntwo")


def test_thread_opens_beside_and_counts_replies(open_window: OpenWindow) -> None:
    su, loi = open_window(SU), open_window(LOI)
    say(su, "A question")
    su.locator(".message").hover()
    su.get_by_role("button", name="Reply in thread").click()
    su.get_by_label("Reply…").fill("An answer")
    su.keyboard.press("Enter")
    loi.get_by_role("button", name="1 reply").click()
    thread = loi.get_by_role("complementary", name="Thread")
    expect(thread.locator(".message")).to_have_count(2)
    expect(thread).to_contain_text("An answer")
    expect(loi.locator(".place-content .message")).to_have_count(1)
    loi.keyboard.press("Escape")
    expect(thread).to_be_hidden()


def test_place_that_is_not_open_is_marked_unread(open_window: OpenWindow) -> None:
    su, loi = open_window(SU), open_window(LOI, RANDOM)
    place = loi.get_by_role("navigation").get_by_role("link", name="mentions")
    say(su, "Hello")
    expect(place).to_have_class(re.compile("unread"))
    say(su, "Hello @loi")
    expect(place.locator(".badge")).to_have_text("1")
    place.click()
    expect(loi.locator(".message")).to_have_count(2)
    expect(place).not_to_have_class(re.compile("unread"))


def test_edited_and_deleted_messages_change_in_place(
    open_window: OpenWindow, client: WebClient
) -> None:
    page = open_window()
    ts = client.chat_postMessage(channel=MENTIONS, text="First")["ts"]
    expect(page.locator(".message")).to_contain_text("First")
    client.chat_update(channel=MENTIONS, ts=ts, text="Second")
    expect(page.locator(".message")).to_contain_text("Second (edited)")
    client.chat_delete(channel=MENTIONS, ts=ts)
    expect(page.locator(".message")).to_have_count(0)


def test_ephemeral_message_is_for_one_only(open_window: OpenWindow, client: WebClient) -> None:
    su, loi = open_window(SU), open_window(LOI)
    client.chat_postEphemeral(channel=MENTIONS, user=SU, text="Loi has this")
    expect(su.locator(".message")).to_contain_text("Only visible to you")
    client.chat_postMessage(channel=MENTIONS, text="For all")
    expect(loi.locator(".message")).to_have_text([re.compile("For all")])
    su.get_by_role("button", name="Dismiss").click()
    expect(su.locator(".message")).to_have_text([re.compile("For all")])


def test_slash_offers_the_commands_and_runs_one(
    open_window: OpenWindow, app: App, connect: Connect
) -> None:
    app.command("/mentions")(lambda ack, command: ack(f"You said “{command['text']}”"))
    connect()
    page = open_window()
    page.get_by_role("textbox").press_sequentially("/me")
    expect(page.get_by_role("listbox", name="Suggestions")).to_contain_text("/mentions")
    page.keyboard.press("Tab")
    page.get_by_role("textbox").press_sequentially("help")
    page.keyboard.press("Enter")
    expect(page.locator(".message.ephemeral")).to_contain_text("You said “help”")


def test_unknown_command_stays_in_the_field_and_is_explained(open_window: OpenWindow) -> None:
    page = open_window()
    say(page, "/mention list")
    expect(page.get_by_role("alert")).to_contain_text("No app here knows /mention.")
    expect(page.get_by_role("textbox")).to_have_value("/mention list")


def test_permalink_leads_to_its_message(open_window: OpenWindow, client: WebClient) -> None:
    first = client.chat_postMessage(channel=MENTIONS, text="Long ago\n" + "\n" * 60 + "end")["ts"]
    link = client.chat_getPermalink(channel=MENTIONS, message_ts=first)["permalink"]
    page = open_window(LOI, RANDOM)
    page.evaluate("link => { location.hash = new URL(link).hash; }", link)
    expect(page.locator(f'.pointed-at[data-ts="{first}"]')).to_be_visible()
    expect(page.get_by_role("button", name="You are: Loi Nguyen")).to_be_visible()


def test_page_reads_anew_after_the_sandbox_was_gone(
    browser: Browser, make_sandbox: MakeSandbox
) -> None:
    with make_sandbox() as sandbox:
        page = browser.new_page()
        page.goto(sandbox.url)
        expect(page.get_by_text("This is the beginning of #mentions.")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Reconnecting")
    page.get_by_role("textbox").fill("A draft")
    port = urlsplit(sandbox.url).port
    assert port is not None
    with make_sandbox(port=port) as again:
        client = WebClient("xoxb-sandbox", base_url=again.api_url)
        client.chat_postMessage(channel=MENTIONS, text="Meanwhile")
        expect(page.locator(".message")).to_contain_text("Meanwhile")
        expect(page.get_by_role("status")).to_be_hidden()
        expect(page.get_by_role("textbox")).to_have_value("A draft")
        page.close()


def test_mention_is_completed_from_what_was_begun(open_window: OpenWindow) -> None:
    page = open_window()
    page.get_by_role("textbox").press_sequentially("Hello @lo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_have_value("Hello @loi ")
    page.keyboard.press("Enter")
    expect(page.locator(".message .mention")).to_have_text("@Loi Nguyen")


def test_channel_that_one_is_not_in_can_be_joined(
    browser: Browser, make_sandbox: MakeSandbox
) -> None:
    channels = (
        ChannelConfig(MENTIONS, "mentions"),
        ChannelConfig("C0OTHERS01", "others", members=()),
    )
    with make_sandbox(SandboxConfig(channels=channels)) as sandbox:
        page = browser.new_page()
        page.goto(f"{sandbox.url}/#C0OTHERS01")
        page.get_by_role("button", name="Join").click()
        expect(page.get_by_role("textbox", name="Message #others")).to_be_visible()
        page.close()


def test_phone_shows_channels_on_demand(open_window: OpenWindow) -> None:
    page = open_window(viewport={"width": 390, "height": 780})
    random = page.get_by_role("link", name="random")
    expect(random).not_to_be_in_viewport()
    page.get_by_role("button", name="Channels").click()
    random.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("random")
    expect(random).not_to_be_in_viewport()
    overflow = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not overflow
