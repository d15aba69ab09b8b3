"""Everything that goes back and forth is recorded in one order, bounded, and pushed to who asks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from websockets.sync.client import connect

from sandbox.config import AppConfig
from sandbox.looking import wait_until
from sandbox.recorder import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slack_sdk import WebClient
    from websockets.sync.client import ClientConnection

    from sandbox.driver import Colleague, Driver
    from sandbox.server import Sandbox
    from tests.sandbox.socket_app import SocketApp

Json = dict[str, Any]


@pytest.fixture
def line(sandbox: Sandbox) -> Iterator[ClientConnection]:
    """Listen as an open inspector does."""
    address = sandbox.url.replace("http", "ws") + "/_sandbox/traffic/live"
    with connect(address, proxy=None) as line:
        yield line


def entries(driver: Driver, **query: str) -> list[Json]:
    found: list[Json] = driver.reads("traffic", **query)["entries"]
    return found


def waits_for(driver: Driver, kind: str, fact: str) -> Json:
    """Wait until the last delivery of a kind has a fact, and give it."""

    def last() -> Json:
        found = entries(driver, kind=kind, limit="1000")
        return found[-1] if found and found[-1][fact] is not None else {}

    return wait_until(last, 5, lambda: str(entries(driver, kind=kind)))


def test_both_directions_have_one_order(app: SocketApp, driver: Driver, su: Colleague) -> None:
    app.answers["slash_commands"] = {"text": "Here you are."}
    app.client.chat_postMessage(channel="C0MENTIONS", text="card")
    app.event("message")
    su.runs("/mentions list", in_="mentions")
    waits_for(driver, "slash_commands", "acked_after")
    found = entries(driver)
    assert [(each["kind"], each["direction"]) for each in found] == [
        ("call", "to_slack"),
        ("call", "to_slack"),
        ("events_api", "to_app"),
        ("slash_commands", "to_app"),
    ]
    assert [each["seq"] for each in found] == list(range(found[0]["seq"], found[0]["seq"] + 4))
    opening, post, event, command = found
    assert (opening["method"], opening["app"]) == ("apps.connections.open", "A0SANDBOX1")
    assert (post["args"]["text"], post["answer"]["message"]["text"]) == ("card", "card")
    assert (post["status"], post["ok"], post["error"]) == (200, True, None)
    assert 0 < post["ms"] < 5000
    assert event["payload"]["event"]["text"] == "card"
    assert (command["answer"], command["attempts"]) == ({"text": "Here you are."}, 1)
    assert 0 < command["acked_after"] < 0.3
    (only,) = command["tries"]
    assert (only["via"], only["failed"]) == ("socket", None)
    assert driver.reads(f"traffic/{command['seq']}") == command


def test_it_is_read_in_pieces_and_filtered(
    client: WebClient, other: WebClient, driver: Driver
) -> None:
    for number in range(5):
        client.chat_postMessage(channel="C0MENTIONS", text=str(number))
    other.auth_test()
    posts: list[Json] = []
    after = 0
    while page := driver.reads(
        "traffic", after=str(after), limit="2", kind="call", method="chat.postMessage"
    )["entries"]:
        assert len(page) <= 2
        posts += page
        after = page[-1]["seq"]
    assert [each["args"]["text"] for each in posts] == ["0", "1", "2", "3", "4"]
    assert [each["method"] for each in entries(driver, app="A0OTHER001")] == ["auth.test"]
    assert {each["kind"] for each in entries(driver, direction="to_app")} == {"events_api"}
    for wrong in ("-1", "x", "²"):
        answer = driver.http.get("/_sandbox/traffic", params={"after": wrong})
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_arguments")
    assert driver.http.get("/_sandbox/traffic/999999999").status_code == 404


def test_tokens_stand_nowhere_in_it(sandbox: Sandbox, driver: Driver) -> None:
    token = {"token": "xoxb-sandbox"}
    with httpx.Client(base_url=sandbox.api_url, trust_env=False) as plain:
        assert plain.post("auth.test", data=token).json()["ok"]
        assert plain.post("auth.test?token=xoxb-sandbox").json()["ok"]
        assert plain.get("users.list", params=token).json()["ok"]
        wrong = {"Authorization": "Bearer xoxb-wrong"}
        assert plain.post("auth.test", json=token, headers=wrong).json()["error"] == "invalid_auth"
        plain.post(
            "auth.test",
            content=b'{"token": "xoxb-sandbox"',
            headers={"Content-Type": "application/json"},
        )
    assert len(entries(driver)) == 5
    assert "xoxb" not in json.dumps(entries(driver))


def test_uses_of_a_response_url_are_recorded(app: SocketApp, driver: Driver, su: Colleague) -> None:
    su.runs("/mentions", in_="mentions")
    url = app.payload("slash_commands")["response_url"]
    httpx.post(url, json={"text": "for you"}, trust_env=False)
    httpx.post(f"{url}x", json={"text": "for nobody"}, trust_env=False)
    good, bad = entries(driver, kind="response_url")
    assert (good["app"], good["args"], good["status"]) == ("A0SANDBOX1", {"text": "for you"}, 200)
    assert (bad["app"], bad["status"], bad["error"]) == (None, 404, "expired_url")


def test_each_attempt_is_recorded(app: SocketApp, driver: Driver, su: Colleague) -> None:
    assert app.sockets
    driver.faults.loses_acknowledgements("events")
    su.says("hello", in_="mentions")
    event = waits_for(driver, "events_api", "acked_after")
    assert [each["failed"] for each in event["tries"]] == ["timeout", None]
    assert event["tries"][0]["seconds"] >= 0.3
    assert (event["attempts"], event["late"], event["fault"]) == (2, True, "lost_ack")
    assert event["acked_after"] >= 0.3


def test_an_acknowledgement_that_comes_too_late_is_noted(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    app.silent = True
    su.runs("/mentions", in_="mentions")
    command = waits_for(driver, "slash_commands", "failed")
    assert (command["failed"], command["acked_after"], command["late"]) == ("timeout", None, True)
    app.sockets[0].send(json.dumps({"envelope_id": command["id"], "payload": {"text": "at last"}}))
    command = waits_for(driver, "slash_commands", "acked_after")
    assert command["acked_after"] > 0.3
    assert (command["late"], command["answer"]) == (True, {"text": "at last"})


def test_the_time_is_not_measured_with_the_clock_that_one_moves(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    app.silent = True
    su.runs("/mentions", in_="mentions")
    envelope = app.waits(lambda message: message["type"] == "slash_commands")
    driver.faults.runs_behind(7200)
    app.sockets[0].send(json.dumps({"envelope_id": envelope["envelope_id"]}))
    assert 0 < waits_for(driver, "slash_commands", "acked_after")["acked_after"] < 0.3


def test_summaries_are_pushed_to_those_who_listen(
    line: ClientConnection, app: SocketApp, driver: Driver, su: Colleague
) -> None:
    ts = app.client.chat_postMessage(channel="C0MENTIONS", text="card")["ts"]
    with pytest.raises(SlackApiError):
        app.client.reactions_add(channel="C0MENTIONS", timestamp="1.1", name="eyes")
    app.client.reactions_add(channel="C0MENTIONS", timestamp=ts, name="eyes")
    su.runs("/mentions list mine", in_="mentions")
    told: dict[int, Json] = {}
    while "/mentions" not in {each["name"] for each in told.values() if each["state"] == "ok"}:
        told |= {each["seq"]: each for each in json.loads(line.recv(5))["entries"]}
    rows = [(each["name"], each["about"], each["error"]) for _, each in sorted(told.items())]
    assert rows == [
        ("apps.connections.open", "", None),
        ("chat.postMessage", "#mentions card", None),
        ("message", "#mentions @botschafter card", None),
        ("reactions.add", ":eyes: #mentions", "message_not_found"),
        ("reactions.add", ":eyes: #mentions", None),
        ("reaction_added", ":eyes: #mentions @botschafter", None),
        ("/mentions", "list mine #mentions @su", None),
    ]
    assert "answer" not in told[min(told)]
    driver.admin("reset")
    while not (heard := json.loads(line.recv(5)))["cleared"]:
        pass
    assert heard["entries"] == []


def test_the_oldest_go_when_there_are_too_many_or_too_much() -> None:
    few = Recorder(most_entries=3)
    for number in range(5):
        few.begin_call("call", f"method.{number}", 0.0)
    assert [call.method for call in few.calls()] == ["method.2", "method.3", "method.4"]
    assert [each.seq for each in few.after(3)] == [4, 5]
    assert [each.seq for each in few.after(0)] == [3, 4, 5]

    heavy = Recorder(most_bytes=100_000)
    for _ in range(10):
        payload = {"text": "x" * 30_000}
        heavy.begin_delivery(AppConfig(), "events_api", payload, 0.0, 3.0)
    assert [each.seq for each in heavy.deliveries()] == [8, 9, 10]


def test_a_body_of_more_than_a_mebibyte_is_left_out(client: WebClient, driver: Driver) -> None:
    client.api_test(foo="x" * (1024 * 1024 + 1))
    client.api_test(foo="still here")
    long, short = driver.calls("api.test")
    assert "bytes are more than is kept" in long["args"]["left_out"]
    assert "bytes are more than is kept" in long["answer"]["left_out"]
    assert short["args"] == {"foo": "still here"}
