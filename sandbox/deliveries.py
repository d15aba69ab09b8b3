"""Bringing events, commands and interactions to apps, again if need be."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.faults import ANY
from sandbox.http_events import HttpEvents
from sandbox.traffic import Try

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from sandbox.config import AppConfig, SandboxConfig
    from sandbox.errors import Json
    from sandbox.faults import Faults
    from sandbox.recorder import Recorder
    from sandbox.socket_mode import SocketMode
    from sandbox.traffic import Delivery, DeliveryType


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
        recorder: Recorder,
        faults: Faults,
        now: Callable[[], float],
    ) -> None:
        self._config = config
        self._sockets = sockets
        self._recorder = recorder
        self._faults = faults
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

    def send(
        self, app: AppConfig, kind: DeliveryType, payload: Json
    ) -> Coroutine[object, object, Answer]:
        """Deliver, with Slack's re-deliveries for events, and give what the app answered.

        The payload counts as it is now, whatever becomes of it while it is under way.
        """
        if self._faults.take({"twice"}, {kind, ANY}, app.id):
            # Both wait for what the sandbox does now, and the app's answer to the copy is nothing.
            copy = self._begin(app, kind, payload)
            copy.fault = "twice"
            self.in_background(self._bring(app, copy))
        delivery = self._begin(app, kind, payload)
        late = self._faults.take({"late"}, {kind, ANY}, app.id)
        if late is not None:
            delivery.fault = late.kind
        return self._bring(app, delivery, late.seconds if late else 0.0)

    def _begin(self, app: AppConfig, kind: DeliveryType, payload: Json) -> Delivery:
        now, ack_seconds = self._now(), self._config.ack_seconds
        return self._recorder.begin_delivery(app, kind, payload, now, ack_seconds)

    async def _bring(self, app: AppConfig, delivery: Delivery, held_back: float = 0.0) -> Answer:
        if held_back:
            await asyncio.sleep(held_back)
        pauses = self._config.retry_seconds if delivery.type == "events_api" else ()
        retry: tuple[int, str] | None = None
        for attempt in range(len(pauses) + 1):
            this = Try(self._now(), "http" if self.request_urls[app.id] else "socket")
            delivery.tries.append(this)
            try:
                answer = await self._attempt(app, delivery, retry)
            except (ConnectionError, TimeoutError) as error:
                reason = str(error) or "timeout"
                this.end(reason)
                delivery.failed = reason
                self._recorder.changed(delivery)
                retry = (attempt + 1, reason)
                if attempt < len(pauses):
                    await self._pause(app.id, pauses[attempt], reason)
                continue
            this.end()
            delivery.failed = None
            delivery.acknowledge(answer)
            self._recorder.changed(delivery)
            return Answer(ok=True, payload=answer)
        self._sockets.forget(delivery.id)
        return Answer(ok=False, failed=delivery.failed or "timeout")

    async def _attempt(
        self, app: AppConfig, delivery: Delivery, retry: tuple[int, str] | None
    ) -> object:
        began = time.monotonic()
        url = self.request_urls[app.id]
        if url is None:
            envelope = _envelope(delivery, retry)
            answer = await self._sockets.send(app.id, delivery.id, envelope)
        else:
            answer = await self.http.post(app, url, delivery.type, delivery.request, retry)
        if self._faults.take({"lost_ack"}, {delivery.type, ANY}, app.id):
            delivery.fault = "lost_ack"
            await asyncio.sleep(self._config.ack_seconds - (time.monotonic() - began))
            raise TimeoutError("timeout" if url is None else "http_timeout")
        return answer

    async def _pause(self, app_id: str, seconds: float, reason: str) -> None:
        if self.request_urls[app_id] is not None:
            await asyncio.sleep(seconds)
        elif reason == "no_connection":
            # Nobody is there to ask: the event waits for a socket as long as Slack would wait
            # before it tries again. An envelope that found one has waited for its ack already.
            longest = max(seconds, self._config.ack_seconds)
            await self._sockets.wait_for_connection(app_id, longest)


def _envelope(delivery: Delivery, retry: tuple[int, str] | None) -> str:
    """Wrap a delivery for a socket; its payload is JSON already."""
    head: Json = {
        "envelope_id": delivery.id,
        "type": delivery.type,
        "accepts_response_payload": delivery.type != "events_api",
    }
    if delivery.type == "events_api":
        head["retry_attempt"], head["retry_reason"] = retry or (0, "")
    return f'{json.dumps(head)[:-1]}, "payload": {delivery.request.decode()}}}'
