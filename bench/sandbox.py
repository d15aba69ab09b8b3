"""How quick the sandbox is, in one table. Run by hand: `python -m bench.sandbox [PART …]`.

Parts: start, posting, size, page, latency; without any, all of them (about a minute). It needs
nothing but this machine; page and latency need Chromium.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from slack_sdk import WebClient

from bench.measuring import (
    CHANNEL,
    CONFIG,
    FEW,
    MANY,
    SU,
    TEXT,
    Line,
    ms,
    own_process,
    row,
    seconds,
)
from bench.sandbox_page import part_latency, part_page
from sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = 1_000
# The recorder keeps the latest calls: so many go through the Web API, for it to weigh all it can.
THROUGH_THE_API = 20_000


def part_start() -> None:
    """Show how long it takes until the sandbox answers."""
    print("Start-up (median of five)")
    row("Sandbox().start(), and the first answer", ms(statistics.median(map(_begin, range(5)))))
    row(
        "python -m bot sandbox, until it says its address",
        ms(statistics.median(map(_boot, range(5)))),
    )


def _begin(_round: int) -> float:
    sandbox = Sandbox(CONFIG)
    taken = seconds(lambda: Line(sandbox.start().url).get("/_sandbox/snapshot"))
    sandbox.stop()
    return taken


def _boot(_round: int) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "bot", "sandbox", "--port", port]
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        assert process.stdout.readline()
        taken = time.perf_counter() - begin
        process.terminate()
    return taken


def part_posting() -> None:
    """Show how quickly a thousand messages are posted, beside a thousand bare requests."""
    print(f"\n{CALLS} messages through slack_sdk's WebClient, a connection each")
    row("", "seconds", "bare requests", "ratio")
    with Sandbox(CONFIG) as here:
        _post_beside_bare("sandbox in the same process, one thread", here.url, 1)
    with own_process(0) as (url, _):
        _post_beside_bare("sandbox in a process of its own, one thread", url, 1)
        _post_beside_bare("sandbox in a process of its own, 8 threads", url, 8)


def _post_beside_bare(what: str, url: str, threads: int) -> None:
    client = WebClient("xoxb-sandbox", base_url=f"{url}/api/")

    def post(number: int) -> None:
        client.chat_postMessage(channel=CHANNEL, text=TEXT.format(number))

    def bare(_number: int) -> None:
        Line(url).get("/_sandbox/modals", user=SU)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(post, range(20)))
        beside = seconds(lambda: list(pool.map(bare, range(CALLS))))
        posting = seconds(lambda: list(pool.map(post, range(CALLS))))
    row(what, f"{posting:.2f}", f"{beside:.2f}", f"{posting / beside:.1f}")


def part_size() -> None:
    """Show what many messages in one channel cost."""
    print(f"\nMany messages in one channel: {FEW} and {MANY:,}")
    row("", f"{FEW}", f"{MANY:,}", "ratio")
    with (
        own_process(FEW) as (few, few_pid),
        own_process(MANY - THROUGH_THE_API) as (many, many_pid),
    ):
        line = Line(many)
        for number in range(THROUGH_THE_API):
            line.get("/api/chat.postMessage", channel=CHANNEL, text=TEXT.format(number))
        row("memory of the process", _memory(few_pid), _memory(many_pid))
        asks: dict[str, Callable[[Line], object]] = {
            "conversations.history, 100 messages": lambda at: at.get(
                "/api/conversations.history", channel=CHANNEL, limit=100
            ),
            "chat.postMessage": lambda at: at.get(
                "/api/chat.postMessage", channel=CHANNEL, text="x"
            ),
            "the page's newest 50 messages": lambda at: at.get(
                "/_sandbox/messages", user=SU, channel=CHANNEL, limit=50
            ),
            "the page's count, nothing unread": lambda at: at.get(
                "/_sandbox/unread", user=SU, read=f"{CHANNEL}:9999999999"
            ),
            "the page's count, all of it unread": lambda at: at.get(
                "/_sandbox/unread", user=SU, read=f"{CHANNEL}:0"
            ),
        }
        lines = Line(few), Line(many)
        for what, ask in asks.items():
            one, other = (_median(ask, each) for each in lines)
            row(what, ms(one), ms(other), f"{other / one:.2f}")


def _memory(pid: int) -> str:
    out = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)  # noqa: S603, S607
    return f"{int(out.stdout) / 1000:.0f} MB"


def _median(ask: Callable[[Line], object], line: Line) -> float:
    return statistics.median(seconds(lambda: ask(line)) for _ in range(100))


PARTS = {
    "start": part_start,
    "posting": part_posting,
    "size": part_size,
    "page": part_page,
    "latency": part_latency,
}


def main() -> None:
    """Run the parts that were asked for."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("part", nargs="*", help=f"one of {', '.join(PARTS)}")
    asked = reading.parse_args()
    if unknown := set(asked.part) - set(PARTS):
        reading.error(f"no such part: {', '.join(sorted(unknown))}")
    for name in asked.part or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
