"""The sandbox's own command line: `python -m sandbox`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.config import SandboxConfig
from sandbox.serving import ServingError, described_by, serve

if TYPE_CHECKING:
    from collections.abc import Sequence

_PORT = 8065


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a sandbox until it is interrupted (Ctrl-C, SIGTERM); give the exit code."""
    options = _parser().parse_args(arguments)
    try:
        config = described_by(options.config, SandboxConfig())
        stop = threading.Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stop.set())
        serve(config, options.port, stop, lambda text: print(text, flush=True))  # noqa: T201 - what it is for
    except ServingError as error:
        sys.stderr.write(f"{error}\n{error.advice}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="A Slack workspace on this machine, for trying out and testing Slack apps.",
    )
    parser.add_argument(
        "--port", type=int, default=_PORT, help=f"port to listen on; 0: a free one ({_PORT})"
    )
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="file that describes the workspace"
    )
    return parser
