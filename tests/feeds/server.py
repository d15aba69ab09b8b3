"""A web server on this machine that serves what a test tells it to, and remembers who asked."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Received:
    """A request that came: its path with query, its headers with lower-case names.

    ``peer`` is the client's end of the connection.
    """

    path: str
    headers: Mapping[str, str]
    at: float
    peer: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at a path."""

    body: bytes
    headers: Mapping[str, str]
    status: int
    delay: float
    drip: float


@dataclass(slots=True)
class FeedServer:
    """A context manager: ``with FeedServer() as server: server.serve("/feed", ...)``.

    ``requests`` lists what came, in order. What stands at no path answers 404.
    """

    requests: list[Received] = field(default_factory=list)
    _pages: dict[str, Page] = field(default_factory=dict)
    _httpd: ThreadingHTTPServer | None = None
    _thread: threading.Thread | None = None
    _closing: threading.Event = field(default_factory=threading.Event)
    _delays_end: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                outer._answer(self)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer._answer(self)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        class Httpd(ThreadingHTTPServer):
            def handle_error(self, *_args: object) -> None:
                """Say nothing when a client hangs up, as clients with time limits do."""

        self._httpd = Httpd(("127.0.0.1", 0), Handler)
        self._httpd.daemon_threads = True
        self._httpd.block_on_close = False
        self._thread = threading.Thread(
            target=self._httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._delays_end.set()
        assert self._httpd
        assert self._thread
        self._httpd.shutdown()
        self._httpd.server_close()
        self._thread.join()

    def end_delays(self) -> None:
        """Let all answers go that are delayed, and those to come."""
        self._delays_end.set()

    @property
    def port(self) -> int:
        """The port it listens on."""
        assert self._httpd
        return int(self._httpd.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Give the address of a path; ``host`` may be ``localhost`` too."""
        return f"http://{host}:{self.port}{path}"

    def serve(  # noqa: PLR0913, each says one thing about an answer
        self,
        path: str,
        body: bytes | str = b"",
        content_type: str | None = "application/xml",
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        delay: float = 0.0,
        drip: float = 0.0,
    ) -> str:
        """Put an answer at ``path`` and give its URL.

        ``delay``: seconds before the answer; ``drip``: seconds between its single bytes.
        With ``etag`` or ``last_modified``, a request that brings them gets 304. A Content-Length
        that promises more than ``body`` lets the answer hang at its end.
        """
        given = {
            "Content-Type": content_type,
            "ETag": etag,
            "Last-Modified": last_modified,
            **(headers or {}),
        }
        self._pages[path] = Page(
            body=body.encode() if isinstance(body, str) else body,
            headers={name: value for name, value in given.items() if value is not None},
            status=status,
            delay=delay,
            drip=drip,
        )
        return self.url(path)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        """Put a redirect at ``path`` and give its URL."""
        return self.serve(path, status=status, headers={"Location": location})

    def remove(self, path: str) -> None:
        """Take away what stands at ``path``: from now on 404."""
        self._pages.pop(path, None)

    def asked(self, path: str) -> list[Received]:
        """List the requests for ``path``."""
        return [request for request in self.requests if request.path == path]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        peer = handler.client_address[:2]
        self.requests.append(Received(handler.path, headers, time.monotonic(), peer))
        missing = Page(b"not here", {"Content-Type": "text/plain"}, 404, 0, 0)
        page = self._pages.get(handler.path, missing)
        self._delays_end.wait(page.delay)
        unchanged = page.status == HTTPStatus.OK and _is_current(page.headers, headers)
        body = b"" if unchanged else page.body
        handler.send_response(304 if unchanged else page.status)
        for name, value in page.headers.items():
            handler.send_header(name, value)
        if "Content-Length" not in page.headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if not page.drip:
            handler.wfile.write(body)
            return
        for byte in body:
            if self._closing.wait(page.drip):
                handler.close_connection = True
                return
            handler.wfile.write(bytes([byte]))


def _is_current(page: Mapping[str, str], request: Mapping[str, str]) -> bool:
    """Compare validators as RFC 9110, 13.2.2 orders it: the ETag decides where there is one."""
    if "if-none-match" in request and "ETag" in page:
        return request["if-none-match"] == page["ETag"]
    return "Last-Modified" in page and request.get("if-modified-since") == page["Last-Modified"]
