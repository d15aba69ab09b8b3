"""Answering one request of an app: recorded, and with what goes wrong on demand."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from sandbox.answers import AsciiJson
from sandbox.faults import ANY, CALL_FAULTS
from sandbox.traffic import body_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from sandbox.core import Core
    from sandbox.faults import Fault
    from sandbox.traffic import Call


async def answer_recorded(
    core: Core, request: Request, call: Call, respond: Callable[[], Response]
) -> Response:
    """Answer with what `respond` gives, unless a fault has it otherwise; note what was answered."""
    call.request = body_bytes(call.request)
    whats = {call.method, ANY} if call.kind == "call" else {call.kind}
    fault = core.faults.take(CALL_FAULTS, whats, call.app)
    if fault is not None:
        call.fault = fault.kind
        core.recorder.changed(call)
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "lost_request":
            _note(core, call, None, fault)
            return await _hang_up(request)
    response = _wrong_answer(call, fault) or respond()
    if fault is not None and fault.kind == "lost_answer":
        _note(core, call, response, fault)
        return await _hang_up(request)
    _note(core, call, response)
    return response


def _wrong_answer(call: Call, fault: Fault | None) -> Response | None:
    if fault is None or fault.kind not in {"error_500", "rate_limited", "error"}:
        return None
    if fault.kind == "error_500":
        call.error = "server_error"
        return PlainTextResponse("Internal Server Error", 500)
    call.error = fault.error if fault.kind == "error" else "ratelimited"
    if fault.kind == "error":
        return AsciiJson({"ok": False, "error": fault.error})
    retry_after = {"Retry-After": str(max(1, int(fault.seconds)))}
    return AsciiJson({"ok": False, "error": "ratelimited"}, 429, retry_after)


def _note(core: Core, call: Call, response: Response | None, lost: Fault | None = None) -> None:
    call.ms = (time.monotonic() - call.began) * 1000
    if response is not None:
        call.answer = body_bytes(bytes(response.body))
    if lost is not None:
        call.error = lost.kind
    elif response is not None:
        call.status = response.status_code
    core.recorder.changed(call)


async def _hang_up(request: Request) -> Response:
    """Close the connection without an answer, as a broken network does."""
    request.state.transport.abort()
    # The server must notice before it gets a response to send, which it then drops.
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()
