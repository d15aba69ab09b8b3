"""What Slack accepts as each kind of block, and where it may stand.

https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sandbox.block_elements import (
    FILE_INPUT,
    IMAGE,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    PICTURE,
    picture_is_somewhere,
)
from sandbox.checks import (
    Check,
    any_text,
    boolean,
    both,
    by_type,
    choice,
    items,
    nothing_or,
    number,
    plain_text,
    problem,
    record,
    string,
    web_address,
)
from sandbox.rich_text import RICH_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.errors import Json

Surface = Literal["message", "modal", "home"]
MARKDOWN_MAX = 12_000


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return record(required, {"block_id": string(255), **(optional or {})})


def _input(element: Check) -> Check:
    return _block(
        {"label": plain_text(2000), "element": element},
        {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    )


def _section_says_something(value: Json, pointer: str) -> Iterator[str]:
    if value.get("text") is None and value.get("fields") is None:
        yield problem("must define either `text` or `fields`", f"{pointer}/type")


_CONTEXT_ITEM = by_type(
    {
        "image": IMAGE,
        "plain_text": record({"text": string(2000)}, {"emoji": boolean}),
        "mrkdwn": record({"text": string(2000)}, {"verbatim": boolean}),
    }
)
_CELL = by_type(
    {
        "raw_text": record({"text": string(MARKDOWN_MAX)}),
        "raw_number": record({"value": number}, {"text": string(MARKDOWN_MAX)}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})
BLOCKS: dict[str, Check] = {
    "section": both(
        _block(
            {},
            {
                "text": any_text(3000),
                "fields": items(any_text(2000), 10),
                "accessory": by_type(IN_SECTION),
                "expand": boolean,
            },
        ),
        _section_says_something,
    ),
    "header": _block({"text": plain_text(150)}),
    "divider": _block({}),
    "context": _block({"elements": items(_CONTEXT_ITEM, 10)}),
    "actions": _block({"elements": items(by_type(IN_ACTIONS), 25)}),
    "input": _input(by_type(IN_INPUT)),
    "image": both(
        _block({"alt_text": string(2000)}, PICTURE | {"title": plain_text(2000)}),
        picture_is_somewhere,
    ),
    "rich_text": RICH_TEXT,
    "markdown": _block({"text": string(MARKDOWN_MAX)}),
    "table": _block(
        {"rows": items(items(_CELL, 20), 100)},
        {"column_settings": items(nothing_or(_COLUMN), 20, 0)},
    ),
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
_ONLY_IN_MESSAGES = {"markdown", "table"}


def block_check(surface: Surface) -> Check:
    """Give the check for a block in a message, a modal or a home tab."""
    allowed = {
        kind: check
        for kind, check in BLOCKS.items()
        if surface == "message" or kind not in _ONLY_IN_MESSAGES
    }
    if surface == "modal":
        allowed["input"] = _input(by_type({**IN_INPUT, "file_input": FILE_INPUT}))
    return by_type(allowed)
