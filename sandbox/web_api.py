"""The Web API's one door: arguments, tokens, scopes, rate limits, faults, then the method.

https://docs.slack.dev/apis/web-api
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import PlainTextResponse, Response

from sandbox.answers import AsciiJson
from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError
from sandbox.rate_limits import RateLimitedError
from sandbox.recorder import Call as RecordedCall

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.config import AppConfig
    from sandbox.core import Core
    from sandbox.recorder import Fault


class WebApi:
    """Answers `/api/METHOD`."""

    def __init__(self, core: Core, methods: list[Method]) -> None:
        self._core = core
        self._methods = {method.name: method for method in methods}

    async def answer(self, request: Request) -> Response:
        """Carry out one call, and record it."""
        name = request.path_params["method"]
        record = RecordedCall(name, {}, self._core.now())
        self._core.recorder.calls.append(record)
        fault = self._core.recorder.take_fault(name)
        if fault is not None and (response := await _fault_before(request, record, fault)):
            return response
        headers: dict[str, str] = {}
        body: Json
        try:
            args = await read_args(request)
            token = _bearer(request) or str(args.pop("token", "") or "")
            record.args = args
            method, app = self._allow(name, token)
            record.app = app.id if app else None
            headers = _scope_headers(method, app)
            body = {"ok": True} | self._run(method, app, args, request)
        except RateLimitedError as error:
            headers["Retry-After"] = str(error.retry_after)
            record.status, record.error = 429, error.code
            return AsciiJson(error.answer(), 429, headers)
        except SlackError as error:
            body = error.answer()
        if fault is not None and fault.kind == "lost_answer":
            record.error = "lost_answer"
            return await hang_up(request)
        record.status, record.ok = 200, body["ok"] is True
        record.error = None if record.ok else str(body["error"])
        return AsciiJson(body, 200, headers)

    def _allow(self, name: str, token: str) -> tuple[Method, AppConfig | None]:
        method = self._methods.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        if method.token == "none":  # noqa: S105 - a kind of token
            return method, None
        if not token:
            raise SlackError("not_authed")
        for app in self._core.config.apps:
            if token not in {app.bot_token, app.app_token}:
                continue
            if app.id in self._core.workspace.revoked:
                raise SlackError("token_revoked")
            if method.token not in {"any", "bot" if token == app.bot_token else "app"}:
                raise SlackError("not_allowed_token_type")
            self._core.scopes.require(app, method.scope)
            return method, app
        raise SlackError("invalid_auth")

    def _run(self, method: Method, app: AppConfig | None, args: Json, request: Request) -> Json:
        known = app or self._core.config.apps[0]
        self._core.limits.count_call(app.id if app else "", method.name, method.per_minute)
        return method.run(Call(self._core, known, args, request.headers.get("host", "")))


def _scope_headers(method: Method, app: AppConfig | None) -> dict[str, str]:
    if app is None:
        return {}
    return {
        "X-OAuth-Scopes": ",".join(app.scopes),
        "X-Accepted-OAuth-Scopes": method.scope or "",
    }


def _bearer(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def read_args(request: Request) -> Json:
    """Read a call's arguments from the query, a form or JSON."""
    args: Json = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not body:
        return args
    if kind == "application/json":
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise SlackError("invalid_json") from error
        if not isinstance(data, dict):
            raise SlackError("json_not_object")
        return args | data
    if kind != "application/x-www-form-urlencoded":
        raise SlackError("invalid_post_type" if kind else "missing_post_type")
    try:
        return args | dict(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError as error:
        raise SlackError("invalid_form_data") from error


async def _fault_before(request: Request, record: RecordedCall, fault: Fault) -> Response | None:
    record.error = fault.kind
    if fault.kind == "delay":
        await asyncio.sleep(fault.seconds)
    if fault.kind == "lost_request":
        return await hang_up(request)
    if fault.kind == "error_500":
        record.status = 500
        return PlainTextResponse("Internal Server Error", 500)
    if fault.kind == "rate_limited":
        record.status = 429
        retry_after = {"Retry-After": str(max(1, int(fault.seconds)))}
        return AsciiJson({"ok": False, "error": "ratelimited"}, 429, retry_after)
    if fault.kind == "error":
        record.status, record.error = 200, fault.error
        return AsciiJson({"ok": False, "error": fault.error})
    return None


async def hang_up(request: Request) -> Response:
    """Close the connection without an answer, as a broken network does."""
    request.state.transport.abort()
    # The server must notice before it gets a response to send, which it then drops.
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()
