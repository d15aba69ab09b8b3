"""A command of the command line that a test has run."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it printed."""

    returncode: int | str | None
    stdout: str
    stderr: str


Run = Callable[..., Ran]
