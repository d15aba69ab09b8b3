"""The server of the sample feeds: uvicorn in a thread, on this machine only."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import uvicorn

from sandbox.sample_feeds.app import make_app
from sandbox.sample_feeds.drip import FEEDS, Drip, load_stories, past_days

_START_SECONDS = 10.0


def _machine_time() -> datetime:
    return datetime.now(UTC)


class SampleFeeds:
    """Serves the sample feeds on 127.0.0.1 between ``start`` and ``stop``, or in a ``with`` block.

    ``port`` 0 takes a free one. ``moments`` says when the first stories appear, in their order;
    without them four stories stand in each feed. ``now`` gives the aware time in UTC that decides
    what is shown. Raises OSError from ``start`` when the port is taken.
    """

    def __init__(
        self,
        port: int = 0,
        moments: Sequence[datetime] | None = None,
        now: Callable[[], datetime] = _machine_time,
    ) -> None:
        self._port = port
        self._now = now
        self._drip = Drip(load_stories(), list(past_days(now()) if moments is None else moments))
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address of the front page, without a slash at its end; known once started."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def feed_urls(self) -> tuple[str, ...]:
        """The addresses of all feeds; known once started."""
        return tuple(f"{self.url}/{feed}/feed" for feed in FEEDS)

    @property
    def port(self) -> int:
        """The port; known once started."""
        return self._port

    @property
    def moments(self) -> list[datetime]:
        """When each story appeared, oldest first; those still to come are not among them."""
        now = self._now()
        return [at for at in self._drip.moments if at <= now]

    def let_one_appear(self) -> None:
        """Let the next story appear now."""
        self._drip.let_one_appear(self._now())

    def start(self) -> None:
        """Serve in a thread; returns when the server answers."""
        listening = socket.create_server(("127.0.0.1", self._port))
        self._port = listening.getsockname()[1]
        config = uvicorn.Config(
            make_app(self._drip, self._now),
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listening],), name="sample-feeds", daemon=True
        )
        self._thread.start()
        until = time.monotonic() + _START_SECONDS
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                raise RuntimeError("the sample feeds did not start")
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop serving; does nothing when not started."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
