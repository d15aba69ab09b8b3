"""The app manifest asks for what the bot uses, and for nothing else."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.command_line import make_command_line
from bot.manifest import BOT_EVENTS, BOT_SCOPES, manifest

ROOT = Path(__file__).parents[2]

# https://docs.slack.dev/reference/methods: the scopes that a bot token needs for each method;
# a tuple in a tuple names those of private channels, which are the same call's other half.
NEEDS: dict[str, set[str]] = {
    "apps_connections_open": set(),
    "auth_test": set(),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_join": {"channels:join"},
    "conversations_replies": {"channels:history", "groups:history"},
    "files_info": {"files:read"},
    "reactions_add": {"reactions:write"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
}
EVENTS = {
    "app_home_opened": set(),
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
}


def sources() -> list[ast.AST]:
    return [
        ast.parse(path.read_text())
        for folder in ("bot", "handlers")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "demo.py" and "versions" not in path.parts
    ]


def called_methods() -> set[str]:
    """Find Web API methods in the sources, as strings or as attributes of a client."""
    families = ("apps_", "auth_", "chat_", "conversations_", "files_", "reactions_", "users_")
    families += ("views_", "im_", "dnd_", "team_", "bots_")
    found: set[str] = set()
    for tree in sources():
        for node in ast.walk(tree):
            name = ""
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                name = node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name = node.func.attr
            if name.startswith(families) and name.isidentifier():
                found.add(name)
    return found & SLACK_METHODS


def _slack_methods() -> Iterator[str]:
    from slack_sdk import WebClient  # noqa: PLC0415  # to know a method's name when we see it

    yield from (name for name in dir(WebClient) if not name.startswith("_"))


SLACK_METHODS = frozenset(_slack_methods())


def listened_events() -> set[str]:
    return {
        str(node.args[0].value)
        for tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "event"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_the_test_knows_every_method_that_is_called() -> None:
    assert called_methods() == set(NEEDS)


def test_every_event_is_asked_for_and_listened_to() -> None:
    assert set(BOT_EVENTS) == listened_events() == set(EVENTS)


def test_every_scope_is_used_and_none_is_missing() -> None:
    needed = {"commands"}.union(*NEEDS.values(), *EVENTS.values())

    assert set(BOT_SCOPES) == needed
    assert manifest()["oauth_config"]["scopes"]["bot"] == sorted(needed)


def test_every_scope_says_what_it_is_for() -> None:
    assert all(BOT_SCOPES.values())


def test_the_command_comes_with_users_and_channels_as_ids() -> None:
    [command] = manifest()["features"]["slash_commands"]

    assert command["command"] == "/mentions"
    assert command["should_escape"] is True
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000


def test_socket_mode_needs_no_address() -> None:
    made = manifest()

    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["interactivity"] == {"is_enabled": True}
    assert "url" not in made["features"]["slash_commands"][0]
    assert made["features"]["app_home"]["home_tab_enabled"] is True


def test_http_mode_names_the_address_in_all_three_places() -> None:
    address = "https://bot.example/slack/events"
    made = manifest(request_url=address)

    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["interactivity"]["request_url"] == address
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["features"]["slash_commands"][0]["url"] == address


def test_slacks_limits_are_kept() -> None:
    """https://docs.slack.dev/reference/app-manifest."""
    made = manifest()

    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["bot_user"]["display_name"]) <= 80


@pytest.mark.parametrize("arguments", [[], ["--url", "https://bot.example/slack/events"]])
def test_the_command_prints_it_as_json(arguments: list[str]) -> None:
    printed = CliRunner().invoke(make_command_line(), ["manifest", *arguments]).stdout

    url = arguments[1] if arguments else None
    assert json.loads(printed) == manifest(request_url=url)
