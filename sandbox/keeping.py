"""Keeping a workspace in a file, so that it is there again when the sandbox starts anew.

What is kept: conversations with their messages, reactions and replies, home tabs, and which apps
are uninstalled. What is of the moment is not: ephemeral messages, open modals, triggers.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.views import View
from sandbox.workspace import Channel

if TYPE_CHECKING:
    from sandbox.core import Core
    from sandbox.errors import Json

VERSION = 1
_EVERY_SECONDS = 1.0

log = logging.getLogger(__name__)


class NotReadableError(Exception):
    """The file is broken, or was written by another version."""


class Keeping:
    """Writes a sandbox's workspace to a file while it runs, and reads it at its start."""

    def __init__(self, core: Core, path: str | Path) -> None:
        self._core = core
        self._path = Path(path)
        self._written = core.live.told
        self._ending = asyncio.Event()

    def read(self) -> None:
        """Bring back what the file holds; nothing where there is none. Raises NotReadableError."""
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            raise NotReadableError(f"{self._path}: {error}") from error
        try:
            data = json.loads(text)
            if data["version"] != VERSION:
                raise NotReadableError(f"{self._path}: written by another version")
            _bring_back(self._core, data)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise NotReadableError(f"{self._path}: {error!r}") from error

    async def go_on(self) -> None:
        """Write whenever something has changed, at most once a second, and at the end.

        One writing ends before the next begins, or the older one would be what is kept. Raises
        OSError where the last one fails; an earlier one is tried again.
        """
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), _EVERY_SECONDS)
                break
            try:
                await self._write()
            except OSError as error:
                log.warning("%s is not written: %s", self._path, error)
        await self._write()

    def end(self) -> None:
        """Let ``go_on`` come to its end."""
        self._ending.set()

    async def _write(self) -> None:
        """Write what has changed since the last time: all of it at once, or nothing."""
        told = self._core.live.told
        if told == self._written:
            return
        await asyncio.to_thread(_write, self._path, _described(self._core))
        self._written = told


def _described(core: Core) -> Json:
    return {
        "version": VERSION,
        "channels": [
            asdict(channel) | {"ephemerals": {}} for channel in core.workspace.channels.values()
        ],
        "homes": [asdict(view) for view in core.views.homes()],
        "revoked": sorted(core.workspace.revoked),
    }


def _bring_back(core: Core, data: Json) -> None:
    channels = {each["id"]: Channel(**each) for each in data["channels"]}
    homes = [View(**each) for each in data["homes"]]
    last = max((float(ts) for each in channels.values() for ts in each.messages), default=0.0)
    core.workspace.channels |= channels
    core.workspace.revoked |= set(data["revoked"])
    core.workspace.begin_after(last)
    core.views.bring_back(homes)


def _write(path: Path, data: Json) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
