"""Colleagues show a status, want quiet, leave and come back; apps see it, and are told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox.driver import Colleague, Driver
    from tests.sandbox.socket_app import SocketApp


def status_of(client: WebClient, su: Colleague) -> tuple[str, str, int]:
    profile = client.users_info(user=su.id)["user"]["profile"]
    return profile["status_emoji"], profile["status_text"], profile["status_expiration"]


def test_a_status_shows_until_its_time_is_over(
    client: WebClient, app: SocketApp, driver: Driver, su: Colleague
) -> None:
    assert status_of(client, su) == ("", "", 0)
    until = int(time.time()) + 600
    su.shows_status(":palm_tree:", "By the sea", until)
    assert status_of(client, su) == (":palm_tree:", "By the sea", until)
    told = app.event("user_change")["user"]
    assert (told["id"], told["profile"]["status_emoji"]) == (su.id, ":palm_tree:")

    driver.faults.runs_ahead(seconds=601)
    assert status_of(client, su) == ("", "", 0)


def test_whoever_wants_no_disturbance_says_until_when(client: WebClient, su: Colleague) -> None:
    now = int(time.time())
    never = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    su.wants_quiet(now - 10, now + 600)
    quiet = {"dnd_enabled": True, "next_dnd_start_ts": now - 10, "next_dnd_end_ts": now + 600}
    bot = "U0SBOT0001"
    assert client.dnd_teamInfo(users=f"{su.id},{bot}")["users"] == {su.id: quiet, bot: never}
    alone = client.dnd_info(user=su.id)
    assert {name: alone[name] for name in quiet} == quiet
    su.wants_quiet(now - 10, now - 5)
    assert client.dnd_teamInfo(users=su.id)["users"] == {su.id: never}


def test_an_account_is_closed_and_opened_again(
    client: WebClient, app: SocketApp, driver: Driver, su: Colleague
) -> None:
    driver.admin("deactivate", user=su.id)
    assert app.event("user_change")["user"]["deleted"]
    assert client.users_info(user=su.id)["user"]["deleted"]
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.chat_postMessage(channel=su.id, text="Are you there?")
    driver.admin("reactivate", user=su.id)
    assert not client.users_info(user=su.id)["user"]["deleted"]
