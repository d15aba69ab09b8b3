"""What polling costs, beside others: `python -m bench.feeds [--feeds N] [--rounds N] [--reader P]`.

A server on this machine has a thousand feeds of thirty entries, 50 to 60 kB each. Each contender
is a program of its own with a fresh database. It is run for a first load, for a poll that brings
nothing new (with and without 304), and for one with a new entry in each feed. Medians are shown.

The others are installed by hand, and are left out where they are not there:
- `reader`, in an environment of its own (`pip install reader sgmllib3k`); `--reader` names its
  Python;
- `newsboat`, from Debian. It reads no JSON Feed, so that its share of those is RSS. It keeps no
  validators from the first load of a feed, so that it loads twice before "unchanged" is timed.

`python -m bench.feeds --documents` times what one document costs, without any network.
"""

from __future__ import annotations

import argparse
import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import timeit
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import feedparser

from bench.feed_server import Feeds
from bench.process_tree import Cost, cost_of
from feeds.feedparser_reader import read_xml_feed
from feeds.known import Known, digest_of
from feeds.parse import read_document
from feeds.splitting import split_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLD, UNCHANGED, SENT_AGAIN, ONE_NEW, FAR = (
    "cold",
    "unchanged, 304",
    "unchanged, sent again",
    "one new entry",
    "unchanged, 200 ms away",
)
_READER = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1])
for line in open(sys.argv[2]):
    reader.add_feed(line.strip(), exist_ok=True)
reader.update_feeds(scheduled=False, workers=20)
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """A program that polls: how it is set up in a folder, and how it is run there."""

    name: str
    set_up: Callable[[Path, list[str]], None]
    command: list[str]
    environment: dict[str, str]
    xml_only: bool = False
    loads_twice: bool = False


