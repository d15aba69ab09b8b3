"""Reading what comes through a WebSocket, and pushing until the other side leaves."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from starlette.websockets import WebSocket


async def texts(websocket: WebSocket) -> AsyncIterator[str]:
    """Give each text until the other side leaves; binary frames are passed over."""
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if isinstance(text := message.get("text"), str):
            yield text


async def push(websocket: WebSocket, sending: Coroutine[object, object, None]) -> None:
    """Let something send until the other side leaves; what that side says is passed over."""
    task = asyncio.create_task(sending)
    try:
        async for _ in texts(websocket):
            pass
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task
