"""Colleagues speak among themselves, and change what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.driver import DriverError

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox.driver import Colleague, Driver
    from tests.sandbox.socket_app import SocketApp

LOI, BEN, BOT = "U0LOINGUYN", "U0BENOKAFR", "U0SBOT0001"


def open_with(driver: Driver, su: Colleague, *members: str) -> str:
    return str(driver.acts(su.id, "open_conversation", members=list(members))["channel"])


def test_two_colleagues_speak_where_no_app_hears(
    driver: Driver, su: Colleague, client: WebClient, app: SocketApp
) -> None:
    channel = open_with(driver, su, LOI)
    assert open_with(driver, su, LOI, su.id) == channel
    driver.acts(su.id, "post_message", channel=channel, text="Between us")
    described = next(
        each for each in driver.reads("snapshot", user=LOI)["channels"] if each["id"] == channel
    )
    assert (described["kind"], described["peer"]) == ("im", su.id)
    assert channel not in driver.colleague("ben").conversations()
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.conversations_history(channel=channel)
    driver.acts(su.id, "post_message", channel="C0MENTIONS", text="For all")
    assert app.event("message")["text"] == "For all"


def test_app_in_a_conversation_of_several_hears_it(
    driver: Driver, su: Colleague, client: WebClient, app: SocketApp
) -> None:
    channel = open_with(driver, su, LOI, BOT)
    assert open_with(driver, su, BOT, LOI) == channel
    assert open_with(driver, su, BEN, BOT) != channel
    driver.acts(su.id, "post_message", channel=channel, text="Hello both")
    event = app.event("message")
    assert (event["channel_type"], event["channel"]) == ("mpim", channel)
    info = client.conversations_info(channel=channel)["channel"]
    assert (info["is_mpim"], info["name"]) == (True, "mpdm-su--loi--botschafter-1")


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ([], "users_list_not_supplied"),
        (["U0SUKELLER"], "cannot_dm_self"),
        (["U0NOBODY"], "user_not_found"),
        ([f"U{number}" for number in range(9)], "too_many_users"),
    ],
    ids=["nobody", "oneself", "somebody unknown", "too many"],
)
def test_impossible_conversations_are_refused(
    driver: Driver, su: Colleague, members: list[str], error: str
) -> None:
    with pytest.raises(DriverError, match=error):
        open_with(driver, su, *members)


def test_what_one_said_is_changed_and_apps_hear_of_it(
    driver: Driver, su: Colleague, app: SocketApp
) -> None:
    said = driver.acts(su.id, "post_message", channel="C0MENTIONS", text="Frist")
    changed = {"channel": "C0MENTIONS", "ts": said["ts"], "text": "First & @loi", "typed": True}
    driver.acts(su.id, "edit_message", **changed)
    event = app.event("message", subtype="message_changed")
    assert event["message"]["text"] == "First &amp; <@U0LOINGUYN>"
    assert event["message"]["edited"]["user"] == su.id
    assert event["previous_message"]["text"] == "Frist"
    with pytest.raises(DriverError, match="cant_update_message"):
        driver.acts(LOI, "edit_message", **changed)
    with pytest.raises(DriverError, match="no_text"):
        driver.acts(su.id, "edit_message", **(changed | {"text": " "}))


def test_faces_are_pictures_that_the_sandbox_serves(driver: Driver, client: WebClient) -> None:
    profile = client.users_info(user="U0SUKELLER")["user"]["profile"]
    assert profile["image_72"] == str(driver.http.base_url.join("/static/faces/su.svg"))
    answer = driver.http.get(profile["image_72"])
    assert answer.headers["content-type"].startswith("image/svg+xml")
    # The app of this workspace was given no face.
    assert "image_72" not in client.users_info(user=BOT)["user"]["profile"]
