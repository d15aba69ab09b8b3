"""The control API's view of the traffic: read in pieces, or pushed while it happens."""

from __future__ import annotations

import asyncio
import json
from itertools import islice
from typing import TYPE_CHECKING

from starlette.routing import Route, WebSocketRoute

from sandbox.answers import AsciiJson
from sandbox.errors import Json, SlackError
from sandbox.listening import push
from sandbox.summaries import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.websockets import WebSocket

    from sandbox.core import Core
    from sandbox.recorder import Recorded

_LIMIT, _MOST = 100, 1000
_SHOWN_AT_FIRST = 2000
_PAUSE = 0.05
"""Seconds between two pushes: what changes meanwhile goes in one."""


class TrafficControl:
    """Answers `/_sandbox/traffic`."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def routes(self) -> list[BaseRoute]:
        """List the routes."""
        return [
            Route("/_sandbox/traffic", self.traffic),
            Route("/_sandbox/traffic/{seq:int}", self.entry),
            WebSocketRoute("/_sandbox/traffic/live", self.live),
        ]

    async def traffic(self, request: Request) -> Response:
        """List whole entries, oldest first; `last` is where to go on."""
        query = request.query_params
        try:
            after, limit = _count(query, "after", 0), min(_count(query, "limit", _LIMIT), _MOST)
        except SlackError as error:
            return AsciiJson(error.answer(), 400)
        found = list(islice(self._fitting(after, query), limit))
        last = found[-1]["seq"] if found else after
        return AsciiJson({"entries": found, "last": last})

    def _fitting(self, after: int, query: Mapping[str, str]) -> Iterator[Json]:
        wanted = {key: query[key] for key in ("app", "kind", "method", "direction") if key in query}
        for entry in self._core.recorder.after(after):
            facts = entry.facts
            if all(facts.get(key) == value for key, value in wanted.items()):
                yield entry.as_json()

    async def entry(self, request: Request) -> Response:
        """Give one entry, whole."""
        entry = self._core.recorder.entry(request.path_params["seq"])
        if entry is None:
            return AsciiJson({"ok": False, "error": "entry_not_found"}, 404)
        return AsciiJson(entry.as_json())

    async def live(self, websocket: WebSocket) -> None:
        """Push the latest summaries at first, and then each that is new or has changed."""
        news = _News()
        await websocket.accept()
        with self._core.recorder.listening(news.take):
            for entry in self._core.recorder.latest(_SHOWN_AT_FIRST):
                news.take(entry)
            await push(websocket, self._pass_on(websocket, news))

    async def _pass_on(self, websocket: WebSocket, news: _News) -> None:
        while True:
            cleared, entries = await news.wait()
            entries.sort(key=lambda entry: entry.seq)
            summaries = [summary(entry, self._core.workspace) for entry in entries]
            told = {"cleared": cleared, "entries": summaries}
            await websocket.send_text(json.dumps(told))
            await asyncio.sleep(_PAUSE)


class _News:
    """What one page has not been told yet, each entry once however often it changed."""

    def __init__(self) -> None:
        self._entries: dict[int, Recorded] = {}
        self._cleared = False
        self._some = asyncio.Event()

    def take(self, entry: Recorded | None) -> None:
        if entry is None:
            self._entries.clear()
            self._cleared = True
        else:
            self._entries[entry.seq] = entry
        self._some.set()

    async def wait(self) -> tuple[bool, list[Recorded]]:
        await self._some.wait()
        told = self._cleared, list(self._entries.values())
        self._entries = {}
        self._cleared = False
        self._some.clear()
        return told


def _count(query: Mapping[str, str], name: str, default: int) -> int:
    value = query.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise SlackError("invalid_arguments", field=name)
    return int(value[:9])
