"""Rich blocks, selects for many choices, files and the emoji picker, as one sees and uses them."""

import base64
import queue
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.page.conftest import LOI, MENTIONS, SU, Connect, OpenWindow
from tests.page.test_blocks import mrkdwn, option, plain

pytestmark = pytest.mark.browser

SUN = b"""<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">
<rect width="80" height="40" fill="teal"/></svg>"""


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


def listen_to(app: App, *action_ids: str) -> "queue.Queue[tuple[str, object]]":
    heard: queue.Queue[tuple[str, object]] = queue.Queue()

    def listen(ack: Ack, action: dict) -> None:
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
    goats = {"type": "external_select", "action_id": "goat", "placeholder": plain("Goat")}
    goats["min_query_length"] = 1
    actions = {"type": "actions", "elements": [goats]}
    client.chat_postMessage(channel=MENTIONS, text="x", blocks=[actions])
    heard = listen_to(app, "goat")

    @app.options("goat")
    def find(ack: Ack, payload: dict) -> None:
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


def upload_modal() -> dict:
    field = {"type": "file_input", "action_id": "file", "filetypes": ["opml"], "max_files": 1}
    return {
        "type": "modal",
        "callback_id": "import",
        "title": plain("Import"),
        "submit": plain("Import"),
        "blocks": [
            {"type": "input", "block_id": "feeds", "label": plain("Feeds"), "element": field}
        ],
    }


def test_a_file_goes_through_a_modal_to_the_app(
    open_window: OpenWindow, client: WebClient, app: App, connect: Connect, tmp_path: Path
) -> None:
    got: queue.Queue[dict] = queue.Queue()

    @app.action("open")
    def open_it(ack: Ack, body: dict) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=upload_modal())

    @app.view("import")
    def take(ack: Ack, view: dict) -> None:
        ack()
        (file,) = view["state"]["values"]["feeds"]["file"]["files"]
        got.put(client.files_info(file=file["id"])["file"])

    button = {"type": "button", "action_id": "open", "text": plain("Import feeds")}
    client.chat_postMessage(
        channel=MENTIONS, text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    connect()
    page = open_window()
    page.get_by_role("button", name="Import feeds").click()
    dialog = page.get_by_role("dialog", name="Import")
    feeds = tmp_path / "feeds.opml"
    feeds.write_text("<opml/>")
    wrong = tmp_path / "feeds.exe"
    wrong.write_text("x")
    dialog.get_by_role("button", name="Import").click()
    expect(dialog.get_by_role("alert").last).to_have_text("Please complete this required field.")
    dialog.get_by_label("Feeds").set_input_files(wrong)
    expect(dialog.get_by_text("not of a type that fits here: opml")).to_be_visible()
    dialog.get_by_label("Feeds").set_input_files(feeds)
    expect(dialog.locator(".chip")).to_have_text("feeds.opml · 7 bytes")
    dialog.get_by_role("button", name="Import", exact=True).click()
    file = got.get(timeout=5)
    assert (file["name"], file["mimetype"], file["user"]) == ("feeds.opml", "text/x-opml", SU)
    expect(dialog).to_have_count(0)


def test_pictures_open_big_and_other_files_are_tiles(
    open_window: OpenWindow, client: WebClient, sandbox: Sandbox
) -> None:
    client.files_upload_v2(
        channel=MENTIONS, content="a,b\n" * 300, filename="week.csv", title="The week"
    )
    with Driver(sandbox.url) as driver:
        content = base64.b64encode(SUN).decode()
        driver.acts(
            SU, "upload_file", name="sun.svg", content=content, channel=MENTIONS, alt_txt="A sun"
        )
    page = open_window()
    tile = page.get_by_role("link", name="Download The week, CSV · 1.2 kB")
    with page.expect_download() as saved:
        tile.click()
    assert saved.value.suggested_filename == "week.csv"
    page.get_by_role("button", name="Open A sun").click()
    viewer = page.get_by_role("dialog", name="A sun")
    expect(viewer.get_by_role("img", name="A sun")).to_be_visible()
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)


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
