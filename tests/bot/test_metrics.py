"""Metrics: what stands in the database is what Prometheus reads."""

import socket
import threading
import urllib.request

import pytest
from prometheus_client import CollectorRegistry

from bot.facts import EngagementKind
from bot.metrics import DatabaseFigures, serve_metrics
from bot.store import Store
from sandbox.driver import Driver
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot, settings_for


@pytest.fixture
def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_running_bot_shows_its_figures(
    sandbox: Sandbox,
    slack: Driver,
    sqlite_url: str,
    clock: MovableClock,
    feed_server: FeedServer,
    free_port: int,
) -> None:
    """One mention that waits, then is claimed; jobs that ran."""
    url = feed_server.serve("/feed", rss(item(1)))

    def figures() -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/metrics") as answer:
            return str(answer.read().decode())

    settings = settings_for(sandbox, sqlite_url, metrics_port=free_port)
    with RunningBot(settings, clock) as bot:
        su = slack.colleague("su")
        su.runs(f"/mentions add {url}", in_="mentions")
        card = slack.waits_for("mentions", "Story 1")
        assert 'botschafter_mentions{state="open"} 1.0' in figures()
        slack.waits_until_changed(card, lambda message: message.get("reactions"))
        su.reacts("raised_hand", to=card)
        slack.waits_for_reply(card, "claimed")
        assert [one.kind for one in bot.engagements()] == [EngagementKind.CLAIM]
        shown = figures()
    assert 'botschafter_mentions{state="claimed"} 1.0' in shown
    assert 'botschafter_mentions{state="open"} 0.0' in shown
    assert 'botschafter_outbox{state="failed"} 0.0' in shown
    assert "botschafter_feeds_failing 0.0" in shown
    assert "botschafter_entries_kept_out 0.0" in shown
    assert 'botschafter_job_runs_total{job="polling",outcome="done"}' in shown


def test_registering_asks_the_database_nothing(sqlite_url: str) -> None:
    """A registry may be made before the tables are."""
    store = Store(sqlite_url)
    CollectorRegistry().register(DatabaseFigures(store))
    store.close()


def test_it_listens_on_this_machine_only(free_port: int) -> None:
    """The port is not for the network."""
    stop = threading.Event()
    serve_metrics(CollectorRegistry(), free_port, stop)
    with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/metrics") as answer:
        assert answer.status == 200
    with socket.socket(socket.AF_INET6) as probe:
        probe.settimeout(1)
        assert probe.connect_ex(("::1", free_port)) != 0
    stop.set()
