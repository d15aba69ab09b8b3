"""Leasing: which feeds are due, shared out among any number of workers."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bot.feed_models import Feed, Subscription
from bot.host_models import Host, host_key
from bot.hosts import gap_of, take_turns
from feeds import FetchOptions

_AT_ONE_HOST = 10
"""Feeds of one host that one worker has under way: they wait for each other."""
_SLACK = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of polling: when it began, and whether feeds are polled that are not due yet."""

    started: datetime
    everything: bool = False


def lease_due(
    session: Session,
    round_: Round,
    now: datetime,
    options: FetchOptions,
    under_way: Mapping[int, str],
    put_off: Collection[int] = (),
) -> list[Feed]:
    """Lease feeds that are due, longest due first, as many as there is room for.

    There is room for twice as many as are fetched at a time, so that fetching goes on while what
    came is committed.

    ``under_way``: the feeds that this worker is busy with, and their hosts; ``put_off``: feeds that
    it passes over. No host takes all the room, none is asked that wants quiet, and one that is
    paced no more often than it wants.
    """
    room = 2 * options.concurrency - len(under_way)
    busy = Counter(under_way.values())
    most = max(_AT_ONE_HOST, 2 * options.host_concurrency)
    due = [
        *_due(round_, now),
        Feed.id.not_in([*under_way, *put_off]),
        Feed.host.not_in([host for host, count in busy.items() if count >= most]),
    ]
    place = func.row_number().over(partition_by=Feed.host, order_by=(Feed.next_poll_at, Feed.id))
    ranked = select(Feed.id, place.label("place")).where(*due).subquery()
    feeds = session.scalars(
        select(Feed)
        .where(Feed.id.in_(select(ranked.c.id).where(ranked.c.place <= most)), *due)
        .order_by(Feed.next_poll_at, Feed.id)
        .limit(max(0, room))
        .with_for_update(skip_locked=True)
    ).all()
    leased = []
    for feed in _polite(session, feeds, now):
        before = busy[feed.host]
        busy[feed.host] += 1
        feed.leased_until = now + _lease(options, before) + (before + 1) * gap_of(feed.host)
        leased.append(feed)
    return leased


def _due(round_: Round, now: datetime) -> list[ColumnElement[bool]]:
    resting = select(Host.key).where(Host.quiet_until > now)
    due = [
        Feed.id.in_(select(Subscription.feed_id)),
        Feed.dead_since.is_(None),
        or_(Feed.leased_until.is_(None), Feed.leased_until < now),
        # A feed that this round has polled is not due again in it, whatever its interval.
        or_(Feed.polled_at.is_(None), Feed.polled_at < round_.started),
        Feed.host.not_in(resting),
    ]
    return due if round_.everything else [*due, Feed.next_poll_at <= round_.started]


def _polite(session: Session, feeds: Sequence[Feed], now: datetime) -> list[Feed]:
    """Leave as many feeds of each paced host as it has turns; hosts in one order for all."""
    paced: dict[str, list[Feed]] = {}
    polite = []
    for feed in feeds:
        feed.host = host_key(feed.url)
        if gap_of(feed.host):
            paced.setdefault(feed.host, []).append(feed)
        else:
            polite.append(feed)
    for key in sorted(paced):
        turns = take_turns(session, key, len(paced[key]), now)
        polite += paced[key][:turns]
    return polite


def _lease(options: FetchOptions, before: int) -> timedelta:
    """Say how long a feed may take that waits for so many others of its host.

    Each turn counts twice: before its own a feed may wait as long for one that all hosts share.
    """
    turns = before // options.host_concurrency + 1
    return timedelta(seconds=2 * turns * options.timeout + before * options.host_gap) + _SLACK