def ours() -> Contender:
    """Poll as `botschafter poll` does: identity, rules, mentions and the outbox are committed."""
    environment = {
        "DATABASE_URL": "sqlite:///botschafter.db",
        "BOTSCHAFTER_HOST_GAP": "0",
        "BOTSCHAFTER_HOST_CONCURRENCY": "1000",
        "BOTSCHAFTER_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    program = [sys.executable, "-m", "bot"]

    def set_up(folder: Path, urls: list[str]) -> None:
        outlines = "".join(f'<outline type="rss" xmlUrl="{url}"/>' for url in urls)
        listed = folder / "feeds.opml"
        listed.write_text(f'<opml version="2.0"><head/><body>{outlines}</body></opml>')
        cost_of([*program, "feeds", "import", str(listed), "--channel", "C1"], environment, folder)

    return Contender("botschafter", set_up, [*program, "poll", "--once", "--all"], environment)


def reader(python: str) -> Contender:
    """Let the library `reader` update all feeds with 20 workers."""

    def set_up(folder: Path, urls: list[str]) -> None:
        (folder / "urls").write_text("\n".join(urls))

    return Contender("reader", set_up, [python, "-c", _READER, "reader.db", "urls"], {})


def newsboat() -> Contender:
    """Let newsboat reload all feeds with 20 threads."""

    def set_up(folder: Path, urls: list[str]) -> None:
        (folder / "urls").write_text("\n".join(urls))
        (folder / "config").write_text("reload-threads 20\n")

    files = ["-u", "urls", "-c", "cache.db", "-C", "config"]
    command = ["newsboat", *files, "-x", "reload"]
    return Contender("newsboat", set_up, command, {}, xml_only=True, loads_twice=True)


@contextmanager
def feed_server() -> Iterator[str]:
    """Run the feed server in a process of its own; give its address."""
    command = [sys.executable, "-m", "bench.feed_server"]
    with subprocess.Popen(  # noqa: S603  # the benchmark's own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def one_round(contender: Contender, server: str, count: int, generation: int) -> dict[str, Cost]:
    """Run a contender through all kinds of polls."""
    kind = "xml" if contender.xml_only else "any"
    urls = [f"{server}/{kind}/{number}.xml" for number in range(count)]

    def say(**wanted: object) -> None:
        query = "&".join(f"{name}={value}" for name, value in wanted.items())
        with urlopen(f"{server}/set?{query}") as answer:  # noqa: S310  # this machine's
            answer.read()

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        contender.set_up(folder, urls)

        def run() -> Cost:
            return cost_of(contender.command, contender.environment, folder)

        say(generation=generation, validators=1, latency=0)
        found = {COLD: run()}
        if contender.loads_twice:
            run()
        found[UNCHANGED] = run()
        say(latency=0.2)
        found[FAR] = run()
        say(latency=0, validators=0)
        found[SENT_AGAIN] = run()
        say(generation=generation + 1, validators=1)
        found[ONE_NEW] = run()
    return found


def compare(contenders: list[Contender], count: int, rounds: int) -> None:
    """Print the table of medians, and what they are to ours."""
    costs: dict[tuple[str, str], list[Cost]] = defaultdict(list)
    with feed_server() as server:
        for generation in range(0, 2 * rounds, 2):
            for contender in contenders:
                for poll, cost in one_round(contender, server, count, generation).items():
                    costs[poll, contender.name].append(cost)
    print(f"{count} feeds of 30 entries, median of {rounds}")
    print("| poll | contender | wall s | processor s | memory MB | wall, to ours | processor |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for (poll, name), found in sorted(costs.items()):
        wall, processor, memory = _medians(found)
        our_wall, our_processor, _ = _medians(costs[poll, contenders[0].name])
        print(
            f"| {poll} | {name} | {wall:.2f} | {processor:.2f} | {memory:.0f} "
            f"| {wall / our_wall:.1f} | {processor / our_processor:.1f} |"
        )


def _medians(costs: list[Cost]) -> tuple[float, float, float]:
    return (
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.processor for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )


def documents() -> None:
    """Print what one document of each format costs."""
    feeds = Feeds()
    print("| milliseconds a document | RSS 2.0 | RSS 1.0 | Atom | JSON Feed |")
    print("|---|--:|--:|--:|--:|")
    table: dict[str, list[str]] = defaultdict(list)
    for number in range(4):
        feeds.generation = 0
        before, _ = feeds.document(number)
        feeds.generation = 1
        after, _ = feeds.document(number)
        for what, work in _works(before, after).items():
            table[what].append(f"{_milliseconds(work):.2f}" if work else "")
    for what, values in table.items():
        print(f"| {what} | {' | '.join(values)} |")


def _works(before: bytes, after: bytes) -> dict[str, Callable[[], object] | None]:
    """Say what is timed with a document as it was and as it is; nothing where it makes no sense."""
    url, nothing = "http://a.example/", Known()
    known = read_document(before, url, "", nothing).known
    is_xml = after.startswith(b"<")
    return {
        "feedparser": (lambda: feedparser.parse(io.BytesIO(after))) if is_xml else None,
        "feedparser as it is called": (lambda: read_xml_feed(after.decode(), ""))
        if is_xml
        else None,
        "all thirty entries": lambda: read_document(after, url, "", nothing),
        "one new entry of thirty": lambda: read_document(after, url, "", known),
        "the slices": (lambda: split_xml(after)) if is_xml else None,
        "a digest of the body": lambda: digest_of(after),
    }


def _milliseconds(work: Callable[[], object]) -> float:
    return statistics.median(timeit.repeat(work, number=5, repeat=5)) / 5 * 1000


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reader", metavar="PYTHON", help="the Python that has reader")
    parser.add_argument("--newsboat", action="store_true")
    parser.add_argument("--documents", action="store_true", help="time single documents")
    given = parser.parse_args()
    if given.documents:
        documents()
        return
    contenders = [ours()]
    if given.reader:
        contenders.append(reader(given.reader))
    if given.newsboat:
        if not shutil.which("newsboat"):
            parser.error("newsboat is not there; apt-get install newsboat")
        contenders.append(newsboat())
    compare(contenders, given.feeds, given.rounds)


if __name__ == "__main__":
    main()
