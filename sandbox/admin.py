"""What tests do to a sandbox from outside: faults, broken sockets, a moved clock, a fresh start."""

from __future__ import annotations

import math
import secrets
from typing import TYPE_CHECKING

from sandbox import channel_changes, colleague_changes, happenings
from sandbox.errors import Json, SlackError
from sandbox.faults import ANY, CALL_FAULTS, DELIVERY_FAULTS, Fault
from sandbox.installing import uninstall

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.config import AppConfig
    from sandbox.core import Core
    from sandbox.workspace import Channel

_HOST = "host"
"""Where an order keeps the address that the sandbox was called by."""


class Admin:
    """Answers `POST /_sandbox/admin`."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._orders: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "faults": self.faults,
            "end_faults": self.end_faults,
            "clock": self.clock,
            "archive": self.archive,
            "deactivate": self.deactivate,
            "reactivate": self.reactivate,
            "unarchive": self.unarchive,
            "disconnect_sockets": self.disconnect_sockets,
            "refresh_sockets": self.refresh_sockets,
            "drop_acks": self.drop_acks,
            "redeliver_last": self.redeliver_last,
            "rate_limits": self.rate_limits,
            "request_url": self.request_url,
            "revoke_token": self.revoke_token,
            "restore_token": self.restore_token,
            "reset": self.reset,
        }

    async def administer(self, host: str, data: Json) -> Json:
        """Carry out one order."""
        order = self._orders.get(str(data.get("do")))
        if order is None:
            raise SlackError("unknown_order", known=sorted(self._orders))
        return await order(data | {_HOST: host})

    def _app(self, data: Json) -> AppConfig:
        app_id = str(data.get("app") or self._core.config.apps[0].id)
        if app_id not in self._core.workspace.apps:
            raise SlackError("app_not_found")
        return self._core.workspace.apps[app_id]

    async def faults(self, data: Json) -> Json:
        """Let the next calls of a method, or the next deliveries, go wrong; times 0 heals all."""
        kind = data.get("kind")
        if kind not in CALL_FAULTS + DELIVERY_FAULTS:
            raise SlackError("unknown_fault", known=CALL_FAULTS + DELIVERY_FAULTS)
        times = _number(data, "times", math.inf if "lasts" in data else 1)
        if times == 0:
            return await self.end_faults(data)
        what = data.get("method") if kind in CALL_FAULTS else data.get("type")
        self._core.faults.add(
            Fault(
                kind,
                str(what or ANY),
                self._app(data).id if data.get("app") else None,
                times,
                _number(data, "seconds"),
                str(data.get("error") or "fatal_error"),
                _number(data, "lasts", math.inf),
            )
        )
        return {}

    async def end_faults(self, _data: Json) -> Json:
        """Heal every fault that is still to come."""
        self._core.faults.end()
        return {}

    async def clock(self, data: Json) -> Json:
        """Let the clock run so many seconds ahead, or behind; without `skew`, say how it is."""
        clock = self._core.now
        if "skew" in data:
            clock.move(_number(data, "skew"))
        happenings.tell_time(self._core)
        return {"skew": clock.skew, "now": clock()}

    async def disconnect_sockets(self, data: Json) -> Json:
        """Close all sockets at once."""
        return {"closed": await self._core.sockets.disconnect_all(self._app(data).id)}

    async def refresh_sockets(self, data: Json) -> Json:
        """Ask for new sockets in place of the old ones."""
        return {"asked": await self._core.sockets.refresh_all(self._app(data).id)}

    async def drop_acks(self, data: Json) -> Json:
        """Lose the next acknowledgements, and no others."""
        self._core.faults.end("lost_ack")
        self._core.faults.add(Fault("lost_ack", times=_number(data, "times")))
        return {}

    async def redeliver_last(self, data: Json) -> Json:
        """Send the last event, command or interaction once more, as Slack does when in doubt."""
        last = self._core.recorder.last_delivery(str(data.get("type") or "events_api"))
        if last is None:
            raise SlackError("nothing_delivered_yet")
        app, payload = self._core.workspace.apps[str(last.app)], last.payload
        self._core.deliveries.in_background(self._core.deliveries.send(app, last.type, payload))
        return {"event_id": payload.get("event_id")}

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
        uninstall(self._core, self._app(data))
        return {}

    async def restore_token(self, data: Json) -> Json:
        """Install an app again."""
        self._core.workspace.revoked.discard(self._app(data).id)
        return {}

    async def deactivate(self, data: Json) -> Json:
        """Deactivate a colleague's account."""
        self._set_deleted(data, deleted=True)
        return {}

    async def reactivate(self, data: Json) -> Json:
        """Bring a colleague's account back."""
        self._set_deleted(data, deleted=False)
        return {}

    def _set_deleted(self, data: Json, *, deleted: bool) -> None:
        user_id = str(data.get("user"))
        if user_id not in self._core.workspace.users:
            raise SlackError("user_not_found")
        colleague_changes.set_deleted(self._core, data[_HOST], user_id, deleted=deleted)

    async def archive(self, data: Json) -> Json:
        """Close a channel, as the first colleague would."""
        channel_changes.archive(self._core, *self._channel(data))
        return {}

    async def unarchive(self, data: Json) -> Json:
        """Open a channel again."""
        channel_changes.unarchive(self._core, *self._channel(data))
        return {}

    def _channel(self, data: Json) -> tuple[Channel, str]:
        channel = self._core.workspace.channel(data.get("channel"))
        if channel.kind == "im":
            raise SlackError("method_not_supported_for_channel_type")
        return channel, next(iter(self._core.workspace.users))

    async def reset(self, _data: Json) -> Json:
        """Begin anew with an empty workspace; sockets stay open."""
        await self._core.deliveries.drop()
        self._core.now.move(0)
        self._core.reset()
        return {}


def _number(data: Json, name: str, default: float = 1) -> float:
    if name not in data:
        return default
    value = data[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise SlackError("invalid_arguments", field=name)
    return value
