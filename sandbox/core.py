"""The parts of a sandbox, put together once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sandbox.clock import MovableClock
from sandbox.deliveries import Deliveries
from sandbox.emoji_names import EmojiNames
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.live import Live
from sandbox.rate_limits import RateLimits
from sandbox.recorder import Recorder
from sandbox.scopes import Scopes
from sandbox.socket_mode import SocketMode
from sandbox.triggers import Permissions
from sandbox.views import Views
from sandbox.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.config import SandboxConfig
    from sandbox.scheduled import ScheduledMessage


class Core:
    """One sandbox's state and its ways out, handed to everything that works on it."""

    def __init__(self, config: SandboxConfig, now: Callable[[], float]) -> None:
        self.config = config
        self.now = now if isinstance(now, MovableClock) else MovableClock(now)
        self.live = Live()
        self.scopes = Scopes(config.apps)
        self.recorder = Recorder()
        self.faults = Faults()
        self.sockets = SocketMode(config, self.recorder.acknowledged_late)
        self.deliveries = Deliveries(config, self.sockets, self.recorder, self.faults, self.now)
        self.reset()

    def reset(self) -> None:
        """Begin anew with an empty workspace; connections and what scopes were needed stay."""
        self.faults.end()
        self.recorder.clear()
        self.workspace = Workspace(self.config, self.now)
        self.views = Views(self.config)
        self.permissions = Permissions(self.config, self.now)
        # A moved clock makes nobody call more often.
        self.limits = RateLimits(self.now.given, enabled=self.config.rate_limits)
        self.files = Files()
        self.scheduled: dict[str, ScheduledMessage] = {}
        self.deliveries.request_urls = {app.id: app.request_url for app in self.config.apps}

    @cached_property
    def emoji(self) -> EmojiNames:
        """All emoji; read when the first one is asked for."""
        return EmojiNames()
