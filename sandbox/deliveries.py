"""Bringing events, commands and interactions to apps, again if need be."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sandbox.http_events import HttpEvents
from sandbox.recorder import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from sandbox.config import AppConfig, SandboxConfig
    from sandbox.errors import Json
    from sandbox.recorder import Recorder
    from sandbox.socket_mode import SocketMode

DeliveryType = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Answer:
    """What came of a delivery."""

    ok: bool
    payload: object = None
    failed: str = ""


class Deliveries:
    """Sends in the background, through the socket or to the request URL, and records it."""

    def __init__(
        self,
        config: SandboxConfig,
        sockets: SocketMode,
        recorder: Callable[[], Recorder],
        now: Callable[[], float],
    ) -> None:
        self._config = config
        self._sockets = sockets
        self._recorder = recorder
        self._now = now
        self._tasks: set[asyncio.Task[object]] = set()
        self.http = HttpEvents(config.ack_seconds, now)
        self.request_urls: dict[str, str | None] = {a.id: a.request_url for a in config.apps}

    def in_background(self, work: Coroutine[object, object, object]) -> None:
        """Do something without anybody waiting for it."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drop(self) -> None:
        """Drop what is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Drop what is under way, and let go of connections."""
        await self.drop()
        await self.http.close()

    async def send(self, app: AppConfig, kind: DeliveryType, payload: Json) -> Answer:
        """Deliver, with Slack's re-deliveries for events, and give what the app answered."""
        delivery = Delivery(str(uuid.uuid4()), app.id, kind, payload, self._now())
        self._recorder().deliveries.append(delivery)
        pauses = self._config.retry_seconds if kind == "events_api" else ()
        retry: tuple[int, str] | None = None
        for attempt in range(len(pauses) + 1):
            delivery.attempts += 1
            try:
                answer = await self._attempt(app, delivery, retry)
            except (ConnectionError, TimeoutError) as error:
                reason = str(error) or "timeout"
                delivery.failed = reason
                retry = (attempt + 1, reason)
                if attempt < len(pauses):
                    await self._pause(app.id, pauses[attempt], reason)
                continue
            delivery.failed = None
            delivery.answer = answer
            delivery.acked_after = self._now() - delivery.at
            return Answer(ok=True, payload=answer)
        self._sockets.forget(delivery.id)
        return Answer(ok=False, failed=delivery.failed or "timeout")

    async def _attempt(
        self, app: AppConfig, delivery: Delivery, retry: tuple[int, str] | None
    ) -> object:
        url = self.request_urls[app.id]
        if url is not None:
            return await self.http.post(app, url, delivery.type, delivery.payload, retry)
        envelope: Json = {
            "envelope_id": delivery.id,
            "type": delivery.type,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.type != "events_api",
        }
        if delivery.type == "events_api":
            envelope["retry_attempt"] = retry[0] if retry else 0
            envelope["retry_reason"] = retry[1] if retry else ""
        return await self._sockets.send(app.id, envelope)

    async def _pause(self, app_id: str, seconds: float, reason: str) -> None:
        if self.request_urls[app_id] is not None:
            await asyncio.sleep(seconds)
        elif reason == "no_connection":
            # Nobody is there to ask: the event waits for a socket as long as Slack would wait
            # before it tries again. An envelope that found one has waited for its ack already.
            longest = max(seconds, self._config.ack_seconds)
            await self._sockets.wait_for_connection(app_id, longest)
