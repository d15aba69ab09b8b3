"""How often an app may call: Slack's tiers, and one message a second and channel.

Slack publishes "N or more a minute, with bursts" and no exact figures
(https://docs.slack.dev/apis/web-api/rate-limits). The sandbox takes them strictly: N calls and a
tenth more in any 60 seconds; a message a second and channel after a burst of three; 300 messages
a minute for the whole workspace.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from sandbox.errors import SlackError

if TYPE_CHECKING:
    from collections.abc import Callable

TIER_1, TIER_2, TIER_3, TIER_4, SPECIAL = 1, 20, 50, 100, 300
_MINUTE = 60.0
BURST = 3


class RateLimitedError(SlackError):
    """Too many calls; says when to come back."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("ratelimited")
        self.retry_after = max(1, math.ceil(retry_after))


class RateLimits:
    """Counts calls, and refuses what is too many."""

    def __init__(self, now: Callable[[], float], *, enabled: bool) -> None:
        self.enabled = enabled
        self._now = now
        self._calls: dict[tuple[str, ...], deque[float]] = defaultdict(deque)
        self._posts: dict[tuple[str, str], tuple[float, float]] = {}

    def count_call(self, app_id: str, method: str, per_minute: int) -> None:
        """Count a call of a method against its tier."""
        self._window((app_id, method), per_minute + per_minute // 10)

    def count_post(self, app_id: str, channel_id: str) -> None:
        """Count a message against what a channel bears."""
        if not self.enabled:
            return
        now = self._now()
        tokens, since = self._posts.get((app_id, channel_id), (float(BURST), now))
        tokens = min(float(BURST), tokens + now - since)
        if tokens < 1:
            raise RateLimitedError(1 - tokens)
        self._posts[app_id, channel_id] = (tokens - 1, now)

    def _window(self, key: tuple[str, ...], allowed: int) -> None:
        if not self.enabled:
            return
        now = self._now()
        calls = self._calls[key]
        while calls and calls[0] <= now - _MINUTE:
            calls.popleft()
        if len(calls) >= max(allowed, 1):
            raise RateLimitedError(calls[0] + _MINUTE - now)
        calls.append(now)
