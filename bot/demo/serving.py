"""The practice workspace: started on a port that is said kindly when it is taken."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.demo.company import sandbox_config
from bot.errors import ConfigurationError
from sandbox.server import Sandbox
from sandbox.serving import ServingError, described_by, serve


def serve_sandbox(
    port: int, config: str | None, stop: threading.Event, show: Callable[[str], None]
) -> None:
    """Run the practice workspace alone until ``stop`` is set.

    Raises ConfigurationError when the file cannot be read, or the port is taken.
    """
    try:
        described = described_by(Path(config) if config else None, sandbox_config())
        serve(described, port, stop, show)
    except ServingError as error:
        raise ConfigurationError(str(error), advice=error.advice) from error


@contextmanager
def served(sandbox: Sandbox, port: int) -> Iterator[Sandbox]:
    """Start a sandbox, and stop it at the end. Raises ConfigurationError when the port is taken."""
    try:
        sandbox.start()
    except OSError as error:
        raise port_taken(port) from error
    try:
        yield sandbox
    finally:
        sandbox.stop()


def port_taken(port: int) -> ConfigurationError:
    """Say that something else listens at a port."""
    return ConfigurationError(
        f"Port {port} of this machine is taken.", advice="Take another one with --port."
    )
