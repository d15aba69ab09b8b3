"""What the measurements share: the table, and a sandbox in a process of its own.

Run as `python -m bench.measuring N` it is that process, with N messages in one channel.
"""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from sandbox import happenings
from sandbox.config import AppConfig, SandboxConfig
from sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHANNEL, SU, LOI = "C0MENTIONS", "U0SUKELLER", "U0LOINGUYN"
FEW, MANY = 100, 100_000
TEXT = "Message {}: as long as what people write to each other when they have something to say."
# No Socket Mode app listens here, so that events for it would only pile up.
CONFIG = SandboxConfig(apps=(AppConfig(events=()),), rate_limits=False)


def row(what: str, *values: str) -> None:
    """Print a line of the table."""
    print(f"  {what:<48}" + "".join(f"{value:>15}" for value in values), flush=True)


def seconds(work: Callable[[], object]) -> float:
    """Take the time of something."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def ms(value: float) -> str:
    """Write seconds as milliseconds."""
    return f"{value * 1000:.1f} ms"


@contextlib.contextmanager
def own_process(messages: int) -> Iterator[tuple[str, int]]:
    """Run a sandbox with so many messages in a process of its own; give its URL and its pid."""
    command = [sys.executable, "-m", "bench.measuring", str(messages)]
    with subprocess.Popen(  # noqa: S603 - this file
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield process.stdout.readline().strip(), process.pid
        finally:
            process.stdin.close()


def serve(messages: int) -> None:
    """Be that process, until the standard input closes."""
    sandbox = Sandbox(CONFIG)
    channel = sandbox.core.workspace.channels[CHANNEL]
    app = CONFIG.apps[0]
    for number in range(messages):
        said = {"user": app.bot_user_id, "bot_id": app.bot_id, "app_id": app.id}
        happenings.post(sandbox.core, channel, said | {"text": TEXT.format(number)})
    with sandbox:
        print(sandbox.url, flush=True)
        sys.stdin.read()


class Line:
    """One connection that stays open, so that what is measured is the sandbox."""

    def __init__(self, url: str) -> None:
        self._line = http.client.HTTPConnection(urlsplit(url).netloc)

    def get(self, path: str, **query: object) -> bytes:
        """Ask for something."""
        self._line.request(
            "GET", f"{path}?{urlencode(query)}", headers={"Authorization": "Bearer xoxb-sandbox"}
        )
        return self._line.getresponse().read()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
