"""Files come in and go out as with Slack: in three steps, with messages, events and tokens."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError

from sandbox.driver import Driver, DriverError

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox.driver import Colleague
    from sandbox.server import Sandbox
    from tests.sandbox.socket_app import SocketApp

MENTIONS = "C0MENTIONS"
SU = "U0SUKELLER"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def refused(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_an_upload_is_shared_listed_read_and_deleted(
    client: WebClient, app: SocketApp, driver: Driver
) -> None:
    parent = client.chat_postMessage(channel=MENTIONS, text="The week")["ts"]
    uploaded = client.files_upload_v2(
        channel=MENTIONS,
        content="name,count\nGoat,3\n",
        filename="week.csv",
        title="The week",
        initial_comment="Numbers",
        thread_ts=parent,
    )
    file = uploaded["file"]
    (reply,) = client.conversations_replies(channel=MENTIONS, ts=parent)["messages"][1:]
    assert (reply["subtype"], reply["text"]) == ("file_share", "Numbers")
    assert [each["id"] for each in reply["files"]] == [file["id"]]
    assert (file["title"], file["filetype"], file["mimetype"]) == ("The week", "csv", "text/csv")
    app.event("file_shared", file_id=file["id"], channel_id=MENTIONS)

    assert client.files_info(file=file["id"])["file"]["channels"] == [MENTIONS]
    assert [each["id"] for each in client.files_list(channel=MENTIONS)["files"]] == [file["id"]]
    token = {"Authorization": "Bearer xoxb-sandbox"}
    private = httpx.get(file["url_private_download"], headers=token, trust_env=False)
    assert private.text == "name,count\nGoat,3\n"
    assert "attachment" in private.headers["content-disposition"]
    for other in ({}, {"Authorization": "Bearer xoxb-other"}):
        assert httpx.get(file["url_private"], headers=other, trust_env=False).status_code == 403

    client.files_delete(file=file["id"])
    with pytest.raises(SlackApiError) as gone:
        client.files_info(file=file["id"])
    assert refused(gone) == "file_not_found"
    (after,) = client.conversations_replies(channel=MENTIONS, ts=parent)["messages"][1:]
    assert after["files"] == [{"id": file["id"], "mode": "tombstone"}]
    assert driver.thread({"channel": MENTIONS, "ts": parent})[0]["files"] == after["files"]


def test_uploads_have_bounds_and_addresses_serve_once(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as large:
        client.files_getUploadURLExternal(filename="film.mp4", length=50_000_001)
    assert refused(large) == "file_upload_size_restricted"
    for _ in range(4):
        client.files_getUploadURLExternal(filename="film.mp4", length=50_000_000)
    with pytest.raises(SlackApiError) as full:
        client.files_getUploadURLExternal(filename="note.txt", length=1)
    assert refused(full) == "storage_full"


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"filename": "x.txt", "length": 0}, "missing_argument"),
        ({"filename": "x.txt", "length": -1}, "invalid_arguments"),
        ({"filename": "", "length": 1}, "invalid_arguments"),
        ({"filename": "x.png", "length": 1, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
def test_uploads_that_slack_refuses_are_refused(
    client: WebClient, asked: dict[str, Any], error: str
) -> None:
    with pytest.raises(SlackApiError) as wrong:
        client.files_getUploadURLExternal(**asked)
    assert refused(wrong) == error


def test_an_upload_takes_what_was_announced_and_no_more(client: WebClient) -> None:
    place = client.files_getUploadURLExternal(filename="note.txt", length=3)
    with pytest.raises(SlackApiError) as early:
        client.files_completeUploadExternal(files=[{"id": place["file_id"], "title": "x"}])
    assert refused(early) == "file_not_found"
    assert httpx.post(place["upload_url"], content=b"four", trust_env=False).status_code == 400
    sent = httpx.post(place["upload_url"], content=b"abc", trust_env=False)
    assert (sent.status_code, sent.text) == (200, "OK - 3")
    assert httpx.post(place["upload_url"], content=b"abc", trust_env=False).status_code == 404


@pytest.mark.parametrize(
    ("channel", "error"), [("C0NOWHERE", "channel_not_found"), ("C0RANDOM01", "not_in_channel")]
)
def test_a_file_is_not_shared_where_the_bot_may_not_write(
    client: WebClient, channel: str, error: str
) -> None:
    with pytest.raises(SlackApiError) as wrong:
        client.files_upload_v2(channel=channel, content="x", filename="x.txt")
    assert refused(wrong) == error
    assert client.files_list()["files"] == []


def test_files_need_their_scopes(other: WebClient) -> None:
    with pytest.raises(SlackApiError) as missing:
        other.files_getUploadURLExternal(filename="x", length=1)
    assert missing.value.response["needed"] == "files:write"
    with pytest.raises(SlackApiError) as unread:
        other.files_list()
    assert unread.value.response["needed"] == "files:read"


def test_a_colleague_shares_a_picture_and_an_app_shows_it_again(
    client: WebClient, driver: Driver, sandbox: Sandbox, su: Colleague
) -> None:
    answer = driver.acts(
        su.id,
        "upload_file",
        name="goat.png",
        content=base64.b64encode(PNG).decode(),
        channel=MENTIONS,
        text="Look, @loi",
        alt_txt="A goat",
    )
    file = answer["file"]
    (message,) = client.conversations_history(channel=MENTIONS)["messages"]
    assert (message["user"], message["text"]) == (SU, "Look, <@U0LOINGUYN>")
    for reference in ({"id": file["id"]}, {"url": file["url_private"]}):
        image = {"type": "image", "slack_file": reference, "alt_text": "A goat"}
        assert client.chat_postMessage(channel=MENTIONS, text="x", blocks=[image])["ok"]
    image = {"type": "image", "slack_file": {"id": "F0NOTHERE"}, "alt_text": "x"}
    with pytest.raises(SlackApiError) as unknown:
        client.chat_postMessage(channel=MENTIONS, text="x", blocks=[image])
    assert unknown.value.response["errors"] == [
        "invalid slack file [json-pointer:/blocks/0/slack_file]"
    ]
    seen = httpx.get(f"{sandbox.url}/_sandbox/files/{file['id']}", trust_env=False)
    assert (seen.content, seen.headers["content-type"]) == (PNG, "image/png")
    assert "sandbox" in seen.headers["content-security-policy"]
    with pytest.raises(DriverError, match="invalid_arguments"):
        driver.acts(su.id, "upload_file", name="x", content="§")
