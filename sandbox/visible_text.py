"""All the text that somebody sees in a message or a view, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.errors import Json

# In the order in which a reader meets them.
_READ = (
    "title",
    "text",
    "fields",
    "label",
    "accessory",
    "element",
    "elements",
    "rows",
    "options",
    "option_groups",
    "placeholder",
    "initial_option",
    "initial_value",
    "description",
    "hint",
    "alt_text",
    "blocks",
    "submit",
    "close",
)
_LEAVES = {"user": "user_id", "channel": "channel_id", "usergroup": "usergroup_id"}


def visible_text(content: Json) -> str:
    """Flatten a message or a view; a message with blocks shows them, and not its text."""
    blocks = content.get("blocks")
    if content.get("type") == "message" or "ts" in content:
        return "\n".join(_read(blocks)) if blocks else str(content.get("text", ""))
    return "\n".join(_read(content))


def all_text(message: Json) -> str:
    """Give a message's text, as notifications show it, and what its blocks show."""
    text, seen = str(message.get("text", "")), visible_text(message)
    return seen if text in {"", seen} else f"{text}\n{seen}"


def _read(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _read(each)
    elif isinstance(value, dict):
        if str(value.get("type", "")).startswith("rich_text_") or value.get("type") == "rich_text":
            yield "".join(_read_rich(value))
            return
        for name in _READ:
            if name in value:
                yield from _read(value[name])


def _read_rich(value: Json) -> Iterator[str]:
    for element in value.get("elements", []):
        kind = element.get("type", "")
        if kind.startswith("rich_text_"):
            yield from _read_rich(element)
            yield "\n"
        elif kind in _LEAVES:
            yield f"<{'@' if kind == 'user' else '#'}{element[_LEAVES[kind]]}>"
        elif kind == "emoji":
            yield f":{element['name']}:"
        elif kind == "broadcast":
            yield f"@{element['range']}"
        else:
            yield str(element.get("text") or element.get("url") or element.get("fallback") or "")
