"""One thing that a colleague does: what it says, and what of the workspace it may reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.errors import Json, SlackError
from sandbox.state import find_element

if TYPE_CHECKING:
    from sandbox.core import Core
    from sandbox.views import View
    from sandbox.workspace import Channel

_NOT_PART_OF_THE_CHOICE = frozenset(
    {"user", "action", "channel", "ts", "view_id", "block_id", "action_id", "values"}
)


class Deed:
    """One thing that a user does, as the page sent it."""

    def __init__(self, core: Core, host: str, data: Json) -> None:
        self.core = core
        self.host = host
        self.data = data
        self.user_id = self.text("user")
        if self.user_id not in core.workspace.users:
            raise SlackError("user_not_found")

    def text(self, name: str) -> str:
        """Read a field that is a text; missing is empty."""
        value = self.data.get(name)
        if value is not None and not isinstance(value, str):
            raise SlackError("invalid_arguments", field=name)
        return value or ""

    def moment(self, name: str) -> int:
        """Read a field that is a moment, seconds since 1970; missing is 0."""
        value = self.data.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise SlackError("invalid_arguments", field=name)
        return value

    def channel(self, *, open_only: bool = True) -> Channel:
        """Find the channel, if the user may write there."""
        channel = self.core.workspace.channel(self.text("channel"))
        if self.user_id not in channel.members:
            raise SlackError("channel_not_found" if channel.kind != "channel" else "not_in_channel")
        if open_only and channel.archived:
            raise SlackError("is_archived")
        return channel

    def message(self, channel: Channel) -> Json:
        """Find a message that the user sees, ephemeral ones included."""
        own = channel.ephemerals.get(self.text("ts"))
        if own is not None and own["to"] == self.user_id:
            return own
        return self.core.workspace.message(channel, self.text("ts"))

    def view(self) -> View:
        """Find a view that the user has open."""
        try:
            view = self.core.views.find(self.text("view_id"))
        except SlackError:
            raise SlackError("view_not_found") from None
        if view.user_id != self.user_id:
            raise SlackError("view_not_found")
        return view

    def chosen(self, blocks: list[Json]) -> tuple[Json, Json, Json]:
        """Find the block and the element that were used, and what was chosen there."""
        try:
            block, element = find_element(blocks, self.data.get("block_id"), self.text("action_id"))
        except LookupError as error:
            raise SlackError("element_not_found", detail=str(error)) from error
        extra = {k: v for k, v in self.data.items() if k not in _NOT_PART_OF_THE_CHOICE}
        if element["type"] == "button":
            extra.pop("value", None)
        return block, element, extra
