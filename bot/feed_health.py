"""A feed's health: what a poll's outcome changes, from one success to the day it is given up."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from bot.dead_feeds import tell_adders
from bot.feed_facts import FeedProblem
from bot.feed_models import Feed
from bot.feed_problems import problem_of, status_of
from bot.hosts import let_rest
from bot.intervals import Intervals
from feeds import FeedError, Gone, NewDocument, RateLimited, Unchanged

_GIVEN_UP_AFTER = timedelta(days=7)
_LEAST_FAILURES = 3
"""Someone who was away for a week has seen too little to give a feed up."""

log = structlog.get_logger(__name__)


def note_success(feed: Feed, answer: NewDocument | Unchanged, now: datetime) -> None:
    """Note that a feed answered, and what its document is called and asked for with."""
    feed.polled_at = feed.succeeded_at = now
    feed.failures = 0
    feed.problem = feed.problem_status = None
    feed.failing_since = feed.dead_since = feed.leased_until = None
    if answer.validators is not None:
        # They commit together with the entries: what is not kept must come once more.
        feed.etag = answer.validators.etag
        feed.last_modified = answer.validators.last_modified
    if isinstance(answer, NewDocument):
        feed.title = answer.document.title or feed.title


def note_failure(
    session: Session,
    feed: Feed,
    error: FeedError,
    intervals: Intervals,
    now: datetime,
    chance: float,
) -> None:
    """Note why a feed could not be read, and give it up after seven days, or if it says so."""
    feed.polled_at = now
    feed.failures += 1
    feed.failing_since = feed.failing_since or now
    feed.leased_until = None
    feed.moved_to = None
    problem = problem_of(error)
    if feed.problem != problem:
        # Once for each new problem, not at each poll.
        log.warning(
            "feed.failed",
            url=error.url,
            problem=str(problem),
            reason=str(error),
            exc_info=error if problem is FeedProblem.UNEXPECTED else None,
        )
    feed.problem = problem
    feed.problem_status = status_of(error)
    asked = None
    if isinstance(error, RateLimited):
        asked = error.retry_after
        let_rest(session, error.url, asked, intervals, now)
    feed.next_poll_at = intervals.after_failure(now, feed.failures, asked, chance)
    if feed.dead_since is None and _is_dead(feed, error, now):
        feed.dead_since = now
        log.warning("feed.dead", url=error.url, problem=str(problem))
        tell_adders(session, feed, now)


def _is_dead(feed: Feed, error: FeedError, now: datetime) -> bool:
    if isinstance(error, Gone):
        return True
    since = feed.failing_since or now
    return feed.failures >= _LEAST_FAILURES and now - since >= _GIVEN_UP_AFTER
