"""The control API, for reading: what the page in the browser and the tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route, WebSocketRoute

from sandbox.acting import Acting
from sandbox.admin import Admin
from sandbox.answers import AsciiJson
from sandbox.errors import Json, SlackError
from sandbox.happenings import shown
from sandbox.views import view_object

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.websockets import WebSocket

    from sandbox.core import Core
    from sandbox.workspace import Channel


class Control:
    """Answers `/_sandbox/…`."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def routes(self) -> list[BaseRoute]:
        """List the control API's routes."""
        reads: dict[str, Callable[[Request], Json]] = {
            "snapshot": self.snapshot,
            "messages": self.messages,
            "home": self.home,
            "modals": self.modals,
            "calls": self.calls,
            "deliveries": self.deliveries,
            "scopes": self.scopes,
        }
        writes: dict[str, Callable[[str, Json], Awaitable[Json]]] = {
            "act": Acting(self._core).act,
            "admin": Admin(self._core).administer,
        }
        return [
            *(Route(f"/_sandbox/{name}", _reading(read)) for name, read in reads.items()),
            *(
                Route(f"/_sandbox/{name}", _writing(write), methods=["POST"])
                for name, write in writes.items()
            ),
            WebSocketRoute("/_sandbox/live", self.live),
        ]

    async def live(self, websocket: WebSocket) -> None:
        """Push news to a user's page."""
        user_id = websocket.query_params.get("user", "")
        if user_id not in self._core.workspace.users:
            await websocket.close(4004)
            return
        await self._core.live.serve(websocket, user_id)

    def _user(self, request: Request) -> str:
        user_id = request.query_params.get("user", "")
        if user_id not in self._core.workspace.users:
            raise SlackError("user_not_found")
        return user_id

    def snapshot(self, request: Request) -> Json:
        """Give the workspace as a user sees it; without a user, as the first colleague does."""
        workspace = self._core.workspace
        user_id = request.query_params.get("user") or next(iter(workspace.users))
        if user_id not in workspace.users:
            raise SlackError("user_not_found")
        apps = [app for app in workspace.apps.values() if app.id not in workspace.revoked]
        for app in apps:
            workspace.direct_message(user_id, app.bot_user_id)
        config = self._core.config
        return {
            "team": {"id": config.team_id, "name": config.team_name},
            "me": self._person(user_id),
            "users": [
                self._person(each)
                for each in [*workspace.users, *(app.bot_user_id for app in apps)]
            ],
            "channels": [self._channel(each, user_id) for each in workspace.visible_to(user_id)],
            "apps": [
                {
                    "id": app.id,
                    "name": app.name,
                    "bot_user_id": app.bot_user_id,
                    "commands": [
                        {
                            "command": each.command,
                            "usage_hint": each.usage_hint,
                            "description": each.description,
                        }
                        for each in app.commands
                    ],
                }
                for app in apps
            ],
        }

    def _person(self, user_id: str) -> Json:
        user = self._core.workspace.users.get(user_id)
        if user is None:
            name = self._core.workspace.user_name(user_id)
            known = {"tz": "Etc/UTC", "locale": "en-US", "color": "616061"}
            return {"id": user_id, "name": name, "real_name": name, "is_bot": True, **known}
        return {
            "id": user.id,
            "name": user.name,
            "real_name": user.real_name,
            "is_bot": False,
            "deleted": user.deleted,
            "tz": user.tz,
            "locale": user.locale,
            "color": user.color,
        }

    def _channel(self, channel: Channel, user_id: str) -> Json:
        described: Json = {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "is_member": user_id in channel.members,
            "archived": channel.archived,
            "members": channel.members,
        }
        if channel.kind == "im":
            described["peer"] = self._core.workspace.peer(channel, user_id)
        return described

    def messages(self, request: Request) -> Json:
        """List what a user sees in a channel or a thread, oldest first."""
        user_id = self._user(request)
        workspace = self._core.workspace
        channel = workspace.channel(request.query_params.get("channel"))
        if channel.kind != "channel" and user_id not in channel.members:
            raise SlackError("channel_not_found")
        thread_ts = request.query_params.get("thread_ts")
        if thread_ts:
            parent = channel.messages.get(thread_ts)
            found = ([parent] if parent else []) + workspace.replies(channel, thread_ts)
        else:
            found = list(workspace.top_level(channel))
        found += [
            message
            for message in channel.ephemerals.values()
            if message["to"] == user_id and message.get("thread_ts") == (thread_ts or None)
        ]
        found.sort(key=lambda message: float(message["ts"]))
        return {"messages": [shown(channel, message) for message in found]}

    def home(self, request: Request) -> Json:
        """Give an app's home tab for a user."""
        view = self._core.views.home(self._user(request), request.query_params.get("app", ""))
        return {"view": view_object(view) if view else None}

    def modals(self, request: Request) -> Json:
        """List a user's open modals; the last one is on top."""
        stack = self._core.views.stack(self._user(request))
        return {"views": [view_object(view) for view in stack]}

    def calls(self, request: Request) -> Json:
        """List the calls of the Web API so far."""
        return {"calls": self._core.recorder.list_calls(request.query_params.get("method"))}

    def deliveries(self, request: Request) -> Json:
        """List what was sent to apps so far."""
        kind = request.query_params.get("type")
        return {"deliveries": self._core.recorder.list_deliveries(kind)}

    def scopes(self, _request: Request) -> Json:
        """List by app which scopes were needed since the sandbox started."""
        needed = self._core.scopes.needed
        return {"needed": {app_id: sorted(scopes) for app_id, scopes in needed.items()}}


def _reading(read: Callable[[Request], Json]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return AsciiJson(read(request))
        except SlackError as error:
            return AsciiJson(error.answer(), 404)

    return answer


def _writing(
    write: Callable[[str, Json], Awaitable[Json]],
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            data = await request.json()
        except (ValueError, RecursionError):
            return AsciiJson({"ok": False, "error": "invalid_json"}, 400)
        if not isinstance(data, dict):
            return AsciiJson({"ok": False, "error": "json_not_object"}, 400)
        try:
            return AsciiJson({"ok": True} | await write(request.headers.get("host", ""), data))
        except SlackError as error:
            return AsciiJson(error.answer())

    return answer
