"""What tests do to a sandbox from outside: faults, broken sockets, a fresh start."""

from __future__ import annotations

import math
import secrets
from typing import TYPE_CHECKING, cast, get_args

from sandbox import happenings
from sandbox.errors import Json, SlackError
from sandbox.recorder import Fault, FaultKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.config import AppConfig
    from sandbox.core import Core
    from sandbox.deliveries import DeliveryType
    from sandbox.recorder import Delivery


class Admin:
    """Answers `POST /_sandbox/admin`."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._orders: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "faults": self.faults,
            "disconnect_sockets": self.disconnect_sockets,
            "refresh_sockets": self.refresh_sockets,
            "drop_acks": self.drop_acks,
            "redeliver_last": self.redeliver_last,
            "rate_limits": self.rate_limits,
            "request_url": self.request_url,
            "revoke_token": self.revoke_token,
            "restore_token": self.restore_token,
            "clock": self.clock,
            "reset": self.reset,
        }

    async def administer(self, _host: str, data: Json) -> Json:
        """Carry out one order."""
        order = self._orders.get(str(data.get("do")))
        if order is None:
            raise SlackError("unknown_order", known=sorted(self._orders))
        return await order(data)

    def _app(self, data: Json) -> AppConfig:
        app_id = str(data.get("app") or self._core.config.apps[0].id)
        if app_id not in self._core.workspace.apps:
            raise SlackError("app_not_found")
        return self._core.workspace.apps[app_id]

    async def faults(self, data: Json) -> Json:
        """Let the next calls of a method go wrong; times 0 heals them all."""
        kinds = get_args(FaultKind)
        if data.get("kind") not in kinds:
            raise SlackError("unknown_fault", known=kinds)
        fault = Fault(
            data["kind"],
            str(data.get("method") or "*"),
            int(_number(data, "times")),
            _number(data, "seconds"),
            str(data.get("error") or "fatal_error"),
        )
        if fault.times == 0:
            self._core.recorder.faults.clear()
        else:
            self._core.recorder.faults.append(fault)
        return {}

    async def disconnect_sockets(self, data: Json) -> Json:
        """Close all sockets at once."""
        return {"closed": await self._core.sockets.disconnect_all(self._app(data).id)}

    async def refresh_sockets(self, data: Json) -> Json:
        """Ask for new sockets in place of the old ones."""
        return {"asked": await self._core.sockets.refresh_all(self._app(data).id)}

    async def drop_acks(self, data: Json) -> Json:
        """Lose the next acknowledgements."""
        self._core.sockets.acks_to_drop = int(_number(data, "times"))
        return {}

    async def redeliver_last(self, data: Json) -> Json:
        """Send the last event, command or interaction once more, as Slack does when in doubt."""
        last = self._last_delivery(str(data.get("type") or "events_api"))
        app = self._core.workspace.apps[last.app]
        sending = self._core.deliveries.send(app, cast("DeliveryType", last.type), last.payload)
        self._core.deliveries.in_background(sending)
        return {"event_id": last.payload.get("event_id")}

    def _last_delivery(self, kind: str) -> Delivery:
        for delivery in reversed(self._core.recorder.deliveries):
            if delivery.type == kind:
                return delivery
        raise SlackError("nothing_delivered_yet")

    async def rate_limits(self, data: Json) -> Json:
        """Switch Slack's rate limits on or off."""
        self._core.limits.enabled = bool(data.get("on", True))
        return {}

    async def request_url(self, data: Json) -> Json:
        """Set the address for deliveries, checked with a challenge; null goes back to sockets."""
        app = self._app(data)
        url = data.get("url")
        if url is not None:
            if not isinstance(url, str):
                raise SlackError("invalid_arguments")
            if data.get("challenge", True):
                await self._core.deliveries.http.verify(app, url, secrets.token_hex(20))
        self._core.deliveries.request_urls[app.id] = url
        return {}

    async def revoke_token(self, data: Json) -> Json:
        """Uninstall an app: its tokens are worth nothing from now on, and it is told so."""
        app = self._app(data)
        for event in (
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user_id]}},
            {"type": "app_uninstalled"},
        ):
            if event["type"] in app.events:
                happenings.emit_to(self._core, app, event)
        self._core.workspace.revoked.add(app.id)
        return {}

    async def restore_token(self, data: Json) -> Json:
        """Install an app again."""
        self._core.workspace.revoked.discard(self._app(data).id)
        return {}

    async def clock(self, data: Json) -> Json:
        """Set the workspace's clock so many seconds ahead; without ``skew``, say how it is set."""
        clock = self._core.clock
        if "skew" in data:
            clock.move(_number(data, "skew"))
        happenings.tell_time(self._core)
        return {"skew": clock.skew, "now": clock()}

    async def reset(self, _data: Json) -> Json:
        """Begin anew with an empty workspace; sockets stay open."""
        await self._core.deliveries.drop()
        self._core.reset()
        return {}


def _number(data: Json, name: str) -> float:
    value = data.get(name, 1)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise SlackError("invalid_arguments", field=name)
    return value
