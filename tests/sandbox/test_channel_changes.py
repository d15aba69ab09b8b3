"""Apps make, name, describe, leave and archive channels, and hear of it when others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_sdk import WebClient

    from tests.sandbox.socket_app import SocketApp

SU, LOI, BOT = "U0SUKELLER", "U0LOINGUYN", "U0SBOT0001"


def test_a_channel_lives_from_creation_to_archive(client: WebClient, app: SocketApp) -> None:
    made = client.conversations_create(name="goats")["channel"]
    channel = made["id"]
    assert (made["name"], made["is_member"], made["num_members"]) == ("goats", True, 1)
    app.event("channel_created")
    invited = client.conversations_invite(channel=channel, users=f"{SU},{LOI}")["channel"]
    assert invited["num_members"] == 3
    app.event("member_joined_channel", user=LOI)
    client.conversations_setTopic(channel=channel, topic="Cheese")
    client.conversations_setPurpose(channel=channel, purpose="To speak of goats")
    info = client.conversations_info(channel=channel)["channel"]
    assert (info["topic"]["value"], info["purpose"]["value"]) == ("Cheese", "To speak of goats")
    said = client.conversations_history(channel=channel)["messages"]
    assert [each["subtype"] for each in said] == ["channel_purpose", "channel_topic"]
    assert said[1]["text"] == f"<@{BOT}> set the channel topic: Cheese"
    assert client.conversations_rename(channel=channel, name="herd")["channel"]["name"] == "herd"
    app.event("channel_rename")
    client.conversations_kick(channel=channel, user=LOI)
    app.event("member_left_channel", user=LOI, channel=channel)
    client.conversations_archive(channel=channel)
    app.event("channel_archive", channel=channel)
    client.conversations_unarchive(channel=channel)
    app.event("channel_unarchive", channel=channel)
    client.conversations_leave(channel=channel)
    app.event("channel_left", channel=channel)
    assert client.conversations_leave(channel=channel)["not_in_channel"]


def test_an_app_hears_that_it_left_a_private_channel(client: WebClient, app: SocketApp) -> None:
    made = client.conversations_create(name="quiet", is_private=True)["channel"]
    assert made["is_private"]
    with pytest.raises(SlackApiError) as refused:
        client.conversations_leave(channel=made["id"])
    assert refused.value.response["error"] == "last_member"
    client.conversations_invite(channel=made["id"], users=SU)
    client.conversations_leave(channel=made["id"])
    app.event("group_left", channel=made["id"])
    assert "channel_created" not in app.events()


MENTIONS, RANDOM, OLD = "C0MENTIONS", "C0RANDOM01", "C0OLD00001"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda c: c.conversations_create(name=""), "invalid_name_required"),
        (lambda c: c.conversations_create(name="Goats!"), "invalid_name_specials"),
        (lambda c: c.conversations_create(name="---"), "invalid_name_punctuation"),
        (lambda c: c.conversations_create(name="x" * 81), "invalid_name_maxlength"),
        (lambda c: c.conversations_create(name="random"), "name_taken"),
        (lambda c: c.conversations_invite(channel=MENTIONS, users=BOT), "cant_invite_self"),
        (lambda c: c.conversations_invite(channel=MENTIONS, users=SU), "already_in_channel"),
        (lambda c: c.conversations_invite(channel=MENTIONS, users="U0NOBODY"), "user_not_found"),
        (lambda c: c.conversations_kick(channel=MENTIONS, user=BOT), "cant_kick_self"),
        (lambda c: c.conversations_setTopic(channel=RANDOM, topic="x"), "not_in_channel"),
        (lambda c: c.conversations_setTopic(channel=MENTIONS, topic="x" * 251), "too_long"),
        (lambda c: c.conversations_setTopic(channel=OLD, topic="x"), "is_archived"),
        (lambda c: c.conversations_leave(channel=OLD), "is_archived"),
        (lambda c: c.conversations_archive(channel=OLD), "already_archived"),
        (lambda c: c.conversations_unarchive(channel=MENTIONS), "not_archived"),
        (lambda c: c.conversations_open(users=",".join(["U"] * 9)), "too_many_users"),
        (lambda c: c.conversations_open(users=f"{SU},U0NOBODY"), "user_not_found"),
    ],
)
def test_what_slack_refuses_is_refused(
    client: WebClient, call: Callable[[WebClient], object], error: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        call(client)
    assert refused.value.response["error"] == error


def test_several_people_share_a_direct_message(client: WebClient, app: SocketApp) -> None:
    opened = client.conversations_open(users=f"{SU},{LOI}", return_im=True)["channel"]
    assert (opened["is_mpim"], opened["is_im"]) == (True, False)
    assert client.conversations_open(users=f"{LOI},{SU}")["channel"]["id"] == opened["id"]
    client.chat_postMessage(channel=opened["id"], text="Hello you two")
    app.event("message", channel=opened["id"], channel_type="mpim")
    with pytest.raises(SlackApiError) as refused:
        client.conversations_leave(channel=opened["id"])
    assert refused.value.response["error"] == "method_not_supported_for_channel_type"


def test_making_channels_needs_the_scope(other: WebClient) -> None:
    with pytest.raises(SlackApiError) as missing:
        other.conversations_create(name="x")
    assert missing.value.response["needed"] == "channels:manage"
    with pytest.raises(SlackApiError) as several:
        other.conversations_open(users=f"{SU},{LOI}")
    assert several.value.response["needed"] == "mpim:write"
