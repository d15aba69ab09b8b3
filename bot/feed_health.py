"""A feed's health: what a poll's outcome changes, from one success to the day it is given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from bot.dead_feeds import tell_adders
from bot.facts import FeedProblem
from bot.feed_paces import keep_pace, wishes_of
from bot.feed_problems import problem_of, status_of
from bot.hosts import let_rest, note_answer
from bot.intervals import Intervals
from bot.known_documents import keep_known
from bot.listening import let_listen
from bot.models import Feed, Subscription
from bot.recording import record_mentions
from bot.taking import take_entries
from feeds import FeedError, Gone, NewDocument, RateLimited, Unchanged

_GIVEN_UP_AFTER = timedelta(days=7)
_LEAST_FAILURES = 3
"""Someone who was away for a week has seen too little to give a feed up."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a poll brought: new entries, and mentions of them."""

    entries: int = 0
    mentions: int = 0


def note_success(  # noqa: PLR0913  # what a poll hangs on
    session: Session,
    feed: Feed,
    subscriptions: Sequence[Subscription],
    answer: NewDocument | Unchanged,
    intervals: Intervals,
    now: datetime,
    chance: float,
    cards: int,
) -> Brought:
    """Take in what a feed answered, for its ``subscriptions``, each of which gets so many cards.

    ``chance``, from 0 to 1, spreads its next poll.
    """
    feed.polled_at = feed.succeeded_at = now
    feed.failures = 0
    feed.problem = feed.problem_status = None
    feed.failing_since = feed.dead_since = feed.leased_until = None
    note_answer(session, answer.url if isinstance(answer, NewDocument) else feed.url)
    listening = let_listen(subscriptions, now)
    brought = Brought()
    if answer.validators is not None:
        # They commit together with the entries: what is not kept must come once more.
        feed.etag = answer.validators.etag
        feed.last_modified = answer.validators.last_modified
    if isinstance(answer, NewDocument):
        feed.title = answer.document.title or feed.title
        keep_known(session, feed.id, answer.known)
        entries = take_entries(session, feed, answer.document, now)
        mentions = sum(
            record_mentions(session, one, entries, now, cards=cards) for one in listening
        )
        keep_pace(feed, answer.document, now, brought_new=bool(entries))
        brought = Brought(len(entries), mentions)
    feed.next_poll_at = intervals.after_success(now, wishes_of(feed, answer, now), chance)
    return brought


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
