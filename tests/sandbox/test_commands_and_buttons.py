"""Commands and buttons reach the app, and its answers reach whom they are for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from slack_sdk import WebClient

from sandbox.config import AppConfig, CommandConfig
from sandbox.driver import DriverError
from sandbox.looking import wait_until
from tests.sandbox.conftest import CONFIG

if TYPE_CHECKING:
    from sandbox.driver import Colleague, Driver
    from sandbox.pytest_plugin import MakeSandbox, MakeSlack
    from tests.sandbox.socket_app import SocketApp

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


CARD: list[Json] = [
    {"type": "section", "block_id": "head", "text": {"type": "mrkdwn", "text": "*A mention*"}},
    {
        "type": "actions",
        "block_id": "do",
        "elements": [
            {"type": "button", "action_id": "claim", "text": plain("Claim"), "value": "42"},
            {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    {"text": plain("Hand over…"), "value": "give"},
                    {"text": plain("Not for us"), "value": "dismiss"},
                ],
            },
            {"type": "users_select", "action_id": "who", "placeholder": plain("Who?")},
        ],
    },
]


@pytest.fixture
def card(app: SocketApp, driver: Driver) -> Json:
    app.client.chat_postMessage(channel="C0MENTIONS", text="A mention", blocks=CARD)
    return driver.messages("mentions")[0]


def test_a_command_reaches_the_app(app: SocketApp, su: Colleague) -> None:
    su.runs("/mentions list open", in_="mentions")
    payload = app.payload("slash_commands", text="list open")
    assert payload["command"] == "/mentions"
    assert (payload["user_id"], payload["user_name"]) == (su.id, "su")
    assert (payload["channel_id"], payload["channel_name"]) == ("C0MENTIONS", "mentions")
    assert payload["trigger_id"]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("give 3 @loi", "give 3 <@U0LOINGUYN|loi>"),
        ("add https://a.example/feed #random", "add <https://a.example/feed> <#C0RANDOM01|random>"),
        ("watch “two words” on hn", "watch “two words” on hn"),
        ("mail su@loi.example", "mail su@loi.example"),
        ("give 3 <@U0LOINGUYN>", "give 3 <@U0LOINGUYN>"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("@Loi, @lois", "<@U0LOINGUYN|loi>, @lois"),
        ("(https://a.example/x?a=1&b=2).", "(<https://a.example/x?a=1&b=2>)."),
    ],
)
def test_a_commands_text_is_escaped(app: SocketApp, su: Colleague, typed: str, sent: str) -> None:
    su.runs(f"/mentions {typed}", in_="mentions")
    assert app.waits(lambda m: m["type"] == "slash_commands")["payload"]["text"] == sent


def test_a_message_that_begins_with_a_command_runs_it(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    su.says("/mentions help", in_="mentions")
    assert app.payload("slash_commands", text="help")
    su.says("/unknown help", in_="mentions")
    assert [m["text"] for m in driver.messages("mentions")] == ["/unknown help"]


def test_an_unknown_command_is_refused(su: Colleague) -> None:
    with pytest.raises(DriverError, match="unknown_command"):
        su.runs("/nonsense", in_="mentions")


def test_an_acknowledgement_answers_the_command(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    app.answers["slash_commands"] = {"text": "Here is help", "blocks": CARD[:1]}
    su.runs("/mentions help", in_="mentions")
    assert su.sees_ephemeral("A mention")["text"] == "Here is help"
    assert driver.colleague("loi").ephemerals() == []


def test_an_answer_that_slack_refuses_is_an_error(app: SocketApp, su: Colleague) -> None:
    app.answers["slash_commands"] = {"blocks": [{"type": "section"}]}
    su.runs("/mentions help", in_="mentions")
    su.sees_ephemeral("invalid_blocks")


def test_a_silent_app_is_told_of(app: SocketApp, su: Colleague) -> None:
    app.silent = True
    su.runs("/mentions help", in_="mentions")
    su.sees_ephemeral("operation_timeout")


def test_a_button_reaches_the_app(app: SocketApp, su: Colleague, card: Json) -> None:
    su.clicks("Claim", on=card)
    payload = app.payload("interactive", type="block_actions")
    (action,) = payload["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("claim", "do", "42")
    assert payload["container"] == {
        "type": "message",
        "message_ts": card["ts"],
        "channel_id": "C0MENTIONS",
        "is_ephemeral": False,
    }
    assert payload["message"]["ts"] == card["ts"]
    assert payload["channel"] == {"id": "C0MENTIONS", "name": "mentions"}
    assert payload["user"]["id"] == su.id


def test_menus_say_what_was_chosen(app: SocketApp, su: Colleague, card: Json) -> None:
    su.clicks("Not for us", on=card)
    su.clicks("who", on=card, selected_user="U0LOINGUYN")
    chosen = wait_until(
        lambda: payloads if len(payloads := interactions(app)) == 2 else [],
        5,
        lambda: str(app.received),
    )
    assert chosen[0]["actions"][0]["selected_option"]["value"] == "dismiss"
    assert chosen[1]["actions"][0]["selected_user"] == "U0LOINGUYN"
    state = chosen[1]["state"]["values"]["do"]["who"]
    assert state == {"type": "users_select", "selected_user": "U0LOINGUYN"}


def interactions(app: SocketApp) -> list[Json]:
    return [m["payload"] for m in app.received if m["type"] == "interactive"]


def test_an_ephemeral_button_brings_no_message(app: SocketApp, su: Colleague) -> None:
    app.client.chat_postEphemeral(channel="C0MENTIONS", user=su.id, text="Log it?", blocks=CARD)
    su.clicks("claim", on=su.sees_ephemeral("A mention"))
    payload = app.payload("interactive")
    assert "message" not in payload
    assert payload["container"]["is_ephemeral"] is True


def test_a_missing_button_is_refused(su: Colleague, card: Json, driver: Driver) -> None:
    with pytest.raises(DriverError, match=r"no control 'Sing'; there are \['Claim'"):
        su.clicks("Sing", on=card)
    with pytest.raises(DriverError, match="element_not_found"):
        driver.acts(su.id, "click", channel="C0MENTIONS", ts=card["ts"], action_id="sing")


def respond(payload: Json, **answer: object) -> httpx.Response:
    return httpx.post(payload["response_url"], json=answer, trust_env=False)


def test_a_response_url_answers_five_times(app: SocketApp, driver: Driver, su: Colleague) -> None:
    su.runs("/mentions", in_="random")
    payload = app.payload("slash_commands")
    assert respond(payload, text="only you").json() == {"ok": True}
    su.sees_ephemeral("only you")
    assert respond(payload, text="all of you", response_type="in_channel").json()["ok"]
    driver.waits_for("random", "all of you")
    wrong = respond(payload, blocks=[{"type": "section"}])
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_blocks")
    assert respond(payload).json()["error"] == "no_text"
    assert respond(payload, text="fifth").json()["ok"]
    gone = respond(payload, text="sixth")
    assert (gone.status_code, gone.json()["error"]) == (404, "used_url")


def test_a_response_url_answers_where_the_button_is(
    app: SocketApp, driver: Driver, su: Colleague, card: Json
) -> None:
    """Above a thread that is the channel, inside of it the thread."""
    app.client.chat_postMessage(channel="C0MENTIONS", text="A reply", thread_ts=card["ts"])
    app.client.chat_postMessage(
        channel="C0MENTIONS", text="A reply", thread_ts=card["ts"], blocks=CARD
    )
    su.clicks("Claim", on=driver.again(card))
    respond(app.payload("interactive"), text="in the channel")
    su.sees_ephemeral("in the channel")

    reply = driver.thread(card)[-1]
    su.clicks("Claim", on=reply)
    place = {
        "type": "message",
        "message_ts": reply["ts"],
        "channel_id": reply["channel"],
        "is_ephemeral": False,
        "thread_ts": card["ts"],
    }
    respond(app.payload("interactive", container=place), text="in the thread")
    seen = driver.look_into(reply["channel"], su.id, card["ts"])
    assert [each["text"] for each in seen if each.get("ephemeral")] == ["in the thread"]
    assert [each["text"] for each in su.ephemerals("mentions")] == ["in the channel"]


def test_a_response_url_replaces_and_deletes(
    app: SocketApp, driver: Driver, su: Colleague, card: Json
) -> None:
    su.clicks("Claim", on=card)
    payload = app.payload("interactive")
    assert respond(payload, text="Claimed", replace_original=True).json()["ok"]
    replaced = driver.waits_for("mentions", "Claimed")
    assert (replaced["ts"], "blocks" in replaced) == (card["ts"], False)
    assert respond(payload, delete_original=True).json()["ok"]
    assert driver.messages("mentions") == []
    assert respond(payload, delete_original=True).json()["error"] == "message_not_found"


def test_an_ephemeral_message_is_replaced_and_deleted(app: SocketApp, su: Colleague) -> None:
    app.client.chat_postEphemeral(channel="C0MENTIONS", user=su.id, text="?", blocks=CARD)
    su.clicks("Claim", on=su.sees_ephemeral("A mention"))
    payload = app.payload("interactive")
    respond(payload, text="Done", replace_original=True)
    su.sees_ephemeral("Done")
    respond(payload, delete_original=True)
    assert su.ephemerals() == []


def test_old_response_urls_and_triggers_are_worth_nothing(
    make_sandbox: MakeSandbox, make_slack: MakeSlack
) -> None:
    hours = [0.0]
    config = replace(
        CONFIG, apps=(AppConfig(commands=(CommandConfig("/x", should_escape=False),)),)
    )
    with make_sandbox(config, now=lambda: 1_800_000_000 + hours[0]) as sandbox:
        with make_slack(sandbox) as driver:
            driver.colleague("su").runs("/x @su", in_="mentions")
            payload = driver.deliveries()[0]["payload"]
        assert payload["text"] == "@su"
        hours[0] = 1801
        gone = respond(payload, text="late")
        assert (gone.status_code, gone.json()["error"]) == (404, "expired_url")
        client = WebClient("xoxb-sandbox", base_url=sandbox.api_url)
        view = {"type": "modal", "title": plain("Late"), "blocks": []}
        with pytest.raises(Exception, match="expired_trigger_id"):
            client.views_open(trigger_id=payload["trigger_id"], view=view)
