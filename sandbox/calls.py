"""A call of the Web API while it is carried out: who calls, with what, and may they."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sandbox.errors import Json, SlackError, invalid
from sandbox.rate_limits import TIER_3

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.config import AppConfig
    from sandbox.core import Core
    from sandbox.workspace import Channel

READ_SCOPE = {
    "channel": "channels:read",
    "private": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}
HISTORY_SCOPE = {
    "channel": "channels:history",
    "private": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}


@dataclass
class Call:
    """One call: its app and its arguments, read the way Slack reads them."""

    core: Core
    app: AppConfig
    args: Json
    host: str = ""

    def text(self, name: str) -> str | None:
        """Read an argument that is a text, or missing."""
        value = self.args.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, (dict, list)):
            raise invalid("invalid_arguments", [f"must provide a string [json-pointer:/{name}]"])
        return str(value)

    def required(self, name: str) -> str:
        """Read an argument that must be there."""
        value = self.text(name)
        if value is None:
            raise invalid("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Read an argument that is a yes or a no."""
        value = self.text(name)
        return default if value is None else value.lower() in {"true", "1"}

    def number(self, name: str, default: int, highest: int) -> int:
        """Read an argument that is a count."""
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= highest:
            raise SlackError("invalid_limit")
        return int(value)

    def data(self, name: str, error: str) -> object:
        """Read an argument that is JSON, as such or in a text."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as broken:
            raise SlackError(error) from broken

    def channel(self, scopes: dict[str, str] | None = None, *, member: bool = True) -> Channel:
        """Find the channel that the call names, if the app may know of it."""
        channel = self.core.workspace.channel(self.required("channel"))
        inside = self.app.bot_user_id in channel.members
        if channel.kind != "channel" and not inside:
            raise SlackError("channel_not_found")
        if scopes is not None:
            self.require_scope(scopes[channel.kind])
        if member and not inside:
            raise SlackError("not_in_channel")
        return channel

    def require_scope(self, scope: str) -> None:
        """Refuse a call without a scope."""
        self.core.scopes.require(self.app, scope)


@dataclass(frozen=True)
class Method:
    """One method: what it does, who may call it, and how often."""

    name: str
    run: Callable[[Call], Json]
    scope: str | None = None
    per_minute: int = TIER_3
    token: Literal["bot", "app", "any", "none"] = "bot"  # noqa: S105 - a kind of token
