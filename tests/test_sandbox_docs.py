"""The sandbox's support table and its code say the same, both ways."""

import ast
import inspect
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web import client as slack_client

from sandbox import (
    block_elements,
    block_kinds,
    blocks,
    files,
    methods_chat,
    methods_files,
    methods_pins,
    methods_scheduled,
    rate_limits,
    socket_mode,
    views,
)
from sandbox.blocks import checked_blocks, checked_view
from sandbox.config import EVERY_EVENT, SandboxConfig
from sandbox.errors import SlackError
from sandbox.methods import METHODS

ROOT = Path(__file__).parents[1]
TIERS = {
    rate_limits.TIER_1: "1",
    rate_limits.TIER_2: "2",
    rate_limits.TIER_3: "3",
    rate_limits.TIER_4: "4",
    rate_limits.SPECIAL: "special",
}
CONFIG = SandboxConfig()
LIMITS = {
    "calls of tier 1, a minute": rate_limits.TIER_1,
    "calls of tier 2, a minute": rate_limits.TIER_2,
    "calls of tier 3, a minute": rate_limits.TIER_3,
    "calls of tier 4, a minute": rate_limits.TIER_4,
    "calls of a special tier, a minute": rate_limits.SPECIAL,
    "messages at once in a channel, then one a second": rate_limits.BURST,
    "seconds to acknowledge": CONFIG.ack_seconds,
    "seconds that a trigger id lives": CONFIG.trigger_seconds,
    "uses of a response URL": CONFIG.response_url_uses,
    "seconds that a response URL lives": CONFIG.response_url_seconds,
    "more tries for an event": len(CONFIG.retry_seconds),
    "sockets of an app": socket_mode.MAX_CONNECTIONS,
    "text of a message": methods_chat.TEXT_MAX,
    "metadata of a message": methods_chat.METADATA_MAX,
    "blocks of a message": blocks.MESSAGE_BLOCKS,
    "texts of a message's blocks together": blocks.TEXT_SUM,
    "markdown blocks together": block_kinds.MARKDOWN_MAX,
    "blocks of a view": blocks.VIEW_BLOCKS,
    "bytes of a view": blocks.VIEW_BYTES,
    "modals on top of each other": views.MAX_STACK,
    "pins of a channel": methods_pins.PINS_MOST,
    "seconds until a later message": methods_scheduled.FURTHEST,
    "bytes of a file": files.FILE_BYTES,
    "bytes of all files": files.ALL_BYTES,
    "characters of a file's description": methods_files.ALT_TEXT_MAX,
    "bytes of a file in a modal": files.MODAL_FILE_BYTES,
}


def plain(length: int = 1) -> dict[str, Any]:
    return {"type": "plain_text", "text": "x" * length}


def option(text: int = 1, value: str = "v") -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def several(count: int) -> list[dict[str, Any]]:
    return [option(value=str(each)) for each in range(count)]


def action(kind: str, **more: object) -> dict[str, Any]:
    return {"type": "actions", "elements": [{"type": kind, **more}]}


def button(**more: object) -> dict[str, Any]:
    return action("button", **({"text": plain()} | more))


def modal(**more: object) -> dict[str, Any]:
    return {"type": "modal", "title": plain(), "blocks": [], **more}


RAW = {"type": "raw_text", "text": "x"}
IMAGE = {"type": "image", "image_url": "https://a.example/"}
ASKING = {"type": "input", "element": {"type": "url_text_input"}}
LENGTHS: dict[str, Callable[[int], dict[str, Any]]] = {
    "characters of a section's text": lambda n: {"type": "section", "text": plain(n)},
    "characters of a section's field": lambda n: {"type": "section", "fields": [plain(n)]},
    "fields of a section": lambda n: {"type": "section", "fields": [plain()] * n},
    "characters of a header": lambda n: {"type": "header", "text": plain(n)},
    "elements of a context block": lambda n: {"type": "context", "elements": [plain()] * n},
    "elements of an actions block": lambda n: {
        "type": "actions",
        "elements": [{"type": "button", "text": plain()}] * n,
    },
    "characters of an input's label": lambda n: ASKING | {"label": plain(n)},
    "characters of an image's description": lambda n: IMAGE | {"alt_text": "x" * n},
    "rows of a table": lambda n: {"type": "table", "rows": [[RAW]] * n},
    "cells of a table's row": lambda n: {"type": "table", "rows": [[RAW] * n]},
    "characters of a block's id": lambda n: {"type": "divider", "block_id": "x" * n},
    "characters of a button's text": lambda n: button(text=plain(n)),
    "characters of a button's value": lambda n: button(value="x" * n),
    "characters of a link of a button": lambda n: button(url="https://a.example/".ljust(n, "x")),
    "characters of an action's id": lambda n: button(action_id="x" * n),
    "options of an overflow menu": lambda n: action("overflow", options=several(n)),
    "options of a select": lambda n: action("static_select", options=several(n)),
    "characters of an option's text": lambda n: action("static_select", options=[option(n)]),
    "characters of an option's value": lambda n: action(
        "static_select", options=[option(value="x" * n)]
    ),
    "characters of a placeholder": lambda n: action("users_select", placeholder=plain(n)),
    "options of checkboxes": lambda n: action("checkboxes", options=several(n)),
    "characters of a view's title": lambda n: modal(title=plain(n)),
    "characters of a view's private metadata": lambda n: modal(private_metadata="x" * n),
}


