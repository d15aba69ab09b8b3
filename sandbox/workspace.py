"""The state of the workspace: who is here, which channels there are, and what was said in them."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sandbox.errors import Json, SlackError
from sandbox.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.config import AppConfig, SandboxConfig, UserConfig

ChannelKind = Literal["channel", "private", "im", "mpim"]


@dataclass
class Channel:
    """A conversation; a direct message (`im`) holds two, one of several people (`mpim`) more."""

    id: str
    name: str
    kind: ChannelKind
    members: list[str]
    created: int
    archived: bool = False
    topic: str = ""
    purpose: str = ""
    pins: dict[str, Json] = field(default_factory=dict)
    """When and by whom messages were pinned, by their ts, oldest pin first."""
    messages: dict[str, Json] = field(default_factory=dict)
    """Every message and thread reply by its ts; `put` and `take` change it."""
    ephemerals: dict[str, Json] = field(default_factory=dict)
    """What only one user sees, by ts; the message says for whom."""
    states: dict[str, Json] = field(default_factory=dict)
    """What was chosen in the menus of messages, by ts."""

    def __post_init__(self) -> None:
        self._top = Timeline(ts for ts, each in self.messages.items() if _is_top_level(each))
        self._threads: dict[str, Timeline] = {}
        for message in self.messages.values():
            self._put_into_thread(message)

    def put(self, message: Json) -> None:
        """Take a message in, at the place that its ts gives it."""
        self.messages[message["ts"]] = message
        if _is_top_level(message):
            self._top.add(message["ts"])
        self._put_into_thread(message)

    def _put_into_thread(self, message: Json) -> None:
        thread_ts = message.get("thread_ts")
        if thread_ts is not None:
            thread = self._threads.get(thread_ts)
            if thread is None:
                thread = self._threads[thread_ts] = self.timeline(thread_ts)
            thread.add(message["ts"])

    def take(self, ts: str) -> Json:
        """Take a message out, and give it."""
        message = self.messages.pop(ts)
        self._top.remove(ts)
        if thread := self._threads.get(message.get("thread_ts", ts)):
            thread.remove(ts)
        return message

    def timeline(self, thread_ts: str | None = None) -> Timeline:
        """Give the order of what stands in the channel itself, or in a thread of it.

        A thread begins with its first message, as long as that is there.
        """
        if thread_ts is None:
            return self._top
        first = [thread_ts] if thread_ts in self.messages else []
        return self._threads.get(thread_ts) or Timeline(first)


@dataclass(frozen=True)
class Status:
    """What a colleague shows beside their name; `expiration` is in seconds since 1970, 0: never."""

    emoji: str = ""
    text: str = ""
    expiration: int = 0


def _is_top_level(message: Json) -> bool:
    ts = message["ts"]
    return message.get("thread_ts", ts) == ts or message.get("subtype") == "thread_broadcast"


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
        self.statuses: dict[str, Status] = {}
        self.quiet: dict[str, tuple[int, int]] = {}
        """From when to when colleagues want not to be disturbed, in seconds since 1970."""
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

    def begin_after(self, seconds: float) -> None:
        """Give no ts before this moment, seconds since 1970."""
        self._last_ts = max(self._last_ts, int(seconds * 1_000_000))

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
                if each.name and text.removeprefix("#") == each.name
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

    def direct_message(self, *members: str) -> Channel:
        """Give the conversation of two, or of several people; make it when there is none."""
        kind: ChannelKind = "im" if len(members) <= 2 else "mpim"  # noqa: PLR2004 - a pair
        for each in self.channels.values():
            if each.kind == kind and set(each.members) == set(members):
                return each
        name = "" if kind == "im" else f"mpdm-{'--'.join(map(self.user_name, members))}-1"
        prefix = "D0" if kind == "im" else "G0"
        channel = Channel(fresh_id(prefix), name, kind, list(members), int(self._now()))
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

    def note_reply(self, channel: Channel, reply: Json) -> None:
        """Count a new reply on its thread's first message."""
        parent = channel.messages.get(reply["thread_ts"])
        if parent is None:
            return
        parent["thread_ts"] = parent["ts"]
        parent["reply_count"] = parent.get("reply_count", 0) + 1
        if reply["user"] not in parent.setdefault("reply_users", []):
            parent["reply_users"].append(reply["user"])
        parent["latest_reply"] = reply["ts"]

    def recount_replies(self, channel: Channel, thread_ts: str) -> None:
        """Bring a thread's figures on its first message up to date, when a reply has gone."""
        parent = channel.messages.get(thread_ts)
        if parent is None:
            return
        for key in ("thread_ts", "reply_count", "reply_users", "latest_reply"):
            parent.pop(key, None)
        for ts in channel.timeline(thread_ts):
            if ts != thread_ts:
                self.note_reply(channel, channel.messages[ts])
