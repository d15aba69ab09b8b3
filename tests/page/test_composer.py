"""Writing: completion, formats, drafts, and editing what one said."""

import threading

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.config import AppConfig, CommandConfig, SandboxConfig
from tests.page.conftest import LOI, MENTIONS, RANDOM, SU, Connect, OpenWindow

pytestmark = pytest.mark.browser

HINT = "help | add URL [#channel] | list [open|claimed|mine] [page] | log [@colleague|NAME]"


@pytest.fixture(scope="module")
def sandbox_config() -> SandboxConfig:
    """Describe a workspace whose app has a command with subcommands."""
    app = AppConfig(commands=(CommandConfig("/mentions", HINT, "Who speaks about us"),))
    return SandboxConfig(apps=(app,), rate_limits=False)


def field(page: Page) -> Locator:
    return page.locator("#place-content").get_by_role("textbox")


def offered(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def test_subcommands_are_offered_with_their_arguments(
    open_window: OpenWindow, app: App, connect: Connect
) -> None:
    app.command("/mentions")(lambda ack, command: ack(f"You said “{command['text']}”"))
    connect()
    page = open_window()
    field(page).press_sequentially("/")
    expect(offered(page)).to_have_text(["/mentionsWho speaks about usbotschafter"])
    page.keyboard.press("Enter")
    expect(offered(page)).to_have_text(
        ["help", "addURL [#channel]", "list[open|claimed|mine] [page]", "log[@colleague|NAME]"]
    )
    field(page).press_sequentially("l")
    expect(offered(page)).to_have_count(2)
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("/mentions list ")

    usage = page.locator(".command-hint")
    expect(usage).to_have_text("/mentions list [open|claimed|mine] [page]")
    expect(usage.locator("mark")).to_have_text("[open|claimed|mine]")
    expect(field(page)).to_have_accessible_description("/mentions list [open|claimed|mine] [page]")
    expect(offered(page)).to_have_text(["open", "claimed", "mine"])
    field(page).press_sequentially("cl")
    page.keyboard.press("Tab")
    field(page).press_sequentially(" 2")
    expect(field(page)).to_have_value("/mentions list claimed 2")
    expect(usage.locator("mark")).to_have_text("[page]")
    page.keyboard.press("Enter")
    expect(page.locator(".message.ephemeral")).to_contain_text("You said “list claimed 2”")

    # A whole subcommand is sent as it is, whatever could follow.
    field(page).press_sequentially("/mentions list")
    page.keyboard.press("Enter")
    expect(page.locator(".message.ephemeral")).to_have_count(2)


def test_names_are_completed_inside_arguments_too(open_window: OpenWindow) -> None:
    page = open_window()
    field(page).press_sequentially("/mentions log @lo")
    page.keyboard.press("Tab")
    expect(field(page)).to_have_value("/mentions log @loi ")
    field(page).fill("")
    field(page).press_sequentially("/mentions add https://e.org #ra")
    page.keyboard.press("Tab")
    expect(field(page)).to_have_value("/mentions add https://e.org #random ")
    field(page).fill("")
    field(page).press_sequentially("Well done :tad")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("Well done 🎉 ")


READ = """async (hint) => {
  const { readUsage } = await import("/static/usage.js");
  return readUsage(hint).map((each) =>
    [each.name, ...each.arguments.map(({ text, choices }) => [text, ...choices].join(" "))]);
}"""


def test_usage_hints_are_taken_apart_as_people_read_them(open_window: OpenWindow) -> None:
    page = open_window()
    for hint, expected in {
        "": [],
        "[what you wish to say]": [],
        "help | give N @colleague": [["help"], ["give", "N", "@colleague"]],
        'watch "a | b" [on|off|PLACE]': [["watch", '"a | b"', "[on|off|PLACE] on off"]],
        "broken [a|b | next": [["broken", "[a|b | next a b next"]],
    }.items():
        assert page.evaluate(READ, hint) == expected, hint


def test_formats_go_around_the_selection_and_off_again(open_window: OpenWindow) -> None:
    page = open_window()
    field(page).fill("so good")
    page.keyboard.press("Shift+Control+ArrowLeft")
    page.keyboard.press("Control+b")
    page.keyboard.press("Control+i")
    expect(field(page)).to_have_value("so *_good_*")
    page.keyboard.press("Control+i")
    expect(field(page)).to_have_value("so *good*")
    page.keyboard.press("Enter")
    expect(page.locator(".message .text strong")).to_have_text("good")


def test_last_message_is_edited_by_arrow_up(open_window: OpenWindow, client: WebClient) -> None:
    su, loi = open_window(SU), open_window(LOI)
    field(su).fill("Ask @loi & <co> about it")
    su.keyboard.press("Enter")
    expect(loi.locator(".message")).to_contain_text("Ask @Loi Nguyen & <co> about it")
    field(su).press("ArrowUp")
    expect(su.get_by_role("status")).to_contain_text("Editing your message")
    expect(field(su)).to_have_value("Ask @loi & <co> about it")
    field(su).fill("Ask @loi")
    su.keyboard.press("Escape")
    expect(field(su)).to_have_value("")
    field(su).press("ArrowUp")
    field(su).fill("Ask @mara")
    su.keyboard.press("Enter")
    expect(loi.locator(".message")).to_contain_text("Ask @Mara Rossi (edited)")
    [message] = client.conversations_history(channel=MENTIONS)["messages"]
    assert message["text"] == "Ask <@U0MARAROSS>"
    assert message["edited"]["user"] == SU
    # Nobody edits what somebody else said.
    field(loi).press("ArrowUp")
    expect(field(loi)).to_have_value("")


def test_draft_is_kept_for_each_conversation(open_window: OpenWindow) -> None:
    page = open_window()
    field(page).fill("Half a thou")
    page.goto(page.url.split("#")[0] + f"#{RANDOM}")
    expect(page.get_by_role("textbox", name="Message #random")).to_have_value("")
    page.get_by_role("link", name="mentions").click()
    expect(field(page)).to_have_value("Half a thou")
    page.reload()
    expect(field(page)).to_have_value("Half a thou")
    page.keyboard.press("Enter")
    expect(page.locator(".message")).to_contain_text("Half a thou")
    page.reload()
    expect(field(page)).to_have_value("")


def test_what_was_sent_is_no_draft_though_the_page_is_left_before_the_answer(
    open_window: OpenWindow, app: App, connect: Connect
) -> None:
    asked, may_answer = threading.Event(), threading.Event()

    @app.command("/mentions")
    def answer(ack: Ack) -> None:
        asked.set()
        may_answer.wait(2)
        ack("Here you are")

    connect()
    page = open_window()
    # It is chance whether the page hears of its failure before it is gone: about every second time.
    for _ in range(8):
        asked.clear()
        may_answer.clear()
        field(page).fill("/mentions help")
        page.keyboard.press("Enter")
        assert asked.wait(10)
        page.reload()
        may_answer.set()
        expect(field(page)).to_have_value("")
    expect(page.locator(".message.ephemeral").last).to_contain_text("Here you are")
