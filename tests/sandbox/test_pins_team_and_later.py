"""Pins, what an app asks about the team, and messages that are sent later."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.config import SandboxConfig
from sandbox.looking import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.driver import Colleague, Driver
    from sandbox.pytest_plugin import MakeSandbox, MakeSlack
    from tests.sandbox.socket_app import SocketApp

MENTIONS = "C0MENTIONS"
SU = "U0SUKELLER"


def test_messages_are_pinned_and_unpinned(client: WebClient, app: SocketApp) -> None:
    first, second = (
        client.chat_postMessage(channel=MENTIONS, text=text)["ts"] for text in ("one", "two")
    )
    client.pins_add(channel=MENTIONS, timestamp=first)
    client.pins_add(channel=MENTIONS, timestamp=second)
    app.event("pin_added", pin_count=2)
    items = client.pins_list(channel=MENTIONS)["items"]
    assert [each["message"]["text"] for each in items] == ["two", "one"]
    assert items[0]["message"]["pinned_to"] == [MENTIONS]
    client.pins_remove(channel=MENTIONS, timestamp=first)
    app.event("pin_removed", has_pins=True)
    for call, error in ((client.pins_remove, "no_pin"), (client.pins_add, "message_not_found")):
        stamp = first if error == "no_pin" else "1.000000"
        with pytest.raises(SlackApiError) as refused:
            call(channel=MENTIONS, timestamp=stamp)
        assert refused.value.response["error"] == error


def test_a_channel_holds_a_hundred_pins(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel=MENTIONS, text="x")["ts"] for _ in range(101)]
    for ts in stamps[:100]:
        client.pins_add(channel=MENTIONS, timestamp=ts)
    for ts, error in ((stamps[0], "already_pinned"), (stamps[100], "too_many_pins")):
        with pytest.raises(SlackApiError, match=error):
            client.pins_add(channel=MENTIONS, timestamp=ts)


def test_reactions_are_listed_by_who_gave_them(
    client: WebClient, driver: Driver, su: Colleague
) -> None:
    for text in ("one", "two"):
        client.chat_postMessage(channel=MENTIONS, text=text)
    driver.acts(su.id, "add_reaction", channel=MENTIONS, ts=_newest(client), name="tada")
    (item,) = client.reactions_list(user=SU)["items"]
    assert (item["channel"], item["message"]["text"]) == (MENTIONS, "two")
    assert client.reactions_list()["items"] == []


def _newest(client: WebClient) -> str:
    return str(client.conversations_history(channel=MENTIONS, limit=1)["messages"][0]["ts"])


def test_emoji_that_there_are_not_are_refused(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=MENTIONS, text="x")["ts"]
    for name in ("+1", "flag-ch", "wave::skin-tone-3", "man-shrugging", ":tada:"):
        assert client.reactions_add(channel=MENTIONS, timestamp=ts, name=name)["ok"]
    for name in ("nosuch", "tada::skin-tone-3", "wave::skin-tone-7", "🎉"):
        with pytest.raises(SlackApiError) as refused:
            client.reactions_add(channel=MENTIONS, timestamp=ts, name=name)
        assert refused.value.response["error"] == "invalid_name"


def test_the_team_is_described(client: WebClient) -> None:
    assert client.team_info()["team"]["name"] == "Alpenglück"
    assert client.bots_info(bot="B0SBOT0001")["bot"]["user_id"] == "U0SBOT0001"
    found = client.users_lookupByEmail(email="SU@alpenglueck.example")["user"]
    assert found["id"] == SU
    assert client.users_profile_get(user=SU)["profile"]["real_name"] == "Su Keller"
    assert not client.dnd_info(user=SU)["dnd_enabled"]
    assert list(client.dnd_teamInfo(users=[SU, "U0NOBODY"])["users"]) == [SU]
    assert client.emoji_list()["emoji"] == {}
    assert client.usergroups_list()["usergroups"] == []


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda c: c.users_lookupByEmail(email="no@example.org"), "users_not_found"),
        (lambda c: c.users_profile_get(user="U0NOBODY"), "user_not_found"),
        (lambda c: c.bots_info(bot="B0NONE"), "bot_not_found"),
        (lambda c: c.dnd_info(user="U0NOBODY"), "user_not_found"),
        (lambda c: c.team_info(team="T0OTHER"), "team_not_found"),
        (lambda c: c.reactions_list(user="U0NOBODY"), "user_not_found"),
    ],
)
def test_questions_about_nobody_are_refused(
    client: WebClient, call: Callable[[WebClient], object], error: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        call(client)
    assert refused.value.response["error"] == error


def test_a_token_can_be_given_up(client: WebClient, app: SocketApp) -> None:
    assert not client.auth_revoke(test=True)["revoked"]
    assert client.auth_revoke()["revoked"]
    app.event("tokens_revoked")
    with pytest.raises(SlackApiError) as refused:
        client.auth_test()
    assert refused.value.response["error"] == "token_revoked"


def test_messages_are_sent_when_their_time_has_come(
    make_sandbox: MakeSandbox, make_slack: MakeSlack
) -> None:
    offset = [0.0]
    config = SandboxConfig(rate_limits=False)
    with (
        make_sandbox(config, now=lambda: time.time() + offset[0]) as sandbox,
        make_slack(sandbox) as driver,
    ):
        client = WebClient("xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[])
        at = int(time.time())

        def schedule(text: str, seconds: int) -> str:
            answer = client.chat_scheduleMessage(channel=MENTIONS, text=text, post_at=at + seconds)
            return str(answer["scheduled_message_id"])

        ids = {text: schedule(text, seconds) for text, seconds in (("soon", 50), ("later", 900))}
        schedule("never", 800)
        listed = client.chat_scheduledMessages_list()["scheduled_messages"]
        assert [each["text"] for each in listed] == ["soon", "never", "later"]
        never = listed[1]["id"]
        client.chat_deleteScheduledMessage(channel=MENTIONS, scheduled_message_id=never)
        for wrong in (never, ids["soon"]):
            with pytest.raises(SlackApiError, match="invalid_scheduled_message_id"):
                client.chat_deleteScheduledMessage(channel=MENTIONS, scheduled_message_id=wrong)
        for seconds, error in ((-10, "time_in_past"), (121 * 86_400, "time_too_far")):
            with pytest.raises(SlackApiError, match=error):
                schedule("x", seconds)
        assert driver.messages(MENTIONS) == []

        offset[0] = 60.0
        (sent,) = wait_until(lambda: driver.messages(MENTIONS), 5, lambda: "nothing was sent")
        assert sent["text"] == "soon"
        left = client.chat_scheduledMessages_list(channel=MENTIONS)["scheduled_messages"]
        assert [each["id"] for each in left] == [ids["later"]]
