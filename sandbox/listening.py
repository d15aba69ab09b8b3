"""Reading what comes through a WebSocket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.websockets import WebSocket


async def texts(websocket: WebSocket) -> AsyncIterator[str]:
    """Give each text until the other side leaves; binary frames are passed over."""
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if isinstance(text := message.get("text"), str):
            yield text
