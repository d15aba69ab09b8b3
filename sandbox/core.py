"""The parts of a sandbox, put together once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.deliveries import Deliveries
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


class Core:
    """One sandbox's state and its ways out, handed to everything that works on it."""

    def __init__(self, config: SandboxConfig, now: Callable[[], float]) -> None:
        self.config = config
        self.now = now
        self.live = Live()
        self.scopes = Scopes(config.apps)
        self.sockets = SocketMode(config)
        self.deliveries = Deliveries(config, self.sockets, lambda: self.recorder, now)
        self.reset()

    def reset(self) -> None:
        """Begin anew with an empty workspace; connections and what scopes were needed stay."""
        self.workspace = Workspace(self.config, self.now)
        self.views = Views(self.config)
        self.permissions = Permissions(self.config, self.now)
        self.limits = RateLimits(self.now, enabled=self.config.rate_limits)
        self.recorder = Recorder()
        self.sockets.acks_to_drop = 0
        self.deliveries.request_urls = {app.id: app.request_url for app in self.config.apps}
