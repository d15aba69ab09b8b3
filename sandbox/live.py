"""What open browser pages and tests are told while it happens."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING

from sandbox.listening import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.websockets import WebSocket

    from sandbox.errors import Json


class Live:
    """The listeners of each user."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[Json]]] = {}
        self.told = 0
        """How often there was news: whatever changes is told, so that it counts the changes."""

    def tell(self, user_ids: Iterable[str], news: Json) -> None:
        """Tell some users, wherever they look."""
        self.told += 1
        for user_id in user_ids:
            for queue in self._listeners.get(user_id, ()):
                queue.put_nowait(news)

    async def serve(self, websocket: WebSocket, user_id: str) -> None:
        """Pass a user's news on until the page is closed."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners.setdefault(user_id, set()).add(queue)
        await websocket.accept()
        sending = asyncio.create_task(_pass_on(websocket, queue))
        try:
            async for _ in texts(websocket):
                pass
        finally:
            self._listeners[user_id].discard(queue)
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await sending


async def _pass_on(websocket: WebSocket, queue: asyncio.Queue[Json]) -> None:
    while True:
        await websocket.send_text(json.dumps(await queue.get()))
