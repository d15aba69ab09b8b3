"""The state of the workspace: who is here, which channels there are, and what was said in them."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sandbox.errors import Json, SlackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sandbox.config import AppConfig, SandboxConfig, UserConfig

ChannelKind = Literal["channel", "private", "im"]


@dataclass
class Channel:
    """A conversation; a direct message holds one colleague and one app's bot."""

    id: str
    name: str
    kind: ChannelKind
    members: list[str]
    created: int
    archived: bool = False
    messages: dict[str, Json] = field(default_factory=dict)
    """Every message and thread reply by its ts, oldest first."""
    ephemerals: dict[str, Json] = field(default_factory=dict)
    """What only one user sees, by ts; the message says for whom."""
    states: dict[str, Json] = field(default_factory=dict)
    """What was chosen in the menus of messages, by ts."""


def fresh_id(prefix: str, length: int = 10) -> str:
    """Make an id that looks like Slack's."""
    alphabet = string.ascii_uppercase + string.digits
    return prefix + "".join(secrets.choice(alphabet) for _ in range(length))


class Workspace:
    """A Slack team in memory; changes nothing but itself."""

    def __init__(self, config: SandboxConfig, now: Callable[[], float]) -> None:
        self.config = config
        self._now = now
        self._last_ts = 0
        self.users: dict[str, UserConfig] = {user.id: user for user in config.users}
        self.apps: dict[str, AppConfig] = {app.id: app for app in config.apps}
        self.revoked: set[str] = set()
        self.channels: dict[str, Channel] = {}
        for each in config.channels:
            chosen = [config.member_id(member) for member in each.members or ()]
            members = list(self.users) if each.members is None else chosen
            members += [app.bot_user_id for app in config.apps if each.name in app.channels]
            self.channels[each.id] = Channel(
                each.id,
                each.name,
                "private" if each.private else "channel",
                list(dict.fromkeys(members)),
                int(now()),
                each.archived,
            )

    def next_ts(self) -> str:
        """Give a message its ts: the time, and unlike any other."""
        self._last_ts = max(self._last_ts + 1, int(self._now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def app_of_bot(self, user_id: str) -> AppConfig | None:
        """Find the app whose bot user this is."""
        return next((app for app in self.apps.values() if app.bot_user_id == user_id), None)

    def knows_user(self, user_id: str) -> bool:
        """Tell whether a colleague or a bot user has this id."""
        return user_id in self.users or self.app_of_bot(user_id) is not None

    def user_name(self, user_id: str) -> str:
        """Give the short name of a colleague or a bot user."""
        if user_id in self.users:
            return self.users[user_id].name
        app = self.app_of_bot(user_id)
        return app.name if app else user_id

    def channel(self, reference: object) -> Channel:
        """Find a channel by id or, as chat.postMessage allows, by name."""
        text = str(reference or "")
        found = self.channels.get(text) or next(
            (
                each
                for each in self.channels.values()
                if each.kind != "im" and text.removeprefix("#") == each.name
            ),
            None,
        )
        if found is None:
            raise SlackError("channel_not_found")
        return found

    def visible_to(self, user_id: str) -> Iterator[Channel]:
        """List the channels that a user can open: the public ones and their own."""
        for each in self.channels.values():
            if each.kind == "channel" or user_id in each.members:
                yield each

    def direct_message(self, user_id: str, bot_user_id: str) -> Channel:
        """Give the conversation between a colleague and a bot; make it when there is none."""
        for each in self.channels.values():
            if each.kind == "im" and set(each.members) == {user_id, bot_user_id}:
                return each
        channel = Channel(fresh_id("D0"), "", "im", [user_id, bot_user_id], int(self._now()))
        self.channels[channel.id] = channel
        return channel

    def peer(self, channel: Channel, user_id: str) -> str:
        """Say who the other one in a direct message is."""
        return next((each for each in channel.members if each != user_id), user_id)

    def message(self, channel: Channel, ts: object) -> Json:
        """Find a message that everybody in the channel sees."""
        found = channel.messages.get(str(ts))
        if found is None:
            raise SlackError("message_not_found")
        return found

    def replies(self, channel: Channel, thread_ts: str) -> list[Json]:
        """List the replies in a thread, oldest first, without its first message."""
        return [
            message
            for message in channel.messages.values()
            if message.get("thread_ts") == thread_ts and message["ts"] != thread_ts
        ]

    def top_level(self, channel: Channel) -> Iterable[Json]:
        """List what stands in the channel itself, oldest first."""
        return (
            message
            for message in channel.messages.values()
            if message.get("thread_ts", message["ts"]) == message["ts"]
            or message.get("subtype") == "thread_broadcast"
        )

    def refresh_thread(self, channel: Channel, thread_ts: str) -> None:
        """Bring a thread's figures on its first message up to date."""
        parent = channel.messages.get(thread_ts)
        if parent is None:
            return
        replies = self.replies(channel, thread_ts)
        if not replies:
            for key in ("thread_ts", "reply_count", "reply_users", "latest_reply"):
                parent.pop(key, None)
            return
        parent["thread_ts"] = thread_ts
        parent["reply_count"] = len(replies)
        parent["reply_users"] = list(dict.fromkeys(reply["user"] for reply in replies))
        parent["latest_reply"] = replies[-1]["ts"]
