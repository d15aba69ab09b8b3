"""The demo's world in a folder: what is kept of it between two runs, and beginning anew."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

# Counts up whenever what is kept changes, or the story that is told: an older world is put aside.
VERSION = 1


@dataclass(slots=True)
class TourState:
    """How far the guided tour is: the steps done, and its message for each colleague.

    ``since`` is the last engagement before the tour began; the log's later ones are the visitor's.
    """

    since: int
    done: list[str] = field(default_factory=list)
    messages: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """What is kept beside the workspace and the database.

    ``moments`` says when each story of the feeds appeared, ``skew`` how many seconds the world's
    clock is ahead of the machine's.
    """

    feeds_port: int
    skew: float
    moments: Sequence[datetime]
    tour: TourState


class WorldFolder:
    """A folder that holds one world."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._world = path / "world.json"
        self._written = ""

    @property
    def workspace(self) -> Path:
        """The file of the sandbox's workspace."""
        return self.path / "workspace.json"

    @property
    def database_url(self) -> str:
        """The address of the bot's database."""
        return f"sqlite:///{self.path / 'botschafter.db'}"

    def read(self) -> World | None:
        """Read what was kept; None where nothing is, or where its telling never came to its end.

        Raises ValueError for what cannot be read.
        """
        try:
            data = json.loads(self._world.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        if not isinstance(data, dict) or data.get("version") != VERSION:
            raise ValueError("another version has written it")
        try:
            return _read_world(data)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(repr(error)) from error

    def write(self, world: World) -> None:
        """Keep a world, where it has changed: all of it at once, or nothing."""
        data = {"version": VERSION} | asdict(world)
        data["moments"] = [moment.isoformat() for moment in world.moments]
        text = json.dumps(data, indent=1)
        if text == self._written:
            return
        beside = self._world.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self._world)
        self._written = text

    def is_whole(self) -> bool:
        """Tell whether the workspace and the database are there."""
        return self.workspace.exists() and (self.path / "botschafter.db").exists()

    def put_aside(self) -> Path:
        """Move the folder out of the way; gives its new place."""
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}-aside-{number}")).exists():
            number += 1
        self.path.rename(aside)
        return aside

    def begin_anew(self) -> None:
        """Remove what was kept, and nothing else that may lie in the folder."""
        self.path.mkdir(parents=True, exist_ok=True)
        for file in self.path.glob("botschafter.db*"):
            file.unlink()
        for each in (self._world, self.workspace):
            each.unlink(missing_ok=True)


def _read_world(data: dict[str, Any]) -> World:
    return World(
        feeds_port=int(data["feeds_port"]),
        skew=float(data["skew"]),
        moments=[datetime.fromisoformat(each) for each in data["moments"]],
        tour=TourState(**data["tour"]),
    )
