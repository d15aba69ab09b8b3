"""Channels and people are described as in Slack."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from slack_sdk import WebClient

from sandbox.config import SandboxConfig, UserConfig
from sandbox.config_file import load_config

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.driver import Colleague
    from sandbox.pytest_plugin import MakeSandbox, MakeSlack


def test_the_app_sees_public_channels_and_its_own(client: WebClient) -> None:
    listed = client.conversations_list(types="public_channel,private_channel")["channels"]
    assert {each["name"]: each["is_member"] for each in listed} == {
        "mentions": True,
        "random": False,
        "old": True,
        "board": True,
    }
    listed = client.conversations_list(exclude_archived=True, limit=1)
    assert [each["name"] for each in listed["channels"]] == ["mentions"]
    assert listed["response_metadata"]["next_cursor"]


def test_joining_twice_is_only_a_warning(client: WebClient) -> None:
    assert client.conversations_join(channel="C0RANDOM01")["channel"]["is_member"]
    assert client.conversations_join(channel="C0RANDOM01")["warning"] == "already_in_channel"
    assert client.chat_postMessage(channel="C0RANDOM01", text="here I am")["ok"]


def test_members_are_listed(client: WebClient) -> None:
    members = client.conversations_members(channel="G0BOARD001")["members"]
    assert members == ["U0SUKELLER", "U0SBOT0001"]


def test_a_channel_is_described(client: WebClient, su: Colleague) -> None:
    info = client.conversations_info(channel="G0BOARD001")["channel"]
    assert (info["name"], info["is_private"], info["is_archived"]) == ("board", True, False)
    im = client.conversations_open(users=su.id, return_im=True)["channel"]
    assert (im["is_im"], im["user"]) == (True, su.id)


def test_a_colleague_has_zone_and_language(client: WebClient) -> None:
    user = client.users_info(user="U0SUKELLER", include_locale=True)["user"]
    assert (user["tz"], user["locale"], user["is_bot"], user["deleted"]) == (
        "Europe/Zurich",
        "de-CH",
        False,
        False,
    )
    assert user["tz_offset"] in {3600, 7200}
    assert user["profile"]["real_name"] == "Su Keller"
    assert user["profile"]["email"] == "su@alpenglueck.example"


def test_owners_are_admins_and_nobody_else_is(client: WebClient) -> None:
    users = [client.users_info(user=one)["user"] for one in ("U0SUKELLER", "U0LOINGUYN")]
    assert [(user["is_owner"], user["is_admin"]) for user in users] == [
        (True, True),
        (False, False),
    ]


def test_guests_are_told_apart(make_sandbox: MakeSandbox) -> None:
    users = (
        UserConfig(name="ada"),
        UserConfig(name="ben", restricted=True),
        UserConfig(name="cleo", ultra_restricted=True),
    )
    with make_sandbox(SandboxConfig(users=users)) as sandbox:
        client = WebClient("xoxb-sandbox", base_url=sandbox.api_url)
        told = [client.users_info(user=each.id)["user"] for each in users]
    assert [(each["is_restricted"], each["is_ultra_restricted"]) for each in told] == [
        (False, False),
        (True, False),
        (True, True),
    ]


def test_bots_are_users_too(client: WebClient) -> None:
    assert client.users_info(user="U0SBOT0001")["user"]["is_bot"]
    names = [user["name"] for user in client.users_list()["members"]]
    assert names == ["su", "loi", "mara", "ben", "botschafter", "other"]


def test_a_company_of_sixty_comes_from_a_file(
    make_sandbox: MakeSandbox, make_slack: MakeSlack, tmp_path: Path
) -> None:
    people = [{"id": f"U{n:09}", "name": f"p{n}", "real_name": f"P {n}"} for n in range(60)]
    path = tmp_path / "company.json"
    path.write_text(json.dumps({"team_name": "Big", "users": people, "retry_seconds": [0]}))
    with make_sandbox(load_config(path)) as sandbox, make_slack(sandbox) as driver:
        assert len(driver.snapshot["users"]) == 61
        assert driver.colleague("p59").conversations()
