"""Tables, videos and rich text are drawn as they are meant."""

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from tests.page.conftest import LOI, MENTIONS, OpenWindow
from tests.page.test_blocks import plain

pytestmark = pytest.mark.browser


def said(text: str, **style: bool) -> dict:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def section(*elements: dict) -> dict:
    return {"type": "rich_text_section", "elements": list(elements)}


def stretch(style: str, indent: int, *items: str, **more: int) -> dict:
    elements = [section(said(item)) for item in items]
    return {
        "type": "rich_text_list",
        "style": style,
        "indent": indent,
        "elements": elements,
        **more,
    }


def raw(text: str) -> dict:
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
