"""Whatever is sent, the sandbox answers, and goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.methods import METHODS
from tests.sandbox.test_blocks import ALMOST_BLOCKS, ANYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.server import Sandbox

# All but the one that gives up the token.
NAMES_OF_METHODS = [method.name for method in METHODS if method.name != "auth.revoke"]
NAMES = st.sampled_from(
    [
        "channel",
        "user",
        "user_id",
        "users",
        "ts",
        "text",
        "blocks",
        "metadata",
        "thread_ts",
        "view",
        "view_id",
        "external_id",
        "trigger_id",
        "limit",
        "cursor",
        "oldest",
        "latest",
        "types",
        "name",
        "timestamp",
        "attachments",
        "inclusive",
        "hash",
        "files",
        "file",
        "filename",
        "length",
        "count",
        "post_at",
        "topic",
        "is_private",
    ]
)
KNOWN = st.sampled_from(["C0MENTIONS", "U0SUKELLER", "1.1", "1800000000.000001", "modal", ""])
ARGS = st.dictionaries(NAMES, ANYTHING | ALMOST_BLOCKS | KNOWN, max_size=5)
ACTIONS = [
    "post_message",
    "command",
    "add_reaction",
    "remove_reaction",
    "click",
    "view_action",
    "submit_view",
    "close_view",
    "open_home",
    "delete_message",
    "invite",
    "archive",
    "upload_file",
    "suggest",
]
DEEDS = st.builds(
    lambda action, rest: {**rest, "user": "U0SUKELLER", "action": action},
    st.sampled_from(ACTIONS),
    st.dictionaries(
        st.sampled_from(
            [
                "channel",
                "ts",
                "text",
                "name",
                "command",
                "view_id",
                "block_id",
                "action_id",
                "values",
                "app",
                "member",
                "content",
                "value",
            ]
        ),
        ANYTHING | KNOWN,
    ),
)
RELAXED = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def client(running: Sandbox) -> Iterator[httpx.Client]:
    headers = {"Authorization": "Bearer xoxb-sandbox"}
    with httpx.Client(base_url=running.url, headers=headers, trust_env=False) as client:
        yield client


def answered(response: httpx.Response) -> None:
    assert response.status_code in {200, 400}, response.text
    assert response.json()["ok"] in {True, False}


def ascii_json(data: object) -> dict[str, Any]:
    # Not httpx's own encoding, which refuses NaN and half surrogates.
    return {"content": json.dumps(data), "headers": {"Content-Type": "application/json"}}


@RELAXED
@given(st.sampled_from(NAMES_OF_METHODS), ARGS)
def test_any_arguments_are_answered(client: httpx.Client, method: str, args: object) -> None:
    answered(client.post(f"/api/{method}", **ascii_json(args)))


@RELAXED
@given(st.sampled_from(NAMES_OF_METHODS), st.binary(max_size=50))
def test_any_form_is_answered(client: httpx.Client, method: str, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answered(client.post(f"/api/{method}", content=body, headers=headers))


@RELAXED
@given(DEEDS | ANYTHING)
def test_any_deed_is_answered(client: httpx.Client, deed: object) -> None:
    answered(client.post("/_sandbox/act", **ascii_json(deed)))


@RELAXED
@given(
    st.dictionaries(st.sampled_from(["kind", "times", "seconds", "app", "url", "type"]), ANYTHING),
    st.sampled_from(["drop_acks", "rate_limits", "request_url", "redeliver_last", "faults", "x"]),
)
def test_any_order_is_answered(client: httpx.Client, data: dict[str, object], order: str) -> None:
    answered(client.post("/_sandbox/admin", **ascii_json({**data, "do": order})))


def test_it_still_works(client: httpx.Client) -> None:
    client.post("/_sandbox/admin", json={"do": "reset"})
    assert client.get("/api/auth.test").json()["ok"]
