"""What Slack accepts as blocks and views, and how it refuses the rest.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

import copy
import secrets
from typing import TYPE_CHECKING

from sandbox.block_elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.checks import (
    Check,
    any_text,
    boolean,
    both,
    by_type,
    items,
    plain_text,
    problem,
    record,
    string,
    web_address,
)
from sandbox.errors import Json, SlackError, invalid
from sandbox.rich_text import RICH_TEXT_ELEMENTS
from sandbox.state import elements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MESSAGE_BLOCKS, _VIEW_BLOCKS = 50, 100
_TEXT_SUM = 13_200
_VIEW_BYTES = 250_000


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return record(required, {"block_id": string(255), **(optional or {})})


def _section_says_something(value: Json, pointer: str) -> Iterator[str]:
    if value.get("text") is None and value.get("fields") is None:
        yield problem("missing required field: text or fields", pointer)


_CONTEXT_ITEM = by_type(
    {
        "image": IMAGE,
        "plain_text": record({"text": string(2000)}, {"emoji": boolean}),
        "mrkdwn": record({"text": string(2000)}, {"verbatim": boolean}),
    }
)
_BLOCKS: dict[str, Check] = {
    "section": both(
        _block(
            {},
            {
                "text": any_text(3000),
                "fields": items(any_text(2000), 10),
                "accessory": IN_SECTION,
                "expand": boolean,
            },
        ),
        _section_says_something,
    ),
    "header": _block({"text": plain_text(150)}),
    "divider": _block({}),
    "context": _block({"elements": items(_CONTEXT_ITEM, 10)}),
    "actions": _block({"elements": items(IN_ACTIONS, 25)}),
    "input": _block(
        {"label": plain_text(2000), "element": IN_INPUT},
        {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "image": _block(
        {"alt_text": string(2000), "image_url": web_address}, {"title": plain_text(2000)}
    ),
    "rich_text": _block({"elements": items(RICH_TEXT_ELEMENTS, 1000, 0)}),
    "markdown": _block({"text": string(12_000)}),
    "video": _block(
        {
            "alt_text": string(2000),
            "title": plain_text(200),
            "thumbnail_url": web_address,
            "video_url": web_address,
        },
        {
            "author_name": string(50),
            "description": plain_text(200),
            "provider_icon_url": web_address,
            "provider_name": string(200),
            "title_url": web_address,
        },
    ),
}
_IN_MESSAGE = by_type(_BLOCKS)
_IN_VIEW = by_type({kind: check for kind, check in _BLOCKS.items() if kind != "markdown"})
_VIEW_FIELDS: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_VIEWS = {
    "modal": record(
        {"title": plain_text(24), "blocks": items(_IN_VIEW, _VIEW_BLOCKS, 0)},
        _VIEW_FIELDS
        | {
            "submit": plain_text(24),
            "close": plain_text(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": record({"blocks": items(_IN_VIEW, _VIEW_BLOCKS, 0)}, _VIEW_FIELDS),
}


def checked_blocks(blocks: object) -> list[Json] | None:
    """Check a message's blocks, and give them with ids where they have none."""
    if blocks is None:
        return None
    if not isinstance(blocks, list) or not all(isinstance(each, dict) for each in blocks):
        raise SlackError("invalid_blocks_format")
    problems = list(items(_IN_MESSAGE, _MESSAGE_BLOCKS, 0)(blocks, "/blocks"))
    problems = problems or list(_repeated_ids(blocks, "/blocks"))
    if problems:
        raise invalid("invalid_blocks", problems)
    if text_length(blocks) > _TEXT_SUM:
        raise SlackError("msg_blocks_too_long")
    return _with_ids(blocks)


def checked_view(view: object, kind: str) -> Json:
    """Check a view, and give it with ids where its blocks have none."""
    if not isinstance(view, dict):
        raise invalid("invalid_arguments", ["missing required field: view"])
    if view.get("type") != kind:
        raise invalid("invalid_arguments", [problem(f"must be a {kind}", "/view/type")])
    problems = list(_VIEWS[kind](view, "/view"))
    if not problems:
        problems = list(_repeated_ids(view["blocks"], "/view/blocks"))
        asks = any(block["type"] == "input" for block in view["blocks"])
        if asks and kind == "modal" and not view.get("submit"):
            problems.append(problem("missing required field: submit", "/view"))
    if problems:
        raise invalid("invalid_arguments", problems)
    if len(repr(view)) > _VIEW_BYTES:
        raise SlackError("view_too_large")
    return view | {"blocks": _with_ids(view["blocks"])}


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


def _repeated_ids(blocks: list[Json], pointer: str) -> Iterator[str]:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id is not None and block_id in seen:
            yield problem(f"`block_id` already exists: {block_id}", f"{pointer}/{index}/block_id")
        if block_id is not None:
            seen.add(block_id)
        action_ids = [element["action_id"] for element in elements_of(block)]
        for action_id in {each for each in action_ids if action_ids.count(each) > 1}:
            reason = f'`action_id` "{action_id}" already exists'
            yield problem(reason, f"{pointer}/{index}/elements")


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
