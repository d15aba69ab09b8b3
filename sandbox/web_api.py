"""The Web API's one door: arguments, tokens, scopes, rate limits, then the method.

https://docs.slack.dev/apis/web-api
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from sandbox.answering import answer_recorded
from sandbox.answers import AsciiJson
from sandbox.calls import Call, Method
from sandbox.errors import Json, SlackError
from sandbox.rate_limits import RateLimitedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.config import AppConfig
    from sandbox.core import Core


class WebApi:
    """Answers `/api/METHOD`."""

    def __init__(self, core: Core, methods: Iterable[Method]) -> None:
        self._core = core
        self._methods = {method.name: method for method in methods}

    async def answer(self, request: Request) -> Response:
        """Carry out one call, and record it."""
        name = request.path_params["method"]
        record = self._core.recorder.begin_call("call", name, self._core.now())
        refusal: SlackError | None = None
        args: Json = {}
        token = _bearer(request)
        try:
            args, record.request = await read_args(request)
        except SlackError as error:
            refusal = error
        if "token" in args:
            token = token or str(args["token"] or "")
            del args["token"]
            record.request = json.dumps(args).encode()
        if app := self._owner(token):
            record.app = app.id

        def respond() -> Response:
            headers: dict[str, str] = {}
            try:
                if refusal is not None:
                    raise refusal
                method, app = self._allow(name, token)
                headers |= _scope_headers(method, app)
                return AsciiJson({"ok": True} | self._run(method, app, args, request), 200, headers)
            except SlackError as error:
                record.error = error.code
                if not isinstance(error, RateLimitedError):
                    return AsciiJson(error.answer(), 200, headers)
                headers["Retry-After"] = str(error.retry_after)
                return AsciiJson(error.answer(), 429, headers)

        return await answer_recorded(self._core, request, record, respond)

    def _owner(self, token: str) -> AppConfig | None:
        apps = self._core.config.apps
        return next((app for app in apps if token in {app.bot_token, app.app_token}), None)

    def _allow(self, name: str, token: str) -> tuple[Method, AppConfig | None]:
        method = self._methods.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        if method.token == "none":  # noqa: S105 - a kind of token
            return method, None
        if not token:
            raise SlackError("not_authed")
        app = self._owner(token)
        if app is None:
            raise SlackError("invalid_auth")
        if app.id in self._core.workspace.revoked:
            raise SlackError("token_revoked")
        if method.token not in {"any", "bot" if token == app.bot_token else "app"}:
            raise SlackError("not_allowed_token_type")
        self._core.scopes.require(app, method.scope)
        return method, app

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


async def read_args(request: Request) -> tuple[Json, bytes]:
    """Read a call's arguments from the query, a form or JSON; give them as JSON as well."""
    args: Json = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not body:
        return args, json.dumps(args).encode()
    if kind == "application/json":
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise SlackError("invalid_json") from error
        if not isinstance(data, dict):
            raise SlackError("json_not_object")
        return args | data, json.dumps(args | data).encode() if args else body
    if kind != "application/x-www-form-urlencoded":
        raise SlackError("invalid_post_type" if kind else "missing_post_type")
    try:
        args |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError as error:
        raise SlackError("invalid_form_data") from error
    return args, json.dumps(args).encode()
