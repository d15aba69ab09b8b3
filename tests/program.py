"""The bot as an admin runs it: `python -m bot …`, a process of its own, and what it logs."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sandbox.looking import wait_until

STARTS_WITHIN = 30.0
_OURS = ("SLACK_", "BOTSCHAFTER_", "DATABASE_URL", "PORT")
# A token with more than its kind, and the sandbox's signing secret.
_SECRETS = re.compile(r"xoxb-[A-Za-z0-9]|xapp-[A-Za-z0-9]|sandbox-secret")


def environment_for(api_url: str, database_url: str, **more: str) -> dict[str, str]:
    """Give the environment of a bot in a sandbox: polls every second, waits for nobody."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_SIGNING_SECRET": "sandbox-secret",
        "SLACK_API_URL": api_url,
        "DATABASE_URL": database_url,
        "BOTSCHAFTER_MIN_INTERVAL": "1",
        "BOTSCHAFTER_MAX_INTERVAL": "1",
        "BOTSCHAFTER_HOST_GAP": "0",
        "BOTSCHAFTER_FETCH_TIMEOUT": "2",
        "BOTSCHAFTER_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
        **more,
    }


@dataclass(slots=True)
class Program:
    """A context manager: the program runs inside it; afterwards its log is searched for secrets."""

    arguments: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    _process: subprocess.Popen[bytes] | None = None
    _log: Path = field(init=False)

    def __enter__(self) -> Self:
        name = "-".join(self.arguments).replace("/", "_")
        self._log = self.folder / f"{name}-{time.monotonic_ns()}.log"
        others = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                [sys.executable, "-m", "bot", *self.arguments],
                env={**others, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._signal_all(signal.SIGKILL)
        self.process.wait()
        if error is not None:
            error.add_note(f"{' '.join(self.arguments)} logged:\n{self.log()}")
        elif found := _SECRETS.search(self.log()):
            raise AssertionError(f"a secret is in the log: {found[0]}")

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """Give the process."""
        assert self._process is not None
        return self._process

    def log(self) -> str:
        """Read all that it wrote so far."""
        return self._log.read_text(encoding="utf-8")

    def logged(self, event: str) -> list[dict[str, Any]]:
        """List the log's lines of one event."""
        lines = [json.loads(line) for line in self.log().splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == event]

    def waits_for_log(self, event: str, times: int = 1, within: float = STARTS_WITHIN) -> Self:
        """Wait until it has logged an event so many times."""
        wait_until(
            lambda: len(self.logged(event)) >= times,
            within,
            lambda: f"{event} in the log; exit code {self.process.poll()}; {self.log()}",
        )
        return self

    def waits_until_it_listens(self, port: int) -> Self:
        """Wait until it takes connections at a port."""
        wait_until(lambda: _listens(port), STARTS_WITHIN, self.log)
        return self

    def kill(self) -> None:
        """End it as a machine does that loses its power: at once, and without a word."""
        self.process.kill()
        self.process.wait()
        self._is_alone()

    def stops(self, within: float) -> float:
        """Ask it to end (SIGTERM), expect that it does so in order; return the seconds it took."""
        began = time.monotonic()
        self.process.terminate()
        code = self.process.wait(within)
        took = time.monotonic() - began
        assert code == 0, self.log()
        assert "Traceback" not in self.log(), self.log()
        self._is_alone()
        return took

    def _is_alone(self) -> None:
        """Expect that its children notice its end."""
        wait_until(lambda: not self._signal_all(0), 10, lambda: "a child outlived it")

    def _signal_all(self, which: int) -> bool:
        try:
            os.killpg(self.process.pid, which)
        except ProcessLookupError:
            return False
        return True


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
