"""The page in the browser gets what it shows, at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sandbox.driver import DriverError, visible_text
from tests.sandbox.test_commands_and_buttons import CARD, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slack_sdk import WebClient
    from websockets.sync.client import ClientConnection

    from sandbox.driver import Colleague, Driver
    from sandbox.server import Sandbox
    from tests.sandbox.socket_app import SocketApp

Json = dict[str, Any]


@pytest.fixture
def live(sandbox: Sandbox, su: Colleague) -> Iterator[ClientConnection]:
    address = sandbox.url.replace("http", "ws") + f"/_sandbox/live?user={su.id}"
    with connect(address, proxy=None) as page:
        page.send("anything is passed over")
        yield page


def news(page: ClientConnection) -> Json:
    heard: Json = json.loads(page.recv(5))
    return heard


def test_the_page_is_served(sandbox: Sandbox) -> None:
    assert httpx.get(sandbox.url, trust_env=False).status_code == 200
    assert httpx.get(sandbox.url + "/static/nothing.js", trust_env=False).status_code == 404


def test_a_snapshot_shows_the_workspace(driver: Driver, su: Colleague) -> None:
    snapshot = driver.reads("snapshot", user=su.id)
    assert snapshot["team"] == {"id": "T0SANDBOX1", "name": "Alpenglück"}
    assert (snapshot["me"]["name"], snapshot["me"]["locale"]) == ("su", "de-CH")
    assert {c["name"]: c["kind"] for c in snapshot["channels"] if c["kind"] != "im"} == {
        "mentions": "channel",
        "random": "channel",
        "old": "channel",
        "secret": "private",
        "board": "private",
    }
    assert {c["peer"] for c in snapshot["channels"] if c["kind"] == "im"} == {
        "U0SBOT0001",
        "U0OTHERBOT",
    }
    assert snapshot["apps"][0]["commands"][0]["command"] == "/mentions"
    mara = driver.reads("snapshot", user="U0MARAROSS")
    assert "secret" not in [c["name"] for c in mara["channels"]]


def test_what_one_may_not_see_is_not_found(driver: Driver) -> None:
    for what, query in (
        ("snapshot", {"user": "U0NOBODY"}),
        ("messages", {"user": "U0MARAROSS", "channel": "G0SECRET01"}),
        ("modals", {"user": "U0NOBODY"}),
    ):
        with pytest.raises(DriverError, match="not_found"):
            driver.reads(what, **query)


def test_messages_and_reactions_are_pushed(
    live: ClientConnection, client: WebClient, driver: Driver, su: Colleague
) -> None:
    ts = client.chat_postMessage(channel="C0MENTIONS", text="one")["ts"]
    heard = news(live)
    assert (heard["type"], heard["channel"], heard["message"]["text"]) == (
        "message",
        "C0MENTIONS",
        "one",
    )
    client.chat_update(channel="C0MENTIONS", ts=ts, text="two")
    assert news(live)["message"]["text"] == "two"
    su.reacts("eyes", to=driver.messages("mentions")[0])
    heard = news(live)
    assert (heard["type"], heard["reactions"][0]["count"]) == ("reactions", 1)
    client.chat_postMessage(channel="C0MENTIONS", text="reply", thread_ts=ts)
    assert [news(live)["type"] for _ in range(2)] == ["message", "message_changed"]
    client.chat_delete(channel="C0MENTIONS", ts=ts)
    assert news(live) == {"type": "message_deleted", "channel": "C0MENTIONS", "ts": ts}


def test_ephemerals_are_pushed_and_dismissed(
    live: ClientConnection, client: WebClient, driver: Driver, su: Colleague
) -> None:
    client.chat_postEphemeral(channel="C0MENTIONS", user="U0LOINGUYN", text="not for Su")
    client.chat_postEphemeral(channel="C0MENTIONS", user=su.id, text="for Su")
    message = news(live)["message"]
    assert (message["text"], message["ephemeral"]) == ("for Su", True)
    driver.acts(su.id, "delete_message", channel="C0MENTIONS", ts=message["ts"])
    assert news(live)["type"] == "message_deleted"


def test_modals_homes_and_toasts_are_pushed(
    live: ClientConnection, app: SocketApp, su: Colleague, driver: Driver
) -> None:
    su.runs("/mentions", in_="mentions")
    trigger_id = app.payload("slash_commands")["trigger_id"]
    view = {"type": "modal", "title": plain("Hi"), "blocks": []}
    opened = app.client.views_open(trigger_id=trigger_id, view=view)["view"]
    assert news(live)["type"] == "modal_opened"
    app.client.views_update(view_id=opened["id"], view=view)
    assert news(live)["type"] == "modal_updated"
    su.submits(opened)
    assert news(live) == {"type": "modal_closed", "view_id": opened["id"]}
    app.client.views_publish(user_id=su.id, view={"type": "home", "blocks": CARD})
    heard = news(live)
    assert (heard["type"], heard["app"]) == ("home", "A0SANDBOX1")
    assert "A mention" in visible_text(heard["view"])
    app.silent = True
    su.clicks("Claim", on=su.sees_home("A mention"))
    assert news(live)["text"] == "botschafter did not respond (operation_timeout)."
    driver.acts(su.id, "invite", channel="C0RANDOM01", member="U0SBOT0001")
    assert news(live) == {"type": "channels"}


def test_a_stranger_hears_nothing(sandbox: Sandbox) -> None:
    address = sandbox.url.replace("http", "ws") + "/_sandbox/live?user=U0NOBODY"
    with pytest.raises(InvalidStatus), connect(address, proxy=None):
        pass


@pytest.mark.parametrize(
    ("action", "fields", "error"),
    [
        ("sing", {}, "unknown_action"),
        ("post_message", {"channel": "C0OLD00001", "text": "x"}, "is_archived"),
        ("post_message", {"channel": "C0MENTIONS", "text": " "}, "no_text"),
        ("post_message", {"channel": "C0MENTIONS", "text": "x" * 40_001}, "msg_too_long"),
        ("post_message", {"channel": "C0MENTIONS", "text": 3}, "invalid_arguments"),
        ("add_reaction", {"channel": "C0MENTIONS", "ts": "1.1", "name": "x"}, "message_not_found"),
        ("invite", {"channel": "C0RANDOM01", "member": "U0NOBODY"}, "user_not_found"),
        ("open_home", {"app": "A0NOTHING"}, "app_not_found"),
        ("close_view", {"view_id": "V0NOTHING"}, "view_not_found"),
        ("join", {"channel": "G0SECRET01"}, "channel_not_found"),
    ],
)
def test_what_cannot_be_done_says_why(
    driver: Driver, su: Colleague, action: str, fields: Json, error: str
) -> None:
    with pytest.raises(DriverError, match=error):
        driver.acts(su.id, action, **fields)


def test_nobody_deletes_what_another_said(client: WebClient, driver: Driver, su: Colleague) -> None:
    ts = client.chat_postMessage(channel="C0MENTIONS", text="one")["ts"]
    with pytest.raises(DriverError, match="cant_delete_message"):
        driver.acts(su.id, "delete_message", channel="C0MENTIONS", ts=ts)


def test_what_was_typed_is_encoded(driver: Driver, su: Colleague) -> None:
    su.says("Tom & @loi <see> #random https://a.example/x.", in_="mentions")
    (message,) = driver.messages("mentions")
    assert message["text"] == (
        "Tom &amp; <@U0LOINGUYN> &lt;see&gt; <#C0RANDOM01|random> <https://a.example/x>."
    )


def test_the_driver_says_what_it_saw_instead(driver: Driver, su: Colleague) -> None:
    su.says("hello", in_="mentions")
    with pytest.raises(DriverError, match=r"0\.05 s: 'goodbye'; #mentions shows 'hello'"):
        driver.waits_for("mentions", "goodbye", within=0.05)
    with pytest.raises(DriverError, match="su sees"):
        su.sees_ephemeral("nothing", within=0.05)
    with pytest.raises(DriverError, match="no colleague 'nobody'"):
        driver.colleague("nobody")
    with pytest.raises(DriverError, match="no channel 'nowhere'"):
        su.says("x", in_="nowhere")


def test_threads_are_followed(client: WebClient, driver: Driver, su: Colleague) -> None:
    ts = client.chat_postMessage(channel="C0MENTIONS", text="card")["ts"]
    card = driver.waits_for("mentions", lambda message: message["ts"] == ts)
    su.says("I know him", in_="mentions", thread=card)
    reply = driver.waits_for_reply(card, "know him")
    assert driver.again(reply)["user"] == su.id
    assert driver.waits_until_changed(card, lambda message: message["reply_count"] == 1)


def test_rich_text_is_read_as_one_line() -> None:
    section = {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "See "},
            {"type": "link", "url": "https://a.example", "text": "this"},
            {"type": "text", "text": " by "},
            {"type": "user", "user_id": "U1"},
            {"type": "emoji", "name": "wave"},
            {"type": "broadcast", "range": "here"},
        ],
    }
    message = {"ts": "1.1", "text": "", "blocks": [{"type": "rich_text", "elements": [section]}]}
    assert visible_text(message).strip() == "See this by <@U1>:wave:@here"
