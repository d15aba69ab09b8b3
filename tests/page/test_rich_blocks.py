"""Tables, videos and rich text are drawn as they are meant."""

import queue

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.errors import Json
from tests.page.conftest import LOI, MENTIONS, Connect, OpenWindow
from tests.page.test_blocks import plain

pytestmark = pytest.mark.browser


def said(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def stretch(style: str, indent: int, *items: str, **more: int) -> Json:
    elements = [section(said(item)) for item in items]
    return {
        "type": "rich_text_list",
        "style": style,
        "indent": indent,
        "elements": elements,
        **more,
    }


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


TABLE = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [
        [raw("Person"), raw("Mentions"), raw("*Last*")],
        [
            {"type": "rich_text", "elements": [section(said("Ann", bold=True))]},
            {"type": "raw_number", "value": 12},
            raw("<b>May</b>"),
        ],
    ],
}
VIDEO = {
    "type": "video",
    "title": plain("How to milk a goat"),
    "title_url": "https://example.org/watch",
    "video_url": "https://example.org/embed",
    "thumbnail_url": "https://example.org/goat.png",
    "alt_text": "A goat",
    "description": plain("In five steps"),
    "provider_name": "GoatTube",
}
RICH = {
    "type": "rich_text",
    "elements": [
        section(
            {"type": "emoji", "name": "wave", "skin_tone": 4},
            {"type": "emoji", "name": "nosuch", "unicode": "1f410"},
            {"type": "color", "value": "#9f69e7"},
            {"type": "user", "user_id": LOI, "style": {"bold": True}},
            {"type": "broadcast", "range": "here"},
            {
                "type": "date",
                "timestamp": 1392734382,
                "format": "{date_num}",
                "url": "https://example.org/",
            },
            said("struck", strike=True, code=True),
        ),
        stretch("ordered", 0, "one", "two"),
        stretch("bullet", 1, "inner"),
        stretch("ordered", 0, "three"),
        {"type": "rich_text_quote", "elements": [said("quoted")]},
        stretch("ordered", 0, "six", offset=5),
    ],
}


def test_tables_videos_and_rich_text_are_drawn(open_window: OpenWindow, client: WebClient) -> None:
    client.chat_postMessage(channel=MENTIONS, text="x", blocks=[TABLE, VIDEO, RICH])
    message = open_window().locator(".message")
    table = message.get_by_role("region", name="Table")
    expect(table.get_by_role("columnheader")).to_have_text(["Person", "Mentions", "*Last*"])
    expect(table.get_by_role("cell")).to_have_text(["Ann", "12", "<b>May</b>"])
    expect(table.get_by_role("cell", name="12")).to_have_css("text-align", "end")
    expect(table.locator("td strong")).to_have_text("Ann")
    expect(message.get_by_role("link", name="How to milk a goat")).to_have_attribute(
        "href", "https://example.org/watch"
    )
    expect(message.locator(".block-video")).to_contain_text("GoatTube")
    expect(message.locator("iframe, video")).to_have_count(0)

    line = message.locator(".blocks > .rich-text > .rich-line")
    expect(line).to_have_text("👋🏽🐐#9f69e7@Loi Nguyen@here2014-02-18struck")
    expect(line.locator("s code")).to_have_text("struck")
    expect(line.locator("strong .mention")).to_have_text("@Loi Nguyen")
    expect(line.get_by_role("link")).to_have_attribute("href", "https://example.org/")
    first = message.locator(".blocks > .rich-text > ol").first
    expect(first.locator("> li")).to_have_count(3)
    expect(first.locator("> li:nth-child(2) > ul > li")).to_have_text("inner")
    expect(message.locator(".blocks > .rich-text > ol").last).to_have_attribute("start", "6")


def test_rich_text_is_written_as_plain_text_in_a_modal(
    open_window: OpenWindow, client: WebClient, app: App, connect: Connect
) -> None:
    got: queue.Queue[Json] = queue.Queue()
    begun = {"type": "rich_text", "elements": [section(said("Dear "), said("Ann", bold=True))]}
    field = {"type": "rich_text_input", "action_id": "reply", "initial_value": begun}
    view = {
        "type": "modal",
        "callback_id": "answer",
        "title": plain("Answer"),
        "submit": plain("Send"),
        "blocks": [{"type": "input", "block_id": "r", "label": plain("Reply"), "element": field}],
    }

    @app.action("open")
    def open_it(ack: Ack, body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("answer")
    def take(ack: Ack, view: Json) -> None:
        ack()
        got.put(view["state"]["values"]["r"]["reply"]["rich_text_value"])

    button = {"type": "button", "action_id": "open", "text": plain("Answer…")}
    client.chat_postMessage(
        channel=MENTIONS, text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    connect()
    page = open_window()
    page.get_by_role("button", name="Answer…").click()
    dialog = page.get_by_role("dialog", name="Answer")
    expect(dialog.get_by_label("Reply")).to_have_value("Dear Ann")
    dialog.get_by_label("Reply").press("End")
    page.keyboard.type(", hello")
    dialog.get_by_role("button", name="Send").click()
    text = {"type": "text", "text": "Dear Ann, hello"}
    assert got.get(timeout=5) == {"type": "rich_text", "elements": [section(text)]}


UNKNOWN = """async () => {
  const { createView, drawBlocks } = await import("/static/blocks.js");
  const view = createView({ workspace: {}, act: () => null });
  return drawBlocks([{ type: "carousel" }, { type: "divider" }], view).textContent;
}"""


def test_a_block_that_is_not_known_is_named(open_window: OpenWindow) -> None:
    said_instead = open_window().evaluate(UNKNOWN)
    assert said_instead == (
        "Here stands a block of the kind “carousel”, which the sandbox cannot draw."
    )
