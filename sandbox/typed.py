"""What Slack makes of what somebody typed: mentions, channels and links in its own form.

https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

_URL = re.compile(r"https?://[^\s<>|\"]*[^\s<>|\"'.,;:!?)\]]")
_ALREADY = re.compile(r"(<[@#!][^<>]*>|<https?://[^<>]*>)")


def escape_command(workspace: Workspace, text: str) -> str:
    """Give a command's text as an app with `should_escape` gets it.

    Slack escapes "channels, users, and links", and leaves the rest as typed.
    """
    parts = _ALREADY.split(text)
    return "".join(
        part if index % 2 else _mark(workspace, part, with_names=True)
        for index, part in enumerate(parts)
    )


def encode_message(workspace: Workspace, text: str) -> str:
    """Give a message's text as Slack keeps it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _mark(workspace, escaped, with_names=False)


def _mark(workspace: Workspace, text: str, *, with_names: bool) -> str:
    marks: dict[str, str] = {}
    for user_id in [*workspace.users, *(app.bot_user_id for app in workspace.apps.values())]:
        name = workspace.user_name(user_id)
        marks[f"@{name.lower()}"] = f"<@{user_id}|{name}>" if with_names else f"<@{user_id}>"
    for channel in workspace.channels.values():
        if channel.kind in {"channel", "private"}:
            marks[f"#{channel.name.lower()}"] = f"<#{channel.id}|{channel.name}>"
    longest_first = "|".join(re.escape(each) for each in sorted(marks, key=len, reverse=True))
    names = re.compile(rf"(?<![\w/])({longest_first})(?![\w-])", re.IGNORECASE)
    pieces: list[str] = []
    end = 0
    for url in _URL.finditer(text):
        pieces.append(_mark_names(names, marks, text[end : url.start()]))
        pieces.append(f"<{url.group()}>")
        end = url.end()
    return "".join([*pieces, _mark_names(names, marks, text[end:])])


def _mark_names(names: re.Pattern[str], marks: dict[str, str], text: str) -> str:
    return names.sub(lambda found: marks[found.group().lower()], text)
