"""The practice workspace: started on a port that is said kindly when it is taken."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.demo.company import sandbox_config
from bot.errors import ConfigurationError
from sandbox.config import SandboxConfig
from sandbox.server import Sandbox


def serve_sandbox(
    port: int, config: str | None, stop: threading.Event, show: Callable[[str], None]
) -> None:
    """Run the practice workspace alone until ``stop`` is set.

    Raises ConfigurationError when the file cannot be read.
    """
    try:
        described = SandboxConfig.from_file(config) if config else sandbox_config()
    except (OSError, ValueError, TypeError) as error:
        raise ConfigurationError(
            f"The sandbox's file {config} cannot be read: {error}.",
            advice="docs/sandbox.md shows how it looks.",
        ) from error
    with served(Sandbox(described, port), port) as sandbox:
        show(f"The sandbox is at {sandbox.url}, its Web API at {sandbox.api_url}")
        stop.wait()


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
