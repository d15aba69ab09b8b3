"""Metrics: how many mentions there are in each state, and what is still to be said."""

import threading
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from bot.facts import MentionState
from bot.feed_models import Feed
from bot.forgetting_models import ForgottenProfile
from bot.models import Mention
from bot.outbox import RowState
from bot.slack_models import OutboxRow
from bot.store import Store
from bot.voices import is_external


class DatabaseFigures(Collector):
    """Reads the figures from the database whenever somebody asks for them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the figures (https://prometheus.io/docs/instrumenting/writing_exporters)."""
        with self._store.read() as session:
            mentions = session.execute(
                select(Mention.state, func.count()).where(is_external()).group_by(Mention.state)
            )
            yield _family(
                "botschafter_mentions",
                "Mentions by state.",
                "state",
                {state.value: 0 for state in MentionState}
                | {state.value: count for state, count in mentions},
            )
            rows = session.execute(
                select(OutboxRow.state, func.count())
                .where(OutboxRow.state != RowState.DONE)
                .group_by(OutboxRow.state)
            )
            yield _family(
                "botschafter_outbox",
                "What is still to be said in Slack, and what Slack refused.",
                "state",
                {state.value: 0 for state in RowState if state is not RowState.DONE}
                | dict(rows.all()),
            )
            yield GaugeMetricFamily(
                "botschafter_entries_kept_out",
                "Entries by people who are forgotten, which became no mention.",
                value=session.scalar(select(func.sum(ForgottenProfile.kept_out))) or 0,
            )
            failing = select(func.count()).select_from(Feed).where(Feed.problem.is_not(None))
            yield GaugeMetricFamily(
                "botschafter_feeds_failing",
                "Feeds whose last poll failed.",
                value=session.scalar(failing) or 0,
            )

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Name nothing beforehand, so that making us does not ask the database."""
        return iter(())


def serve_metrics(registry: CollectorRegistry, port: int, stop: threading.Event) -> None:
    """Serve the metrics on 127.0.0.1 until ``stop`` is set; a collector there reads them."""
    server, _thread = start_http_server(port, addr="127.0.0.1", registry=registry)

    def end() -> None:
        stop.wait()
        server.shutdown()
        server.server_close()

    threading.Thread(target=end, name="metrics", daemon=True).start()


def _family(name: str, about: str, label: str, values: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, about, labels=[label])
    for value, count in values.items():
        family.add_metric([value], count)
    return family
