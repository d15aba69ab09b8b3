"""The sandbox knows which of its scopes an app has needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.config import AppConfig, ChannelConfig, CommandConfig, SandboxConfig

if TYPE_CHECKING:
    from sandbox.pytest_plugin import MakeSandbox, MakeSlack

SCOPES = (
    *("app_mentions:read", "channels:history", "chat:write", "commands", "groups:read"),
    *("reactions:read", "users:read"),
)
APP = AppConfig(
    scopes=SCOPES,
    events=("app_mention", "reaction_added"),
    commands=(CommandConfig("/ask"),),
)
CONFIG = SandboxConfig(
    channels=(ChannelConfig(name="mentions"), ChannelConfig(name="board", private=True)),
    apps=(APP,),
)


def test_a_scope_is_needed_when_a_call_an_event_or_a_command_came_through(
    make_sandbox: MakeSandbox, make_slack: MakeSlack
) -> None:
    with make_sandbox(CONFIG) as sandbox, make_slack(sandbox) as slack:
        su = slack.colleague("su")
        client = WebClient(APP.bot_token, base_url=sandbox.api_url)
        said = su.says("Hello", in_="mentions")
        client.auth_test()
        with pytest.raises(SlackApiError, match="missing_scope"):
            client.conversations_info(channel="mentions")
        assert slack.needed_scopes() == set(), "a refused call needs nothing, nor does talk"
        client.chat_postMessage(channel="mentions", text="Hello, Su")
        assert slack.needed_scopes() == {"chat:write"}
        su.reacts("wave", to=said)
        su.says("Hello @botschafter", in_="mentions")
        su.runs("/ask", in_="mentions")
        needed = {"app_mentions:read", "chat:write", "commands", "reactions:read"}
        assert slack.needed_scopes() == needed
        slack.admin("reset")
        client.conversations_history(channel="mentions")
        assert slack.needed_scopes() == needed | {"channels:history"}, "a fresh start forgets none"
