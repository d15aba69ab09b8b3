"""Socket Mode: the app's WebSocket connections, and the envelopes that go through them.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.websockets import WebSocketDisconnect, WebSocketState

from sandbox.errors import SlackError
from sandbox.listening import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.websockets import WebSocket

    from sandbox.config import AppConfig, SandboxConfig
    from sandbox.errors import Json

MAX_CONNECTIONS = 10
_CLOSING_SECONDS = 10.0


@dataclass(eq=False)
class Connection:
    """One open socket of an app; a refreshing one still acknowledges, but gets nothing new."""

    websocket: WebSocket
    refreshing: bool = False


@dataclass
class _Sockets:
    connections: list[Connection] = field(default_factory=list)
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def usable(self) -> list[Connection]:
        return [each for each in self.connections if not each.refreshing]


class SocketMode:
    """All sockets of all apps, and who waits for which acknowledgement."""

    def __init__(
        self, config: SandboxConfig, acknowledged_late: Callable[[str, object], None]
    ) -> None:
        self._config = config
        self._acknowledged_late = acknowledged_late
        self._tickets: dict[str, str] = {}
        self._apps: dict[str, _Sockets] = {app.id: _Sockets() for app in config.apps}
        self._waiting: dict[str, asyncio.Future[object]] = {}

    def open(self, app: AppConfig, host: str) -> str:
        """Give the address for one connection, as apps.connections.open does."""
        if len(self._apps[app.id].connections) >= MAX_CONNECTIONS:
            raise SlackError("too_many_websockets")
        ticket = secrets.token_hex(16)
        self._tickets[ticket] = app.id
        return f"ws://{host}/link/?ticket={ticket}&app_id={app.id}"

    def count(self, app_id: str) -> int:
        """Count the connections that get envelopes."""
        return len(self._apps[app_id].usable())

    async def serve(self, websocket: WebSocket) -> None:
        """Hold one connection, from hello until it closes."""
        app_id = self._tickets.pop(websocket.query_params.get("ticket", ""), None)
        if app_id is None:
            await websocket.close(4001)
            return
        await websocket.accept()
        sockets = self._apps[app_id]
        connection = Connection(websocket)
        sockets.connections.append(connection)
        refresh = asyncio.create_task(self._refresh_later(connection))
        try:
            await websocket.send_text(json.dumps(self._hello(app_id)))
            sockets.opened.set()
            async for text in texts(websocket):
                self._take(text)
        except WebSocketDisconnect:
            pass
        finally:
            refresh.cancel()
            sockets.connections.remove(connection)
            if not sockets.usable():
                sockets.opened.clear()

    def _hello(self, app_id: str) -> Json:
        return {
            "type": "hello",
            "num_connections": self.count(app_id),
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": int(self._config.connection_seconds),
            },
            "connection_info": {"app_id": app_id},
        }

    def _take(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return
        if not isinstance(ack, dict) or not isinstance(ack.get("envelope_id"), str):
            return
        waiting = self._waiting.get(ack["envelope_id"])
        if waiting is None:
            self._acknowledged_late(ack["envelope_id"], ack.get("payload"))
        elif not waiting.done():
            waiting.set_result(ack.get("payload"))

    async def wait_for_connection(self, app_id: str, seconds: float) -> bool:
        """Wait until the app has a socket open."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._apps[app_id].opened.wait(), seconds)
        return bool(self._apps[app_id].usable())

    async def send(self, app_id: str, envelope_id: str, envelope: str) -> object:
        """Send an envelope through one socket, at random, and wait for its acknowledgement.

        Raises ConnectionError when no socket is open, and TimeoutError when none comes in time.
        """
        usable = self._apps[app_id].usable()
        if not usable:
            raise ConnectionError("no_connection")
        future = self._waiting.get(envelope_id)
        if future is None or future.done():
            future = asyncio.get_running_loop().create_future()
            self._waiting[envelope_id] = future
        try:
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await random.choice(usable).websocket.send_text(envelope)  # noqa: S311
            return await asyncio.wait_for(asyncio.shield(future), self._config.ack_seconds)
        finally:
            if future.done():
                self._waiting.pop(envelope_id, None)

    def forget(self, envelope_id: str) -> None:
        """Stop waiting for an acknowledgement."""
        self._waiting.pop(envelope_id, None)

    async def _refresh_later(self, connection: Connection) -> None:
        await asyncio.sleep(self._config.connection_seconds)
        await self._refresh(connection)
        await asyncio.sleep(_CLOSING_SECONDS)
        await _close(connection)

    async def _refresh(self, connection: Connection) -> None:
        connection.refreshing = True
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await connection.websocket.send_text(
                json.dumps(
                    {
                        "type": "disconnect",
                        "reason": "refresh_requested",
                        "debug_info": {"host": "sandbox"},
                    }
                )
            )

    async def refresh_all(self, app_id: str) -> int:
        """Ask for new connections in place of all that are open."""
        connections = self._apps[app_id].usable()
        self._apps[app_id].opened.clear()
        for each in connections:
            await self._refresh(each)
        return len(connections)

    async def disconnect_all(self, app_id: str) -> int:
        """Close every connection without a word, as a broken network does."""
        connections = list(self._apps[app_id].connections)
        for each in connections:
            await _close(each)
        return len(connections)


async def _close(connection: Connection) -> None:
    if connection.websocket.application_state is WebSocketState.CONNECTED:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await connection.websocket.close(1012)
