"""The blocks of messages and views: checked as Slack does, and given ids where they have none.

https://docs.slack.dev/reference/block-kit
"""

from __future__ import annotations

import copy
import secrets
from typing import TYPE_CHECKING, Literal

from sandbox.block_kinds import MARKDOWN_MAX, block_check
from sandbox.checks import Check, boolean, items, plain_text, problem, record, schema, string
from sandbox.errors import Json, SlackError, invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.files import Files

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
TEXT_SUM = 13_200
VIEW_BYTES = 250_000

_VIEW_FIELDS: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_VIEWS: dict[str, Check] = {
    "modal": schema(
        record(
            {"title": plain_text(24), "blocks": items(block_check("modal"), VIEW_BLOCKS, 0)},
            _VIEW_FIELDS
            | {
                "submit": plain_text(24),
                "close": plain_text(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
        )
    ),
    "home": schema(record({"blocks": items(block_check("home"), VIEW_BLOCKS, 0)}, _VIEW_FIELDS)),
}


def checked_blocks(blocks: object) -> list[Json] | None:
    """Check a message's blocks, and give them with ids where they have none."""
    if blocks is None:
        return None
    if not isinstance(blocks, list) or not all(isinstance(each, dict) for each in blocks):
        raise SlackError("invalid_blocks_format")
    problems = list(items(block_check("message"), MESSAGE_BLOCKS, 0)(blocks, "/blocks"))
    problems = problems or list(_repeated_ids(blocks, "/blocks"))
    if problems:
        raise invalid("invalid_blocks", problems)
    if sum(block["type"] == "table" for block in blocks) > 1:
        raise invalid("invalid_attachments", ["only_one_table_allowed"])
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MARKDOWN_MAX or text_length(blocks) > TEXT_SUM:
        raise SlackError("msg_blocks_too_long")
    return _with_ids(blocks)


def checked_view(view: object, kind: Literal["modal", "home"]) -> Json:
    """Check a view, and give it with ids where its blocks have none."""
    if not isinstance(view, dict):
        raise invalid("invalid_arguments", ["missing required field: view"])
    if view.get("type") != kind:
        reason = f"unsupported type: {view.get('type')}"
        raise invalid("invalid_arguments", [problem(reason, "/view/type")])
    problems = list(_VIEWS[kind](view, "/view"))
    if not problems:
        problems = list(_repeated_ids(view["blocks"], "/view/blocks"))
        problems += _inputs_without_submit(view)
    if problems:
        raise invalid("invalid_arguments", problems)
    if len(repr(view)) > VIEW_BYTES:
        raise SlackError("view_too_large")
    return view | {"blocks": _with_ids(view["blocks"])}


def check_slack_files(blocks: list[Json], pointer: str, files: Files) -> None:
    """Refuse images that name a file of Slack's which is not there, or is no image."""
    code = "invalid_blocks" if pointer == "/blocks" else "invalid_arguments"
    problems = [
        problem("invalid slack file", f"{at}/slack_file")
        for at, file in _slack_files(blocks, pointer)
        if not files.holds_image(file)
    ]
    if problems:
        raise invalid(code, problems)


def _slack_files(value: object, pointer: str) -> Iterator[tuple[str, Json]]:
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _slack_files(each, f"{pointer}/{index}")
    elif isinstance(value, dict):
        if value.get("type") == "image" and value.get("slack_file"):
            yield pointer, value["slack_file"]
        for name in ("elements", "accessory"):
            yield from _slack_files(value.get(name), f"{pointer}/{name}")


def text_length(value: object) -> int:
    """Count the characters of all texts in blocks."""
    if isinstance(value, list):
        return sum(text_length(each) for each in value)
    if not isinstance(value, dict):
        return 0
    return sum(
        len(each) if name == "text" and isinstance(each, str) else text_length(each)
        for name, each in value.items()
    )


def _inputs_without_submit(view: Json) -> Iterator[str]:
    if view["type"] != "modal" or view.get("submit"):
        return
    for index, block in enumerate(view["blocks"]):
        if block["type"] == "input":
            reason = "must define `submit` to use an `input` block in modals"
            yield problem(reason, f"/view/blocks/{index}/input")


def _repeated_ids(blocks: list[Json], pointer: str) -> Iterator[str]:
    block_ids: set[str] = set()
    for index, block in enumerate(blocks):
        yield from _repeated(block, "block_id", block_ids, f"{pointer}/{index}")
        action_ids: set[str] = set()
        for at, element in enumerate(_in_actions(block)):
            yield from _repeated(
                element, "action_id", action_ids, f"{pointer}/{index}/elements/{at}"
            )


def _repeated(value: Json, name: str, seen: set[str], pointer: str) -> Iterator[str]:
    found = value.get(name)
    if found in seen:
        yield problem(f'`{name}` "{found}" already exists', f"{pointer}/{name}")
    if found is not None:
        seen.add(found)


def _with_ids(blocks: list[Json]) -> list[Json]:
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        for element in [block.get("element"), block.get("accessory"), *_in_actions(block)]:
            if isinstance(element, dict) and element["type"] != "image":
                element.setdefault("action_id", secrets.token_urlsafe(6)[:8])
    return blocks


def _in_actions(block: Json) -> list[Json]:
    elements: list[Json] = block.get("elements", []) if block["type"] == "actions" else []
    return elements
