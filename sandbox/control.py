"""The control API, for reading: what the page in the browser and the tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from sandbox.acting import Acting
from sandbox.admin import Admin
from sandbox.answers import AsciiJson
from sandbox.errors import Json, SlackError
from sandbox.faces import face_path
from sandbox.reading import Reader, read_places, read_wish
from sandbox.traffic_control import TrafficControl
from sandbox.views import view_object

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
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
            "unread": self.unread,
            "home": self.home,
            "modals": self.modals,
            "calls": self.calls,
            "deliveries": self.deliveries,
            "faults": self.faults,
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
            Route("/_sandbox/emoji", self.emoji),
            WebSocketRoute("/_sandbox/live", self.live),
            *TrafficControl(self._core).routes(),
        ]

    async def live(self, websocket: WebSocket) -> None:
        """Push news to a user's page."""
        user_id = websocket.query_params.get("user", "")
        if user_id not in self._core.workspace.users:
            await websocket.close(4004)
            return
        await self._core.live.serve(websocket, user_id)

    async def emoji(self, request: Request) -> Response:
        """Give all emoji with their names, in groups; once, as a browser keeps them."""
        names = self._core.emoji
        headers = {"ETag": names.etag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == names.etag:
            return Response(status_code=304, headers=headers)
        return Response(names.body, media_type="application/json", headers=headers)

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
            "now": self._core.now(),
            "landing": self._landing(user_id),
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
                    "image": face_path(app.icon),
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

    def _landing(self, user_id: str) -> str | None:
        """Say where a user's page opens, if not in the first channel."""
        workspace, config = self._core.workspace, self._core.config
        if not config.lands_at_app or not config.apps:
            return None
        return workspace.direct_message(user_id, config.apps[0].bot_user_id).id

    def _person(self, user_id: str) -> Json:
        user = self._core.workspace.users.get(user_id)
        if user is None:
            name = self._core.workspace.user_name(user_id)
            app = self._core.workspace.app_of_bot(user_id)
            known = {"tz": "Etc/UTC", "locale": "en-US", "color": "616061"}
            known["image"] = face_path(app.icon if app else "")
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
            "image": face_path(user.face),
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

    def _channel_of(self, user_id: str, reference: object) -> Channel:
        channel = self._core.workspace.channel(reference)
        if channel.kind != "channel" and user_id not in channel.members:
            raise SlackError("channel_not_found")
        return channel

    def messages(self, request: Request) -> Json:
        """List what a user sees in a channel or a thread, oldest first: all, or one page."""
        user_id = self._user(request)
        query = request.query_params
        channel = self._channel_of(user_id, query.get("channel"))
        reader = Reader(channel, user_id, query.get("thread_ts") or None)
        return reader.page(read_wish(query))

    def unread(self, request: Request) -> Json:
        """Count what is new to a user in each of their channels.

        `read`, once for each channel, says up to where they read: `CHANNEL:TS`.
        """
        user_id = self._user(request)
        read = read_places(request.query_params.getlist("read"))
        return {
            "channels": {
                channel.id: Reader(channel, user_id).unread(read.get(channel.id))
                for channel in self._core.workspace.visible_to(user_id)
                if user_id in channel.members
            }
        }

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
        found = self._core.recorder.calls(request.query_params.get("method"))
        return {"calls": [call.as_json() for call in found]}

    def deliveries(self, request: Request) -> Json:
        """List what was sent to apps so far."""
        found = self._core.recorder.deliveries(request.query_params.get("type"))
        return {"deliveries": [each.as_json() for each in found]}

    def faults(self, _request: Request) -> Json:
        """List what will still go wrong, and how far the clock was moved."""
        return {"faults": self._core.faults.list_all(), "skew": self._core.now.skew}

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
