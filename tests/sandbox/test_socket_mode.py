"""Events come through sockets: greeted, acknowledged, sent again, refreshed."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sandbox.looking import wait_until
from tests.sandbox.conftest import CONFIG
from tests.sandbox.socket_app import SocketApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slack_sdk.socket_mode.request import SocketModeRequest

    from sandbox.driver import Colleague, Driver
    from sandbox.pytest_plugin import MakeSandbox
    from sandbox.server import Sandbox


@pytest.fixture(scope="module")
def running(make_sandbox: MakeSandbox) -> Iterator[Sandbox]:
    """Run a sandbox that waits as long as Slack for an app without a socket.

    Slack's own client takes seconds to come back.
    """
    with make_sandbox(replace(CONFIG, retry_seconds=(0.0, 60.0, 60.0))) as sandbox:
        yield sandbox


def test_a_socket_is_greeted(app: SocketApp) -> None:
    hello = app.waits(lambda message: message["type"] == "hello")
    assert hello["num_connections"] == 1
    assert hello["debug_info"]["approximate_connection_time"] == 3600


def test_a_ticket_opens_one_socket(app: SocketApp, sandbox: Sandbox) -> None:
    url = app.client.apps_connections_open(app_token="xapp-sandbox")["url"]
    with connect(url, proxy=None) as socket:
        assert json.loads(socket.recv(5))["num_connections"] == 2
    for stale in (url, sandbox.url.replace("http", "ws") + "/link/?ticket=made-up"):
        with pytest.raises(InvalidStatus), connect(stale, proxy=None):
            pass


def test_an_event_comes_with_its_wrapper(app: SocketApp, su: Colleague) -> None:
    said = su.says("hello @botschafter", in_="mentions")
    envelope = app.waits(lambda m: m.get("payload", {}).get("event", {}).get("type") == "message")
    assert (envelope["type"], envelope["retry_attempt"]) == ("events_api", 0)
    payload = envelope["payload"]
    assert (payload["type"], payload["team_id"], payload["api_app_id"]) == (
        "event_callback",
        "T0SANDBOX1",
        "A0SANDBOX1",
    )
    assert payload["authorizations"][0]["user_id"] == "U0SBOT0001"
    event = payload["event"]
    assert (event["ts"], event["channel_type"], event["user"]) == (said["ts"], "channel", su.id)
    assert app.event("app_mention")["text"] == "hello <@U0SBOT0001>"


def test_reactions_come_as_events_ones_own_too(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    ts = app.client.chat_postMessage(channel="C0MENTIONS", text="card")["ts"]
    app.client.reactions_add(channel="C0MENTIONS", timestamp=ts, name="raised_hand")
    assert app.event("reaction_added", user="U0SBOT0001")["reaction"] == "raised_hand"
    (message,) = driver.messages("mentions")
    su.reacts("raised_hand", to=message)
    event = app.event("reaction_added", user=su.id)
    assert event["item"] == {"type": "message", "channel": "C0MENTIONS", "ts": ts}
    assert event["item_user"] == "U0SBOT0001"
    su.unreacts("raised_hand", to=message)
    assert app.event("reaction_removed", user=su.id)["item"]["ts"] == ts


def test_joining_deleting_and_archiving_come_as_events(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    random = driver.channel("random").id
    driver.acts(su.id, "invite", channel=random, member="U0SBOT0001")
    assert app.event("member_joined_channel", user="U0SBOT0001")["inviter"] == su.id
    said = su.says("oops", in_="random")
    driver.acts(su.id, "delete_message", channel=random, ts=said["ts"])
    assert app.event("message", subtype="message_deleted")["deleted_ts"] == said["ts"]
    driver.acts(su.id, "archive", channel=random)
    assert app.event("channel_archive", channel=random)
    with pytest.raises(SlackApiError, match="is_archived"):
        app.client.chat_postMessage(channel=random, text="x")


def test_nothing_comes_from_channels_the_app_is_not_in(app: SocketApp, su: Colleague) -> None:
    su.says("between us", in_="random")
    su.says("for all", in_="mentions")
    app.event("message", channel="C0MENTIONS")
    assert app.events() == ["message"]


def test_an_event_comes_again_until_it_is_acknowledged(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    driver.admin("drop_acks", times=2)
    su.says("hello", in_="mentions")
    second = app.waits(lambda m: m.get("retry_attempt") == 2)
    assert second["retry_reason"] == "timeout"
    envelopes = [m for m in app.received if m["type"] == "events_api"]
    assert len({each["envelope_id"] for each in envelopes}) == 1
    assert len({each["payload"]["event_id"] for each in envelopes}) == 1

    def acknowledged() -> bool:
        return driver.deliveries()[-1]["acked_after"] is not None

    wait_until(acknowledged, 5, lambda: str(driver.deliveries()))
    assert driver.deliveries()[-1]["attempts"] == 3


def test_an_event_is_given_up_after_three_more_tries(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    app.silent = True
    su.says("hello", in_="mentions")

    def given_up() -> bool:
        last = driver.deliveries()[-1]
        return bool(last["attempts"] == 4 and last["failed"] == "timeout")

    app.waits(lambda m: m.get("retry_attempt") == 3)
    wait_until(given_up, 5, lambda: str(driver.deliveries()))


def test_an_event_waits_for_a_socket(client: WebClient, driver: Driver, su: Colleague) -> None:
    su.says("is anybody there?", in_="mentions")
    assert driver.deliveries()[-1]["acked_after"] is None
    app = SocketApp(client).connect()
    assert app.event("message")["text"] == "is anybody there?"
    app.close()


def test_a_delivery_can_be_repeated(app: SocketApp, driver: Driver, su: Colleague) -> None:
    su.says("hello", in_="mentions")
    app.event("message")
    event_id = driver.admin("redeliver_last")["event_id"]
    wait_until(
        lambda: (
            [m["payload"]["event_id"] for m in app.received if m["type"] == "events_api"]
            == [event_id, event_id]
        ),
        5,
        lambda: str(app.received),
    )


def test_each_envelope_goes_to_one_of_many_sockets(app: SocketApp, su: Colleague) -> None:
    for _ in range(9):
        app.connect()
    with pytest.raises(SlackApiError, match="too_many_websockets"):
        app.client.apps_connections_open(app_token="xapp-sandbox")
    for number in range(20):
        su.says(str(number), in_="mentions")
    app.event("message", text="19")
    wait_until(lambda: len(app.events()) >= 20, 5, lambda: str(app.events()))
    assert len(app.events()) == 20


def test_a_refreshed_socket_makes_room_for_another(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    assert driver.admin("refresh_sockets")["asked"] == 1
    assert app.waits(lambda m: m["type"] == "disconnect")["reason"] == "refresh_requested"
    app.connect()
    su.says("after", in_="mentions")
    assert app.event("message")["text"] == "after"


def test_a_socket_does_not_live_for_ever(make_sandbox: MakeSandbox) -> None:
    with make_sandbox(replace(CONFIG, connection_seconds=0.1)) as sandbox:
        app = SocketApp(WebClient("xoxb-sandbox", base_url=sandbox.api_url)).connect()
        app.waits(lambda m: m["type"] == "disconnect")
        app.close()


def test_slacks_own_client_works_and_comes_back(
    client: WebClient, driver: Driver, su: Colleague
) -> None:
    heard: list[str] = []
    changed = threading.Condition()

    def listen(socket: SocketModeClient, request: SocketModeRequest) -> None:
        socket.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        with changed:
            heard.append(request.payload["event"]["text"])
            changed.notify_all()

    def hears(text: str) -> bool:
        with changed:
            return changed.wait_for(lambda: text in heard, 30)

    socket = SocketModeClient("xapp-sandbox", web_client=client, ping_interval=0.2)
    socket.socket_mode_request_listeners.append(listen)  # type: ignore[arg-type]
    socket.connect()
    su.says("one", in_="mentions")
    assert hears("one")
    driver.admin("refresh_sockets")
    su.says("two", in_="mentions")
    assert hears("two")
    driver.admin("disconnect_sockets")
    su.says("three", in_="mentions")
    assert hears("three")
    # The server hangs up first, since the client waits three seconds for a silent server.
    socket.auto_reconnect_enabled = socket.default_auto_reconnect_enabled = False
    driver.admin("disconnect_sockets")
    # It trips over its own reader when both ends hang up in the same instant.
    wait_until(lambda: not socket.is_connected(), 10, lambda: "the socket is still open")
    socket.close()


def test_garbage_through_a_socket_is_overheard(app: SocketApp, su: Colleague) -> None:
    socket = app.sockets[0]
    for text in ("", "{", "[]", "null", '{"envelope_id": 3}', '{"envelope_id": "x"}', "é" * 9999):
        socket.send(text)
    socket.send(b"\xff\x00")
    su.says("still there?", in_="mentions")
    assert app.event("message")["text"] == "still there?"
