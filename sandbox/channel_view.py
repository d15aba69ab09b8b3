"""A channel in a sandbox, for tests: what stands in it, and waiting for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.looking import WITHIN, instead, newest, wait_until

if TYPE_CHECKING:
    from sandbox.control_client import ControlClient
    from sandbox.errors import Json
    from sandbox.looking import Wanted


class ChannelView:
    """A channel as it looks from outside; has its ``id`` and its ``name``."""

    def __init__(self, client: ControlClient, channel_id: str, name: str) -> None:
        self._client = client
        self.id = channel_id
        self.name = name

    def messages(self, viewer: str | None = None) -> list[Json]:
        """List the messages, oldest first, without replies and ephemerals.

        ``viewer`` is the id of the colleague who looks; by default it is the first one.
        """
        found = self._client.look_into(self.id, viewer)
        return [message for message in found if not message.get("ephemeral")]

    def waits_for(self, wanted: Wanted, within: float = WITHIN) -> Json:
        """Wait for a message that fits, or that contains a text; give the newest one.

        ``wanted`` is a text, a function of the message, or what ``card_with`` gives. After
        ``within`` seconds a DriverError says what the channel shows instead.
        """
        return wait_until(
            lambda: newest(self.messages(), wanted),
            within,
            lambda: instead(wanted, f"#{self.name} shows", self.messages()),
        )
