"""What a colleague reads in a channel or a thread: page by page, and how much of it is new."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.errors import Json, SlackError
from sandbox.happenings import shown
from sandbox.timeline import is_ts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sandbox.timeline import Timeline
    from sandbox.workspace import Channel

_LIMIT = re.compile(r"[1-9]\d{0,8}")


@dataclass(frozen=True)
class Wish:
    """Which page somebody wants: beside or around a ts, or the newest; without limit, all."""

    before: str | None = None
    after: str | None = None
    around: str | None = None
    limit: int | None = None


def read_wish(query: Mapping[str, str]) -> Wish:
    """Read a page's bounds from a query; SlackError when they make no sense."""
    places = {name: query[name] for name in ("before", "after", "around") if query.get(name)}
    limit = query.get("limit")
    if len(places) > 1 or not all(is_ts(ts) for ts in places.values()):
        raise SlackError("invalid_arguments", fields=sorted(places))
    if limit is not None and not _LIMIT.fullmatch(limit):
        raise SlackError("invalid_limit")
    return Wish(**places, limit=int(limit) if limit else None)


def read_places(places: Iterable[str]) -> dict[str, str]:
    """Read up to which ts somebody read each channel, from `CHANNEL:TS` texts."""
    found = {}
    for each in places:
        channel_id, _, ts = each.partition(":")
        if not is_ts(ts):
            raise SlackError("invalid_arguments", fields=["read"])
        found[channel_id] = ts
    return found


class Reader:
    """One colleague before one channel, or before a thread in it."""

    def __init__(self, channel: Channel, user_id: str, thread_ts: str | None = None) -> None:
        self._channel = channel
        self._user_id = user_id
        self._thread_ts = thread_ts
        self._timeline = channel.timeline(thread_ts)
        self._own = [
            message
            for message in channel.ephemerals.values()
            if message["to"] == user_id and message.get("thread_ts") == thread_ts
        ]

    def page(self, wish: Wish) -> Json:
        """Give `messages`, oldest first, and whether there are `older` and `newer` ones."""
        timeline = self._timeline
        start, end = _part(timeline, wish)
        # The ephemerals of a page are those between the messages that are not in it.
        low = max(_moment(wish.after, -math.inf), _at(timeline, start - 1, -math.inf))
        high = min(_moment(wish.before, math.inf), _at(timeline, end, math.inf))
        own = [each for each in self._own if low < float(each["ts"]) < high]
        found = [self._channel.messages[ts] for ts in timeline[start:end]] + own
        found.sort(key=lambda message: float(message["ts"]))
        return {
            "messages": [shown(self._channel, message) for message in found],
            "older": start > 0 or any(float(each["ts"]) <= low for each in self._own),
            "newer": end < len(timeline) or any(float(each["ts"]) >= high for each in self._own),
        }

    def unread(self, since: str | None) -> Json:
        """Count the `messages` of others since a ts (all is read without), and the `mentions`.

        A mention here is a message that speaks to this colleague. `latest` is the newest ts.
        """
        stamps = [*self._timeline[-1:], *(each["ts"] for each in self._own)]
        counts: Json = {"messages": 0, "mentions": 0, "latest": max(stamps, key=float, default="0")}
        if since is None:
            return counts
        for message in self._since(since):
            if message["user"] != self._user_id:
                counts["messages"] += 1
                counts["mentions"] += self._speaks_to_me(message)
        return counts

    def _since(self, ts: str) -> Iterator[Json]:
        for each in self._timeline[self._timeline.count_until(ts) :]:
            yield self._channel.messages[each]
        yield from (each for each in self._own if float(each["ts"]) > float(ts))

    def _speaks_to_me(self, message: Json) -> bool:
        return self._channel.kind in {"im", "mpim"} or f"<@{self._user_id}>" in message["text"]


def _part(timeline: Timeline, wish: Wish) -> tuple[int, int]:
    """Find where in a timeline a page begins and ends."""
    count = len(timeline)
    limit = wish.limit or count
    if wish.after is not None:
        start = timeline.count_until(wish.after)
        return start, min(count, start + limit)
    end = count
    if wish.before is not None:
        end = timeline.count_before(wish.before)
    elif wish.around is not None:
        end = min(count, timeline.count_until(wish.around) + limit // 2)
    return max(0, end - limit), end


def _moment(ts: str | None, otherwise: float) -> float:
    return otherwise if ts is None else float(ts)


def _at(timeline: Timeline, index: int, otherwise: float) -> float:
    return float(timeline[index]) if 0 <= index < len(timeline) else otherwise
