"""Polling: which feeds are due, and what a poll's outcome changes in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.facts import FeedProblem
from bot.feed_problems import problem_of, status_of
from bot.intervals import Intervals
from bot.listening import let_listen
from bot.models import Feed, Subscription
from bot.recording import record_mentions
from bot.store import Store
from bot.taking import take_entries
from feeds import (
    FeedError,
    FeedRequest,
    Fetcher,
    NewDocument,
    Postponed,
    RateLimited,
    Unchanged,
    Validators,
)

_BATCH = 50
_MAX_BATCHES = 200

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class PollSummary:
    """What a round of polling came to."""

    polled: int = 0
    unchanged: int = 0
    failed: int = 0
    entries: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls what is due; any number of them may work on one database."""

    store: Store
    clock: Clock
    fetcher: Fetcher
    intervals: Intervals

    def poll(self, *, everything: bool = False) -> PollSummary:
        """Poll the feeds that are due now, or all of them, and commit what each one brings."""
        summary = PollSummary()
        started = self.clock.now()
        for _ in range(_MAX_BATCHES):
            with self.store.write() as session:
                feeds = self._lease(session, started, everything=everything)
            if not feeds:
                break
            self._poll_batch(feeds, summary)
        return summary

    def _lease(self, session: Session, started: datetime, *, everything: bool) -> list[Feed]:
        now = self.clock.now()
        due = select(Feed).where(
            Feed.id.in_(select(Subscription.feed_id)),
            or_(Feed.leased_until.is_(None), Feed.leased_until < now),
        )
        # A feed that this round has polled is not due again in it, whatever its interval.
        fresh = or_(Feed.polled_at.is_(None), Feed.polled_at < started)
        due = due.where(fresh) if everything else due.where(Feed.next_poll_at <= started, fresh)
        feeds = session.scalars(
            due.order_by(Feed.next_poll_at).limit(_BATCH).with_for_update(skip_locked=True)
        ).all()
        for feed in feeds:
            feed.leased_until = now + timedelta(seconds=2 * self.fetcher.options.timeout + 20)
        return list(feeds)

    def _poll_batch(self, feeds: Sequence[Feed], summary: PollSummary) -> None:
        by_url = {feed.url: feed for feed in feeds}
        requests = [
            FeedRequest(feed.url, Validators(feed.etag, feed.last_modified)) for feed in feeds
        ]
        for outcome in self.fetcher.poll(requests):
            feed = by_url[outcome.request.url]
            if isinstance(outcome, Postponed):
                self._postpone(feed.id, outcome.seconds)
                continue
            summary.polled += 1
            with self.store.write() as session:
                if isinstance(outcome, NewDocument):
                    entries, mentions = self._succeed(session, feed.id, outcome)
                    summary.entries += entries
                    summary.mentions += mentions
                elif isinstance(outcome, Unchanged):
                    summary.unchanged += 1
                    self._succeed(session, feed.id, None)
                else:
                    summary.failed += 1
                    self._fail(session, feed.id, outcome.error)

    def _succeed(self, session: Session, feed_id: int, new: NewDocument | None) -> tuple[int, int]:
        now = self.clock.now()
        feed = session.get_one(Feed, feed_id, with_for_update=True)
        feed.polled_at = now
        feed.failures = 0
        feed.problem = None
        feed.problem_status = None
        feed.leased_until = None
        feed.next_poll_at = now + self.intervals.after_success()
        listening = let_listen(session, feed.id, now)
        if new is None:
            return 0, 0
        keep_head(feed, new)
        entries = take_entries(session, feed, new.document, now)
        mentions = sum(record_mentions(session, one, entries, now) for one in listening)
        return len(entries), mentions

    def _postpone(self, feed_id: int, seconds: float) -> None:
        with self.store.write() as session:
            feed = session.get_one(Feed, feed_id, with_for_update=True)
            feed.leased_until = None
            feed.next_poll_at = self.clock.now() + timedelta(seconds=seconds)

    def _fail(self, session: Session, feed_id: int, error: FeedError) -> None:
        now = self.clock.now()
        feed = session.get_one(Feed, feed_id, with_for_update=True)
        feed.polled_at = now
        feed.failures += 1
        problem = problem_of(error)
        if feed.problem != problem:
            # Once for each new problem, not at each poll.
            unexpected = error if problem is FeedProblem.UNEXPECTED else None
            log.warning(
                "feed.failed",
                url=error.url,
                problem=str(problem),
                reason=str(error),
                exc_info=unexpected,
            )
        feed.problem = problem
        feed.problem_status = status_of(error)
        feed.leased_until = None
        asked = error.retry_after if isinstance(error, RateLimited) else None
        feed.next_poll_at = now + self.intervals.after_failure(feed.failures, asked)


def keep_head(feed: Feed, new: NewDocument) -> None:
    """Keep a document's title and validators; they commit together with its entries."""
    feed.title = new.document.title or feed.title
    feed.etag = new.validators.etag
    feed.last_modified = new.validators.last_modified
