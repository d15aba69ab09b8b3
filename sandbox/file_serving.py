"""Where bytes go in and out: upload addresses, private addresses for apps, the page's own.

https://docs.slack.dev/messaging/working-with-files
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.errors import SlackError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from sandbox.core import Core
    from sandbox.files import StoredFile

# Whatever somebody uploaded may say, it runs nothing on the page's behalf.
_HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}


class FileServing:
    """Answers `/upload/…`, `/files-pri/…` and `/_sandbox/files/…`."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def routes(self) -> list[BaseRoute]:
        """List the routes for files."""
        return [
            Route("/upload/v1/{token}", self.upload, methods=["POST", "PUT"]),
            Route("/files-pri/{place}/{name}", self.private),
            Route("/files-pri/{place}/download/{name}", self.private),
            Route("/_sandbox/files/{id}", self.for_page),
        ]

    async def upload(self, request: Request) -> Response:
        """Take a file's bytes, as the raw body and no more than were announced."""
        try:
            file = self._core.files.awaiting(request.path_params["token"])
        except SlackError:
            return PlainTextResponse("no such upload", 404)
        taken = bytearray()
        async for chunk in request.stream():
            taken += chunk
            if len(taken) > file.size:
                return PlainTextResponse("more bytes than were announced", 400)
        file.content, file.size = bytes(taken), len(taken)
        return PlainTextResponse(f"OK - {file.size}")

    async def private(self, request: Request) -> Response:
        """Give an app a file, for its token; Slack shows a login page where this says 403."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        allowed = any(
            token == app.bot_token
            and app.id not in self._core.workspace.revoked
            and self._core.scopes.allows(app, "files:read")
            for app in self._core.config.apps
        )
        if kind.lower() != "bearer" or not allowed:
            return PlainTextResponse("Send the bot token, with the scope files:read.", 403)
        file_id = request.path_params["place"].rpartition("-")[2]
        return self._give(file_id, download="/download/" in request.url.path)

    async def for_page(self, request: Request) -> Response:
        """Give the page a file."""
        download = "download" in request.query_params
        return self._give(request.path_params["id"], download=download)

    def _give(self, file_id: str, *, download: bool) -> Response:
        try:
            file = self._core.files.find(file_id)
        except SlackError:
            return PlainTextResponse("file_not_found", 404)
        headers = _HARMLESS | {"Content-Disposition": _disposition(file, download=download)}
        return Response(file.content, media_type=file.mimetype, headers=headers)


def _disposition(file: StoredFile, *, download: bool) -> str:
    shown = not download and file.mimetype.startswith("image/")
    name = quote(file.name, errors="replace")
    return f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}"
