"""What open browser pages and tests are told while it happens."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from sandbox.listening import push

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.websockets import WebSocket

    from sandbox.errors import Json


class Live:
    """The listeners of each user."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[str]]] = {}
        self.told = 0
        """How often there was news: whatever changes is told, so that it counts the changes."""

    def tell(self, user_ids: Iterable[str], news: Json) -> None:
        """Tell some users, wherever they look, how things are at this moment."""
        self.told += 1
        queues = [queue for user_id in user_ids for queue in self._listeners.get(user_id, ())]
        if not queues:
            return
        text = json.dumps(news)
        for queue in queues:
            queue.put_nowait(text)

    async def serve(self, websocket: WebSocket, user_id: str) -> None:
        """Pass a user's news on until the page is closed."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listeners.setdefault(user_id, set()).add(queue)
        await websocket.accept()
        try:
            await push(websocket, _pass_on(websocket, queue))
        finally:
            self._listeners[user_id].discard(queue)


async def _pass_on(websocket: WebSocket, queue: asyncio.Queue[str]) -> None:
    while True:
        await websocket.send_text(await queue.get())
