"""The Web API says no as Slack does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox.driver import Colleague, Driver
    from sandbox.server import Sandbox

Args = dict[str, Any]

REFUSED: list[tuple[str, str, Args]] = [
    ("unknown_method", "chat.sing", {}),
    ("channel_not_found", "chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}),
    ("channel_not_found", "chat.postMessage", {"channel": "G0SECRET01", "text": "x"}),
    ("not_in_channel", "chat.postMessage", {"channel": "C0RANDOM01", "text": "x"}),
    ("is_archived", "chat.postMessage", {"channel": "C0OLD00001", "text": "x"}),
    ("cannot_dm_bot", "chat.postMessage", {"channel": "U0OTHERBOT", "text": "x"}),
    ("no_text", "chat.postMessage", {"channel": "C0MENTIONS"}),
    ("no_text", "chat.postMessage", {"channel": "C0MENTIONS", "text": "", "blocks": []}),
    ("msg_too_long", "chat.postMessage", {"channel": "C0MENTIONS", "text": "x" * 40_001}),
    ("invalid_arguments", "chat.postMessage", {"text": "x"}),
    ("invalid_blocks_format", "chat.postMessage", {"channel": "C0MENTIONS", "blocks": "{"}),
    ("invalid_blocks_format", "chat.postMessage", {"channel": "C0MENTIONS", "blocks": {"a": 1}}),
    ("invalid_blocks", "chat.postMessage", {"channel": "C0MENTIONS", "blocks": [{}]}),
    (
        "invalid_metadata_format",
        "chat.postMessage",
        {"channel": "C0MENTIONS", "text": "x", "metadata": {"event_type": "card"}},
    ),
    (
        "thread_not_found",
        "chat.postMessage",
        {"channel": "C0MENTIONS", "text": "x", "thread_ts": "1.000001"},
    ),
    ("message_not_found", "chat.update", {"channel": "C0MENTIONS", "ts": "1.1", "text": "x"}),
    ("message_not_found", "chat.delete", {"channel": "C0MENTIONS", "ts": "1.1"}),
    ("message_not_found", "chat.getPermalink", {"channel": "C0MENTIONS", "message_ts": "1.1"}),
    (
        "user_not_in_channel",
        "chat.postEphemeral",
        {"channel": "G0BOARD001", "user": "U0MARAROSS", "text": "x"},
    ),
    ("not_in_channel", "conversations.history", {"channel": "C0RANDOM01"}),
    ("channel_not_found", "conversations.history", {"channel": "G0SECRET01"}),
    ("invalid_cursor", "conversations.history", {"channel": "C0MENTIONS", "cursor": "?"}),
    ("invalid_limit", "conversations.history", {"channel": "C0MENTIONS", "limit": "0"}),
    ("invalid_limit", "conversations.history", {"channel": "C0MENTIONS", "limit": "many"}),
    ("invalid_ts_oldest", "conversations.history", {"channel": "C0MENTIONS", "oldest": "once"}),
    ("invalid_ts_latest", "conversations.history", {"channel": "C0MENTIONS", "latest": "-1"}),
    ("thread_not_found", "conversations.replies", {"channel": "C0MENTIONS", "ts": "1.1"}),
    ("channel_not_found", "conversations.info", {"channel": "G0SECRET01"}),
    ("invalid_types", "conversations.list", {"types": "secret_channel"}),
    ("is_archived", "conversations.join", {"channel": "C0OLD00001"}),
    ("channel_not_found", "conversations.join", {"channel": "G0SECRET01"}),
    ("method_not_supported_for_channel_type", "conversations.join", {"channel": "G0BOARD001"}),
    ("user_not_found", "conversations.open", {"users": "U0NOBODY"}),
    ("users_list_not_supplied", "conversations.open", {}),
    ("no_item_specified", "reactions.add", {"channel": "C0MENTIONS", "name": "eyes"}),
    (
        "message_not_found",
        "reactions.add",
        {"channel": "C0MENTIONS", "name": "eyes", "timestamp": "1.1"},
    ),
    (
        "invalid_name",
        "reactions.add",
        {"channel": "C0MENTIONS", "name": "Großes Auge", "timestamp": "1.1"},
    ),
    ("user_not_found", "users.info", {"user": "U0NOBODY"}),
    (
        "invalid_trigger_id",
        "views.open",
        {
            "trigger_id": "1.2.3",
            "view": {"type": "modal", "title": {"type": "plain_text", "text": "A"}, "blocks": []},
        },
    ),
    ("invalid_arguments", "views.open", {"trigger_id": "1.2.3", "view": "no JSON"}),
    ("invalid_arguments", "views.publish", {"user_id": "U0NOBODY", "view": {"type": "home"}}),
    (
        "not_found",
        "views.update",
        {"view_id": "V0NOTHING", "view": {"type": "home", "blocks": []}},
    ),
    ("not_allowed_token_type", "apps.connections.open", {}),
]


@pytest.mark.parametrize(
    ("error", "method", "args"),
    REFUSED,
    ids=[f"{m}-{e}-{i}" for i, (e, m, _) in enumerate(REFUSED)],
)
def test_a_bad_call_is_refused(client: WebClient, error: str, method: str, args: Args) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.api_call(method, json=args)
    assert refused.value.response["error"] == error


def post(sandbox: Sandbox, method: str, **kwargs: Any) -> httpx.Response:  # noqa: ANN401
    return httpx.post(sandbox.api_url + method, trust_env=False, **kwargs)


@pytest.mark.parametrize(
    ("error", "headers"),
    [
        ("not_authed", {}),
        ("not_authed", {"Authorization": "Basic abc"}),
        ("invalid_auth", {"Authorization": "Bearer xoxb-unknown"}),
        ("not_allowed_token_type", {"Authorization": "Bearer xapp-sandbox"}),
    ],
)
def test_a_wrong_token_is_refused(sandbox: Sandbox, error: str, headers: dict[str, str]) -> None:
    answer = post(sandbox, "auth.test", headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"ok": False, "error": error})


def test_the_token_may_stand_in_a_form_or_in_the_address(sandbox: Sandbox) -> None:
    assert post(sandbox, "auth.test", data={"token": "xoxb-sandbox"}).json()["ok"]
    address = f"{sandbox.api_url}auth.test?token=xoxb-sandbox"
    assert httpx.get(address, trust_env=False).json()["user_id"] == "U0SBOT0001"


@pytest.mark.parametrize(
    ("error", "kind", "body"),
    [
        ("invalid_json", "application/json", b"{"),
        ("invalid_json", "application/json", b"[" * 100_000),
        ("json_not_object", "application/json", b"[1]"),
        ("invalid_form_data", "application/x-www-form-urlencoded", b"\xff\xfe"),
        ("invalid_post_type", "application/xml", b"<a/>"),
        ("missing_post_type", "", b"x"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    sandbox: Sandbox, error: str, kind: str, body: bytes
) -> None:
    headers = {"Authorization": "Bearer xoxb-sandbox", "Content-Type": kind}
    assert post(sandbox, "auth.test", content=body, headers=headers).json()["error"] == error


@pytest.mark.parametrize(
    ("method", "args", "needed"),
    [
        (
            "reactions.add",
            {"channel": "C0MENTIONS", "timestamp": "1.1", "name": "a"},
            "reactions:write",
        ),
        ("conversations.history", {"channel": "C0MENTIONS"}, "channels:history"),
        ("conversations.list", {"types": "private_channel"}, "groups:read"),
        ("conversations.join", {"channel": "C0RANDOM01"}, "channels:join"),
        ("conversations.open", {"users": "U0SUKELLER"}, "im:write"),
        ("users.info", {"user": "U0SUKELLER"}, "users:read"),
    ],
)
def test_a_missing_scope_is_named(other: WebClient, method: str, args: Args, needed: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        other.api_call(method, json=args)
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == needed
    assert refused.value.response["provided"] == "chat:write,channels:read"


def test_an_app_token_needs_its_scope_too(other: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        other.apps_connections_open(app_token="xapp-other")
    assert refused.value.response["needed"] == "connections:write"


def test_the_scopes_stand_in_the_headers(client: WebClient) -> None:
    assert "reactions:write" in client.auth_test().headers["x-oauth-scopes"]


def test_a_revoked_token_is_refused(client: WebClient, driver: Driver) -> None:
    driver.admin("revoke_token")
    with pytest.raises(SlackApiError) as refused:
        client.auth_test()
    assert refused.value.response["error"] == "token_revoked"
    driver.admin("restore_token")
    assert client.auth_test()["ok"]


def test_another_ones_message_cannot_be_changed(client: WebClient, su: Colleague) -> None:
    said = su.says("mine", in_="mentions")
    with pytest.raises(SlackApiError) as update:
        client.chat_update(channel="C0MENTIONS", ts=said["ts"], text="yours")
    with pytest.raises(SlackApiError) as delete:
        client.chat_delete(channel="C0MENTIONS", ts=said["ts"])
    errors = update.value.response["error"], delete.value.response["error"]
    assert errors == ("cant_update_message", "cant_delete_message")


def test_a_reaction_is_given_once_and_taken_once(client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0MENTIONS", text="a card")["ts"]
    item = {"channel": "C0MENTIONS", "timestamp": ts, "name": "raised_hand"}
    client.reactions_add(**item)
    with pytest.raises(SlackApiError, match="already_reacted"):
        client.reactions_add(**item)
    client.reactions_remove(**item)
    with pytest.raises(SlackApiError, match="no_reaction"):
        client.reactions_remove(**item)


def test_the_api_test_echoes(client: WebClient) -> None:
    assert client.api_test(foo="bar")["args"] == {"foo": "bar"}
    with pytest.raises(SlackApiError, match="my_error"):
        client.api_test(error="my_error")
