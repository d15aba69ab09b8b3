"""A feed's pace: what is kept of it in the database, and the wishes that follow from it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.feed_models import Feed
from bot.intervals import LAST, Wishes, usual_gap
from feeds import Document, NewDocument, Pace, Unchanged
from feeds.pace import NO_PACE
from feeds.places import slowest_rate


def keep_pace(feed: Feed, document: Document, now: datetime, *, brought_new: bool) -> None:
    """Keep how often a document brings something, and how often it wants to be read."""
    feed.pace = _written(document.pace)
    dates = [entry.published for entry in document.entries if entry.published is not None]
    # The document may hold only what is new in it.
    past = {int(date.timestamp()) for date in dates if date <= now}
    feed.last_dates = sorted(past.union(feed.last_dates or ()), reverse=True)[:LAST]
    gap = usual_gap((datetime.fromtimestamp(date, UTC) for date in feed.last_dates), now)
    feed.usual_gap = None if gap is None else int(gap.total_seconds())
    if brought_new or feed.newest_at is None:
        feed.newest_at = max((date for date in dates if date <= now), default=now)


def wishes_of(feed: Feed, answer: NewDocument | Unchanged, now: datetime) -> Wishes:
    """Say what speaks for asking a feed more rarely; its pace must have been kept."""
    gap = None
    if feed.usual_gap is not None:
        gap = timedelta(seconds=feed.usual_gap)
    elif feed.newest_at is not None:
        # How long it has been silent is all that is known.
        gap = now - feed.newest_at
    return Wishes(
        usual_gap=gap,
        fresh=timedelta(seconds=min(answer.fresh, 1e9)),
        pace=_read(feed.pace),
        every=timedelta(seconds=slowest_rate(feed.url)),
    )


def _written(pace: Pace) -> dict[str, Any] | None:
    if pace == NO_PACE:
        return None
    return {"every": pace.every, "hours": sorted(pace.hours), "days": sorted(pace.days)}


def _read(pace: dict[str, Any] | None) -> Pace:
    if pace is None:
        return NO_PACE
    return Pace(pace["every"], frozenset(pace["hours"]), frozenset(pace["days"]))
