"""The sandbox as a server: routes, start, stop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import uvicorn
from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState

from sandbox.config import SandboxConfig
from sandbox.control import Control
from sandbox.core import Core
from sandbox.file_serving import FileServing
from sandbox.keeping import Keeping
from sandbox.methods import METHODS
from sandbox.response_urls import answer_response_url
from sandbox.web_api import WebApi

if TYPE_CHECKING:
    from asyncio import Transport
    from collections.abc import AsyncIterator, Callable
    from types import TracebackType

    from starlette.requests import Request

_PAGE = Path(__file__).parent / "page"
_HOST = "127.0.0.1"


class _Http(H11Protocol):
    """Lets a handler reach its connection, to break it off."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class _WebSocket(WebSocketsSansIOProtocol):
    """Can be shut down while the other end is leaving."""

    def shutdown(self) -> None:
        # uvicorn says goodbye also where that was done already, and its server then dies of it.
        with contextlib.suppress(InvalidState):
            super().shutdown()
        self.transport.close()


class _Uvicorn(uvicorn.Server):
    """Says when it listens, and stops as soon as it is asked to."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()
        self._stopping = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        # uvicorn looks ten times a second whether it shall stop; each test would wait for that.
        await self.on_tick(0)
        await self._stopping.wait()

    def stop(self) -> None:
        """Ask it to stop, from another thread."""
        self._loop.call_soon_threadsafe(self._stopping.set)


def build_app(core: Core, keeping: Keeping | None = None) -> Starlette:
    """Wire a sandbox's routes; ``keeping`` writes the workspace to a file while they are served."""
    web_api = WebApi(core, METHODS)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        writing = asyncio.create_task(keeping.go_on()) if keeping else None
        yield
        await core.deliveries.close()
        if keeping and writing:
            keeping.end()
            await writing

    async def index(_request: Request) -> Response:
        page = _PAGE / "index.html"
        return FileResponse(page) if page.exists() else PlainTextResponse("The sandbox runs.")

    async def response_url(request: Request) -> Response:
        return await answer_response_url(core, request)

    return Starlette(
        routes=[
            Route("/api/{method}", web_api.answer, methods=["GET", "POST"]),
            Route("/response/{token}", response_url, methods=["POST"]),
            *FileServing(core).routes(),
            WebSocketRoute("/link/", core.sockets.serve),
            *Control(core).routes(),
            Route("/", index),
            Mount("/static", StaticFiles(directory=_PAGE, check_dir=False)),
        ],
        lifespan=lifespan,
    )


class Sandbox:
    """A Slack workspace on this machine, running in a thread."""

    def __init__(
        self,
        config: SandboxConfig | None = None,
        port: int = 0,
        now: Callable[[], float] = time.time,
        keep_in: str | Path | None = None,
    ) -> None:
        """``keep_in`` names the file in which the workspace is kept; it is brought back from there.

        Raises NotReadableError where that file cannot be read.
        """
        self.core = Core(config or SandboxConfig(), now)
        self._keeping = Keeping(self.core, keep_in) if keep_in else None
        if self._keeping:
            self._keeping.read()
        self._port = port
        self._server: _Uvicorn | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The page for the browser, and what the control API hangs under."""
        return f"http://{_HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base URL."""
        return f"{self.url}/api/"

    def start(self) -> Self:
        """Start, and come back when it answers."""
        listener = _listen(self._port)
        self._port = listener.getsockname()[1]
        self._server = _uvicorn(self.core, self._keeping)
        self._thread = threading.Thread(
            target=lambda server: asyncio.run(server.serve([listener])),
            args=(self._server,),
            name="sandbox",
            daemon=True,
        )
        self._thread.start()
        if not self._server.listening.wait(10):
            raise RuntimeError("The sandbox did not start within 10 seconds.")
        return self

    def stop(self) -> None:
        """Stop, and come back when it is over."""
        if self._server is not None and self._thread is not None:
            self._server.stop()
            self._thread.join(10)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _listen(port: int) -> socket.socket:
    # asyncio switches Nagle's delay off (40 ms for each answer) only where TCP is named.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
    except OSError:
        listener.close()
        raise
    return listener


def _uvicorn(core: Core, keeping: Keeping | None = None) -> _Uvicorn:
    return _Uvicorn(
        uvicorn.Config(
            build_app(core, keeping),
            http=_Http,
            ws=_WebSocket,
            log_config=None,
            log_level="warning",
            access_log=False,
            date_header=False,  # it would say the time of the start
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
    )