@cache
def support() -> str:
    text = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
    return text.partition("\n## What is supported\n")[2]


def rows(heading: str, table: int = 0) -> list[list[str]]:
    """List the rows of a table below a heading."""
    part = support().partition(f"### {heading}\n")[2].partition("\n### ")[0]
    tables = re.findall(r"(?:^\|.*\n)+", part, re.MULTILINE)
    return [
        [cell.strip().strip("`") for cell in line.strip("|").split(" | ")]
        for line in tables[table].splitlines()[2:]
    ]


def firsts(heading: str) -> list[str]:
    return [row[0].strip("` ") for row in rows(heading)]


def test_every_method_has_a_row_with_its_scope_tier_and_source() -> None:
    told = {row[0]: row[1:] for row in rows("Web API methods")}
    assert sorted(told) == sorted(method.name for method in METHODS)
    for method in METHODS:
        _, scope, tier, source, _ = told[method.name]
        assert tier == TIERS[method.per_minute], method.name
        described = re.search(r"https://\S+", method.run.__doc__ or "")
        assert described, method.name
        assert f"]({described[0]})" in source
        if method.scope:
            assert scope.strip("`") == method.scope, method.name


def test_every_other_method_of_slack_sdk_is_named_as_not_supported() -> None:
    known = set(re.findall(r'api_call\(\s*"([\w.]+)"', inspect.getsource(slack_client)))
    assert len(known) > 300
    others = {
        f"{family}.{name.strip('` ')}"
        for family, names in rows("Web API methods", 1)
        for name in names.split(",")
    }
    assert others.isdisjoint(method.name for method in METHODS)
    assert others | {method.name for method in METHODS} == known


def test_every_event_has_a_row() -> None:
    assert firsts("Events") == sorted(EVERY_EVENT)


def test_every_interaction_has_a_row() -> None:
    made: set[str] = {"slash_commands"}
    for path in (ROOT / "sandbox").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "payload_for":
                made |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
    assert firsts("Interactions") == sorted(made)


def test_every_block_and_element_has_a_row() -> None:
    assert firsts("Blocks") == sorted(block_kinds.BLOCKS)
    elements = block_elements.IN_ACTIONS | block_elements.IN_SECTION | block_elements.IN_INPUT
    assert firsts("Elements") == sorted({*elements, "file_input"})


def test_limits_are_those_of_the_code() -> None:
    told = {row[0]: float(row[1].strip("()")) for row in rows("Limits")}
    assert {name: told.get(name) for name in LIMITS} == LIMITS
    assert sorted(told) == sorted({*LIMITS, *LENGTHS})


def fits(content: dict[str, Any]) -> bool:
    try:
        if content["type"] == "modal":
            checked_view(content, "modal")
        else:
            checked_blocks([content])
    except SlackError:
        return False
    return True


@pytest.mark.parametrize("name", LENGTHS)
def test_a_length_is_where_the_table_says(name: str) -> None:
    told = {row[0]: int(row[1]) for row in rows("Limits") if row[0] in LENGTHS}
    make = LENGTHS[name]
    assert (fits(make(told[name])), fits(make(told[name] + 1))) == (True, False)


HEADINGS = re.compile(r"\| (-|method|event|what|block|element|limit)")


def test_every_test_and_source_that_is_named_exists() -> None:
    lines = [line for line in support().splitlines() if line.count(" | ") >= 3]
    lines = [line for line in lines if not HEADINGS.match(line) and not line.startswith("|-")]
    assert len(lines) > 150
    for line in lines:
        assert "](https://docs.slack.dev/" in line, line
        named = re.search(r"`([\w/]+\.py)::(test_\w+)` \|$", line)
        assert named, line
        text = (ROOT / "tests" / named[1]).read_text(encoding="utf-8")
        assert f"def {named[2]}(" in text, line
