"""Polling: which feeds are due, and what a poll's outcome changes in the database."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

import structlog
from sqlalchemy import or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.facts import FeedProblem
from bot.feed_problems import problem_of, status_of
from bot.intervals import Intervals
from bot.known_documents import keep_known, known_documents
from bot.listening import let_listen
from bot.models import Feed, Subscription
from bot.recording import record_mentions
from bot.store import Store
from bot.taking import take_entries
from feeds import (
    FeedError,
    FeedRequest,
    FetchOptions,
    Known,
    NewDocument,
    Outcome,
    RateLimited,
    Unchanged,
    Validators,
    poll_in_batches,
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

    def add(self, other: "PollSummary") -> None:
        """Count what another one counted."""
        for count in fields(self):
            setattr(self, count.name, getattr(self, count.name) + getattr(other, count.name))


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls what is due; any number of them may work on one database."""

    store: Store
    clock: Clock
    options: FetchOptions
    intervals: Intervals
    parse_pool: Executor

    def poll(self, *, everything: bool = False) -> PollSummary:
        """Poll the feeds that are due now, or all of them, and commit what they bring."""
        summary = PollSummary()
        ids: dict[str, int] = {}
        requests = self._requests(self.clock.now(), ids, everything=everything)
        for outcomes in poll_in_batches(requests, self.options, self.parse_pool):
            self._commit(outcomes, ids, summary)
        return summary

    def _requests(
        self, started: datetime, ids: dict[str, int], *, everything: bool
    ) -> Iterator[list[FeedRequest]]:
        """Lease feeds as long as there are any; take down their ids by their URLs."""
        for _ in range(_MAX_BATCHES):
            with self.store.write() as session:
                feeds = self._lease(session, started, everything=everything)
                known = known_documents(session, [feed.id for feed in feeds])
            if not feeds:
                return
            ids |= {feed.url: feed.id for feed in feeds}
            yield [
                FeedRequest(
                    feed.url,
                    Validators(feed.etag, feed.last_modified),
                    known.get(feed.id, Known()),
                )
                for feed in feeds
            ]

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
            feed.leased_until = now + timedelta(seconds=2 * self.options.timeout + 20)
        return list(feeds)

    def _commit(
        self, outcomes: Sequence[Outcome], ids: Mapping[str, int], summary: PollSummary
    ) -> None:
        """Commit outcomes together, or one by one where they stand in somebody's way."""
        try:
            with self.store.write() as session:
                done = [self._take(session, ids[each.request.url], each) for each in outcomes]
        except DBAPIError:
            # Two workers can wait for each other when each takes several feeds at once.
            if len(outcomes) == 1:
                raise
            for outcome in outcomes:
                self._commit([outcome], ids, summary)
            return
        for each in done:
            summary.add(each)

    def _take(self, session: Session, feed_id: int, outcome: Outcome) -> PollSummary:
        if isinstance(outcome, NewDocument):
            entries, mentions = self._succeed(session, feed_id, outcome)
            return PollSummary(polled=1, entries=entries, mentions=mentions)
        if isinstance(outcome, Unchanged):
            self._succeed(session, feed_id, outcome)
            return PollSummary(polled=1, unchanged=1)
        self._fail(session, feed_id, outcome.error)
        return PollSummary(polled=1, failed=1)

    def _succeed(
        self, session: Session, feed_id: int, new: NewDocument | Unchanged
    ) -> tuple[int, int]:
        now = self.clock.now()
        feed = session.get_one(Feed, feed_id, with_for_update=True)
        feed.polled_at = now
        feed.failures = 0
        feed.problem = None
        feed.problem_status = None
        feed.leased_until = None
        feed.next_poll_at = now + self.intervals.after_success()
        listening = let_listen(session, feed.id, now)
        if isinstance(new, Unchanged):
            keep_validators(feed, new.validators)
            return 0, 0
        keep_head(session, feed, new)
        entries = take_entries(session, feed, new.document, now)
        mentions = sum(record_mentions(session, one, entries, now) for one in listening)
        return len(entries), mentions

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


def keep_head(session: Session, feed: Feed, new: NewDocument) -> None:
    """Keep a document's title, validators and digests; they commit together with its entries."""
    feed.title = new.document.title or feed.title
    keep_validators(feed, new.validators)
    keep_known(session, feed.id, new.known)


def keep_validators(feed: Feed, validators: Validators) -> None:
    """Keep what the server gave to ask with the next time."""
    feed.etag = validators.etag
    feed.last_modified = validators.last_modified
