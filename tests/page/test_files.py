"""Files are shown, opened and downloaded, and go through modals."""

import base64
import queue
from pathlib import Path

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.driver import Driver
from sandbox.errors import Json
from tests.page.conftest import MENTIONS, SU, Connect, OpenWindow
from tests.page.test_blocks import plain

pytestmark = pytest.mark.browser

SUN = b"""<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">
<rect width="80" height="40" fill="teal"/></svg>"""


def upload_modal() -> Json:
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
    got: queue.Queue[Json] = queue.Queue()

    @app.action("open")
    def open_it(ack: Ack, body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=upload_modal())

    @app.view("import")
    def take(ack: Ack, view: Json) -> None:
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
    open_window: OpenWindow, client: WebClient, slack: Driver
) -> None:
    client.files_upload_v2(
        channel=MENTIONS, content="a,b\n" * 300, filename="week.csv", title="The week"
    )
    content = base64.b64encode(SUN).decode()
    slack.acts(
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
