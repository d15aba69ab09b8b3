"""What Slack accepts as rich text.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from __future__ import annotations

from sandbox.checks import Check, boolean, by_type, choice, integer, items, record, string

_STYLE = record(
    {},
    dict.fromkeys(
        (
            "bold",
            "italic",
            "strike",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
            "code",
        ),
        boolean,
    ),
)
_STYLED: dict[str, Check] = {"style": _STYLE}
_ID = string(255)
_LEAVES = by_type(
    {
        "text": record({"text": string(12_000)}, _STYLED),
        "link": record(
            {"url": string(3000)}, {"text": string(3000, 0), "unsafe": boolean} | _STYLED
        ),
        "user": record({"user_id": _ID}, _STYLED),
        "usergroup": record({"usergroup_id": _ID}, _STYLED),
        "channel": record({"channel_id": _ID}, _STYLED),
        "broadcast": record({"range": choice("here", "channel", "everyone")}, _STYLED),
        "emoji": record({"name": _ID}, {"unicode": _ID, "skin_tone": integer(1, 6)} | _STYLED),
        "color": record({"value": string(20)}, _STYLED),
        "date": record(
            {"timestamp": integer(0, 10**11), "format": string(3000)},
            {"url": string(3000), "fallback": string(3000, 0)} | _STYLED,
        ),
    }
)
_SECTION = record({"elements": items(_LEAVES, 1000, 0)})
_BORDER: dict[str, Check] = {"border": integer(0, 1)}
_PARTS = by_type(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": record(
            {
                "elements": items(by_type({"rich_text_section": _SECTION}), 1000, 0),
                "style": choice("bullet", "ordered"),
            },
            {"indent": integer(0, 8), "offset": integer(0, 10**6)} | _BORDER,
        ),
        "rich_text_quote": record({"elements": items(_LEAVES, 1000, 0)}, _BORDER),
        "rich_text_preformatted": record(
            {"elements": items(_LEAVES, 1000, 0)}, {"language": string(100)} | _BORDER
        ),
    }
)
RICH_TEXT = record({"elements": items(_PARTS, 1000, 0)}, {"block_id": string(255)})
