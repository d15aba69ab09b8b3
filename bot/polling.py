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
from bot.listening import let_listen, subscriptions_of
from bot.models import Feed, Subscription
from bot.recording import record_findings
from bot.store import Store
from bot.taking import take_documents
from feeds import (
    Failed,
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
    cards_per_poll: int

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
                done = self._take_all(session, {ids[each.request.url]: each for each in outcomes})
        except DBAPIError:
            # Two workers can wait for each other when each takes several feeds at once.
            if len(outcomes) == 1:
                raise
            for outcome in outcomes:
                self._commit([outcome], ids, summary)
            return
        summary.add(done)

    def _take_all(self, session: Session, outcomes: Mapping[int, Outcome]) -> PollSummary:
        """Take in what the outcomes of several feeds, by their ids, change."""
        now = self.clock.now()
        # In the order of their ids, so that two who lock the same ones never wait for each other.
        locked = session.scalars(
            select(Feed).where(Feed.id.in_(list(outcomes))).order_by(Feed.id).with_for_update()
        )
        feeds = {feed.id: feed for feed in locked}
        summary = PollSummary(polled=len(feeds))
        subscriptions = subscriptions_of(session, list(outcomes))
        new: dict[int, NewDocument] = {}
        listening: list[Subscription] = []
        for feed_id, outcome in outcomes.items():
            if feed_id not in feeds:
                continue
            feed = feeds[feed_id]
            feed.polled_at = now
            feed.leased_until = None
            if isinstance(outcome, Failed):
                self._fail(feed, outcome.error, now)
                summary.failed += 1
                continue
            self._succeed(feed, outcome.validators, now)
            heard_before = let_listen(subscriptions[feed_id], now)
            if isinstance(outcome, Unchanged):
                summary.unchanged += 1
                continue
            keep_head(feed, outcome)
            new[feed_id] = outcome
            listening += heard_before
        keep_known(session, {feed_id: each.known for feed_id, each in new.items()})
        documents = {feed_id: each.document for feed_id, each in new.items()}
        taken = take_documents(session, documents, now)
        summary.entries = sum(map(len, taken.values()))
        findings = [(one, taken[one.feed_id]) for one in listening]
        summary.mentions = record_findings(session, findings, now, cards=self.cards_per_poll)
        return summary

    def _succeed(self, feed: Feed, validators: Validators, now: datetime) -> None:
        feed.failures = 0
        feed.problem = None
        feed.problem_status = None
        feed.next_poll_at = now + self.intervals.after_success()
        keep_validators(feed, validators)

    def _fail(self, feed: Feed, error: FeedError, now: datetime) -> None:
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
        asked = error.retry_after if isinstance(error, RateLimited) else None
        feed.next_poll_at = now + self.intervals.after_failure(feed.failures, asked)


def keep_head(feed: Feed, new: NewDocument) -> None:
    """Keep a document's title and validators."""
    feed.title = new.document.title or feed.title
    keep_validators(feed, new.validators)


def keep_validators(feed: Feed, validators: Validators) -> None:
    """Keep what the server gave to ask with the next time."""
    feed.etag = validators.etag
    feed.last_modified = validators.last_modified
