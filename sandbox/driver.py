"""A test's hands and eyes in a sandbox, in plain words, over the control API alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.channel_view import ChannelView
from sandbox.colleague import Colleague
from sandbox.control_client import ControlClient
from sandbox.fault_words import FaultWords
from sandbox.looking import WITHIN, DriverError, card_with, instead, newest, wait_until
from sandbox.visible_text import all_text, visible_text

if TYPE_CHECKING:
    from sandbox.errors import Json
    from sandbox.looking import Wanted

__all__ = ["Colleague", "Driver", "DriverError", "all_text", "card_with", "visible_text"]


class Driver(ControlClient):
    """Looks at a sandbox from outside, and speaks for its colleagues.

    In a test::

        su, loi = slack.colleague("su"), slack.colleague("loi")
        su.runs("/mentions add https://blog.example/feed", in_="mentions")
        card = slack.channel("mentions").waits_for(card_with("Acme"))
        su.reacts("raised_hand", to=card)
        loi.clicks("Claim", on=card)
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.faults = FaultWords(self)

    def channel(self, name: str) -> ChannelView:
        """Give a channel, by name or id."""
        found = self.find_channel(name)
        return ChannelView(self, found["id"], found["name"])

    def colleague(self, name: str) -> Colleague:
        """Give a colleague, by name or id."""
        found = self.find_colleague(name)
        return Colleague(self, found["id"], found["name"])

    def messages(self, channel: str, viewer: str | None = None) -> list[Json]:
        """List the messages in a channel, oldest first, without replies and ephemerals."""
        return self.channel(channel).messages(viewer)

    def waits_for(self, channel: str, wanted: Wanted, within: float = WITHIN) -> Json:
        """Wait for a message in a channel that fits, or that contains a text; the newest one."""
        return self.channel(channel).waits_for(wanted, within)

    def thread(self, message: Json) -> list[Json]:
        """List the replies under a message, oldest first."""
        found = self.look_into(message["channel"], thread_ts=message["ts"])
        return [each for each in found if each["ts"] != message["ts"] and not each.get("ephemeral")]

    def again(self, message: Json) -> Json:
        """Look at a message again."""
        for each in self.look_into(message["channel"], thread_ts=message.get("thread_ts")):
            if each["ts"] == message["ts"]:
                return dict(each)
        raise DriverError(f"the message is gone; it showed {all_text(message)!r}")

    def waits_for_reply(self, message: Json, wanted: Wanted, within: float = WITHIN) -> Json:
        """Wait for a reply under a message that fits, or that contains a text."""
        return wait_until(
            lambda: newest(self.thread(message), wanted),
            within,
            lambda: instead(wanted, "the thread shows", self.thread(message)),
        )

    def waits_until_changed(self, message: Json, wanted: Wanted, within: float = WITHIN) -> Json:
        """Wait until a message has changed so that it fits, or contains a text."""
        return wait_until(
            lambda: newest([self.again(message)], wanted),
            within,
            lambda: instead(wanted, "the message shows", [self.again(message)]),
        )

    def calls(self, method: str | None = None) -> list[Json]:
        """List the calls of the Web API so far."""
        found: list[Json] = self.reads("calls", **({"method": method} if method else {}))["calls"]
        return found

    def deliveries(self, kind: str | None = None) -> list[Json]:
        """List what was sent to apps so far."""
        query = {"type": kind} if kind else {}
        found: list[Json] = self.reads("deliveries", **query)["deliveries"]
        return found

    def needed_scopes(self, app: str | None = None) -> set[str]:
        """Give the scopes that an app has needed since the sandbox started."""
        return set(self.reads("scopes")["needed"][self.find_app(app)["id"]])
