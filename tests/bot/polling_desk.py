"""Feeds on a real server, a database, and workers that poll them under a clock that is moved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from bot.feed_models import Feed, Subscription
from bot.host_models import Host
from bot.intervals import Intervals
from bot.listening import store_feed
from bot.models import Colleague, Mention, Workspace
from bot.polling import Poller
from bot.slack_models import OutboxRow
from bot.store import Store
from bot.workspaces import next_number
from feeds import Fetcher, FetchOptions
from tests.bot.making import make_workspace
from tests.clock import MovableClock
from tests.feeds.server import FeedServer

OPTIONS = FetchOptions(
    user_agent="Botschafter/test",
    timeout=5.0,
    host_gap=0.0,
    allowed_private_hosts=frozenset({"127.0.0.1", "localhost"}),
)
INTERVALS = Intervals(timedelta(minutes=5), timedelta(days=1))


@dataclass(frozen=True)
class PollingDesk:
    """What a test of polling finds."""

    store: Store
    clock: MovableClock
    server: FeedServer
    workspace_id: int
    adder_id: int

    @contextmanager
    def worker(self, **options: object) -> Iterator[Poller]:
        """Let one more worker come; ``options`` change how it fetches."""
        with Fetcher(replace(OPTIONS, **options)) as fetcher:  # type: ignore[arg-type]
            yield Poller(self.store, self.clock, fetcher, INTERVALS, cards_per_poll=1000)

    def subscribe(self, url: str, term: str = "") -> int:
        """Subscribe to a feed that is due; give its id."""
        now = self.clock.now()
        with self.store.write() as session:
            feed = store_feed(session, url, "", now - timedelta(seconds=1))
            session.add(
                Subscription(
                    workspace_id=self.workspace_id,
                    feed_id=feed.id,
                    number=next_number(session, self.workspace_id, "subscription_count"),
                    channel="C1",
                    added_by_id=self.adder_id,
                    created_at=now,
                    listening_since=now,
                    term=term,
                )
            )
            return feed.id

    def feed(self, feed_id: int) -> Feed:
        """Give a feed as it is now."""
        with self.store.read() as session:
            return session.get_one(Feed, feed_id)

    def feeds(self) -> list[Feed]:
        """List the feeds."""
        with self.store.read() as session:
            return list(session.scalars(select(Feed).order_by(Feed.id)))

    def subscriptions(self) -> list[Subscription]:
        """List the subscriptions."""
        with self.store.read() as session:
            return list(session.scalars(select(Subscription).order_by(Subscription.id)))

    def waits(self, feed_id: int) -> timedelta:
        """Say how long it is until a feed is polled again, rounded to seconds."""
        wait = self.feed(feed_id).next_poll_at - self.clock.now()
        return timedelta(seconds=round(wait.total_seconds()))

    def quiet_of(self, host: str) -> timedelta:
        """Say how long a host still wants quiet."""
        with self.store.read() as session:
            until = session.get_one(Host, host).quiet_until
            return (until or self.clock.now()) - self.clock.now()

    def told(self) -> list[OutboxRow]:
        """List what is to be said about dead feeds."""
        with self.store.read() as session:
            dead = select(OutboxRow).where(OutboxRow.kind == "feed_dead").order_by(OutboxRow.id)
            return list(session.scalars(dead))

    def mention_titles(self) -> list[str]:
        """List the titles of the mentions, in their order."""
        with self.store.read() as session:
            return list(session.scalars(select(Mention.title).order_by(Mention.id)))

    def goes_on_to(self, *feed_ids: int) -> None:
        """Move the clock to when feeds are due."""
        latest = max(self.feed(feed_id).next_poll_at for feed_id in feed_ids)
        self.clock.move(seconds=max(0.0, (latest - self.clock.now()).total_seconds()) + 1)


def make_desk(store: Store, clock: MovableClock, server: FeedServer) -> PollingDesk:
    """Make a workspace with one colleague, who adds feeds."""
    with store.write() as session:
        workspace: Workspace = make_workspace(session)
        adder = Colleague(workspace_id=workspace.id, slack_id="U1", name="Su")
        session.add(adder)
        session.flush()
        return PollingDesk(store, clock, server, workspace.id, adder.id)
