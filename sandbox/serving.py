"""A sandbox that runs by itself until it is stopped, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.config_file import load_config
from sandbox.server import Sandbox

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from pathlib import Path

    from sandbox.config import SandboxConfig


class ServingError(Exception):
    """The sandbox cannot run; says why, and in ``advice`` what to do."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.advice = advice


def described_by(file: Path | None, otherwise: SandboxConfig) -> SandboxConfig:
    """Read a workspace's description; without a file take the other one. Raises ServingError."""
    if file is None:
        return otherwise
    try:
        return load_config(file)
    except OSError as error:
        raise ServingError(
            f"The sandbox's file {file} cannot be read: {error.strerror or error}.",
            "--config takes a file in YAML or JSON.",
        ) from error
    except ValueError as error:
        raise ServingError(
            f"The sandbox's file {file} has mistakes:\n{error}",
            "docs/sandbox.md shows how it looks.",
        ) from error


def start(config: SandboxConfig, port: int) -> Sandbox:
    """Start a sandbox. Raises ServingError when the port is taken."""
    try:
        return Sandbox(config, port=port).start()
    except OSError as error:
        raise ServingError(
            f"Port {port} of this machine is taken.", "Take another one with --port."
        ) from error


def serve(
    config: SandboxConfig, port: int, stop: threading.Event, show: Callable[[str], None]
) -> None:
    """Run a sandbox until ``stop`` is set; ``show`` is given what it says of itself.

    Raises ServingError when the port is taken.
    """
    sandbox = start(config, port)
    try:
        show(introduction(sandbox))
        stop.wait()
    finally:
        sandbox.stop()


def introduction(sandbox: Sandbox) -> str:
    """Say where a running sandbox is, and with which tokens each app comes in."""
    lines = [f"The sandbox is at {sandbox.url}, its Web API at {sandbox.api_url}"]
    for app in sandbox.core.config.apps:
        tokens = f"bot token {app.bot_token}, app token {app.app_token}"
        lines.append(f"{app.name}: {tokens}, signing secret {app.signing_secret}")
    return "\n".join(lines)
