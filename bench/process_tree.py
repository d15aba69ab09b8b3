"""What a command costs: seconds, processor time and peak memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EVERY = 0.1
_LIMIT = 900.0
# A program that is installed has been compiled: it may keep its bytecode.
_AS_INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall-clock and processor time in seconds, and the peak of memory in MB."""

    wall: float
    processor: float
    memory: float


def cost_of(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Cost:
    """Run a command to its end; raises CalledProcessError where it fails."""
    log = folder / "log"
    begun = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # the benchmark's own commands
            command, env={**_AS_INSTALLED, **environment}, cwd=folder, stdout=output, stderr=output
        )
        peak = [0.0]
        watching = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
        watching.start()
        ended, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    watching.join()
    assert ended == process.pid
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, log.read_bytes()[-2000:])
    # What a process waited for, its children, is counted in it.
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak[0])


def _watch(pid: int, peak: list[float]) -> None:
    until = time.monotonic() + _LIMIT
    while time.monotonic() < until:
        weight = sum(map(_megabytes, _family(pid)))
        if not weight:
            return
        peak[0] = max(peak[0], weight)
        time.sleep(_EVERY)


def _family(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        try:
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _megabytes(pid: int) -> float:
    """Give a process's part of the memory, with what it shares divided among those who do."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    for line in rollup.splitlines():
        if line.startswith("Pss:"):
            return float(line.split()[1]) / 1024
    return 0.0
