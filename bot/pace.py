"""Slack's pace: what has to wait before the next message may go, and until when."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.outbox import Kind
from bot.prompts import PROMPTS

# Slack takes about one message a second and channel
# (https://docs.slack.dev/apis/web-api/rate-limits).
PACE = timedelta(seconds=1.05)
DIRECT = (*PROMPTS, Kind.DIRECT, Kind.FEED_DEAD)
"""What goes to one colleague."""
PACED = (
    Kind.CARD,
    Kind.THREAD_LINE,
    Kind.SUMMARY,
    Kind.DIGEST,
    Kind.LESSON,
    Kind.PARTING,
    *DIRECT,
)
"""What is a message of its own, and so goes one after the other in each channel."""


@dataclass(frozen=True, slots=True)
class Resting:
    """What waits now: the paced kinds in these channels, and these kinds wherever they go."""

    channels: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()


@dataclass(slots=True)
class Pace:
    """Remembers until when to wait, for one workspace's Slack."""

    _channels: dict[str, datetime] = field(default_factory=dict)
    _kinds: dict[Kind, datetime] = field(default_factory=dict)

    def rest(self, kind: Kind, channel: str, until: datetime) -> None:
        """Let a kind wait: a paced one all the others in its channel, another one its like."""
        if kind in PACED:
            self._channels[channel] = until
        else:
            self._kinds[kind] = until

    def resting(self, now: datetime) -> Resting:
        """Tell what waits, and forget what has waited long enough."""
        self._channels = {channel: end for channel, end in self._channels.items() if end > now}
        self._kinds = {kind: end for kind, end in self._kinds.items() if end > now}
        return Resting(frozenset(self._channels), frozenset(self._kinds))

    def ends(self) -> datetime | None:
        """Tell when the first of what waits may go; None: nothing waits."""
        return min((*self._channels.values(), *self._kinds.values()), default=None)
