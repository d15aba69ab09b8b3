"""The app manifest asks for what the bot uses, and for nothing else."""

import ast
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.answers.guidance import usages
from bot.command_line import make_command_line
from bot.language import load_languages
from bot.manifest import BOT_EVENTS, BOT_SCOPES, USAGE_HINT, manifest

ROOT = Path(__file__).parents[2]


def sources() -> list[ast.AST]:
    return [
        ast.parse(path.read_text())
        for folder in ("bot", "handlers")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "demo.py" and "versions" not in path.parts
    ]


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


def test_every_event_is_asked_for_and_listened_to() -> None:
    assert set(BOT_EVENTS) == listened_events()


def test_exactly_the_scopes_that_the_tests_need_are_asked_for() -> None:
    """That none is superfluous, and none missing, a whole run shows (tests/minimal_scopes.py)."""
    assert manifest()["oauth_config"]["scopes"]["bot"] == sorted(BOT_SCOPES)


def test_every_scope_says_what_it_is_for() -> None:
    assert all(BOT_SCOPES.values())


def test_the_command_comes_with_users_and_channels_as_ids() -> None:
    [command] = manifest()["features"]["slash_commands"]

    assert command["command"] == "/mentions"
    assert command["should_escape"] is True
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000


def test_the_usage_hint_names_every_subcommand_with_its_arguments() -> None:
    told = [
        line.removeprefix("`/mentions ").partition("`")[0]
        for line in usages(load_languages().get(None)).values()
    ]

    assert USAGE_HINT.split(" | ") == told


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
    assert made["settings"]["interactivity"]["message_menu_options_url"] == address
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
