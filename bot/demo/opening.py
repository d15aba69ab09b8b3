"""Opens the demo's world: the one that is kept, or a new one whose story is still to be told."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.demo.clock import StoryClock
from bot.demo.company import sandbox_config
from bot.demo.history import History, load_script, read_history
from bot.demo.moving import runs_at
from bot.demo.serving import port_taken
from bot.demo.world import World, WorldFolder
from bot.errors import ConfigurationError, DatabaseUnavailableError
from bot.migrate import migrate
from bot.store import Store
from sandbox.keeping import NotReadableError
from sandbox.sample_feeds import SampleFeeds
from sandbox.server import Sandbox


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What the command line says: the page's port, where the world is kept, and when it is.

    ``script`` is another history than the demo's own.
    """

    port: int
    folder: Path
    fresh: bool = False
    ahead: timedelta = timedelta(0)
    script: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedWorld:
    """A world before it lives; ``history`` is to be told first, where there is one."""

    folder: WorldFolder
    clock: StoryClock
    sandbox: Sandbox
    feeds: SampleFeeds
    kept: World | None
    history: History | None


def open_world(options: DemoOptions, report: Callable[[str], None]) -> OpenedWorld:
    """Open the world in a folder; what cannot be read there is put aside, and ``report`` told so.

    Raises ConfigurationError where a port is taken.
    """
    if options.port and not _is_free(options.port):
        raise _runs_already(options.port) if runs_at(options.port) else port_taken(options.port)
    folder = WorldFolder(options.folder)
    try:
        kept = folder.read()
        if kept and not _is_free(kept.feeds_port):
            raise ConfigurationError(
                f"Port {kept.feeds_port}, where this world's feeds are, is taken.",
                advice="Is a demo running from this folder already? Choose another --folder.",
            )
        if kept and not options.fresh:
            return _reopened(folder, kept, options.port)
    except (ValueError, NotReadableError, DatabaseUnavailableError):
        aside = folder.put_aside()
        report(f"The world in {folder.path} cannot be read by this version. It is in {aside} now.")
    return _new(folder, options)


def _reopened(folder: WorldFolder, kept: World, port: int) -> OpenedWorld:
    if not folder.is_whole():
        raise ValueError("a file is missing")
    store = Store(folder.database_url)
    try:
        migrate(store.engine)
    finally:
        store.close()
    # Should the machine's clock have gone back, the world's does not.
    last = max(kept.moments, default=datetime.fromtimestamp(0, UTC))
    behind = (last - datetime.now(UTC)).total_seconds()
    clock = StoryClock(max(kept.skew, behind))
    return OpenedWorld(
        folder=folder,
        clock=clock,
        sandbox=_sandbox(folder, clock, port),
        feeds=SampleFeeds(kept.feeds_port, kept.moments, clock.now),
        kept=kept,
        history=None,
    )


def _new(folder: WorldFolder, options: DemoOptions) -> OpenedWorld:
    feeds_port = options.port + 1 if options.port else 0
    if feeds_port and not _is_free(feeds_port):
        raise port_taken(feeds_port)
    folder.begin_anew()
    clock = StoryClock()
    history = read_history(options.script or load_script(), clock.now())
    clock.stand_at(history.opening)
    return OpenedWorld(
        folder=folder,
        clock=clock,
        sandbox=_sandbox(folder, clock, options.port),
        feeds=SampleFeeds(feeds_port, [each.at for each in history.appearances], clock.now),
        kept=None,
        history=history,
    )


def _sandbox(folder: WorldFolder, clock: StoryClock, port: int) -> Sandbox:
    config = replace(sandbox_config(), lands_at_app=True)
    return Sandbox(config, port, clock, keep_in=folder.workspace)


def _runs_already(port: int) -> ConfigurationError:
    return ConfigurationError(
        f"A demo is running already: http://127.0.0.1:{port}",
        advice="Open it in your browser, end it with Ctrl-C, or take another port with --port.",
    )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
