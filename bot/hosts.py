"""Hosts: which want to be left in peace, for all feeds of theirs and for all workers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from bot.host_models import Host, host_key
from bot.intervals import Intervals
from bot.store import insert_new
from feeds.places import domain_gaps

_PATIENCE = timedelta(seconds=75)
"""So long somebody waits who asks out of turn."""
_MINUTE = timedelta(minutes=1)
_REMEMBERED = timedelta(days=31)
"""So long a host that was asked too much, and not asked since, is taken to remember it."""


def gap_of(key: str) -> timedelta:
    """Say how far apart requests to a host must be, where its place wants more than all hosts."""
    return timedelta(seconds=domain_gaps().get(key, 0.0))


def take_turns(session: Session, key: str, count: int, now: datetime) -> int:
    """Take up to ``count`` turns at a host that is paced, as many as a minute has.

    They follow each other at the host's gap. 0 while the turns of another worker are not over.
    """
    host = _locked(session, key)
    if host.quiet_until is not None and host.quiet_until > now:
        return 0
    gap = gap_of(key)
    turns = min(count, max(1, _MINUTE // gap))
    host.quiet_until = now + turns * gap
    return turns


def wait_for_turn(session: Session, url: str, now: datetime) -> timedelta | None:
    """Take the next turn at the host of ``url``, and say how long to wait for it.

    None where that would be too long for somebody who waits.
    """
    key = host_key(url)
    gap = gap_of(key)
    # Only hosts about which there is something to keep have a row.
    host = _locked(session, key) if gap else session.get(Host, key)
    quiet_until = host.quiet_until if host else None
    turn = max(now, quiet_until or now)
    if turn - now > _PATIENCE:
        return None
    if host and gap:
        host.quiet_until = turn + gap
    return turn - now


def let_rest(
    session: Session, url: str, asked: float | None, intervals: Intervals, now: datetime
) -> None:
    """Note that the host of ``url`` is asked too much.

    ``asked``: seconds of quiet that it wants; where it does not say, twice as long each time.
    """
    host = _locked(session, host_key(url))
    host.refusals += 1
    if asked is None:
        until = intervals.after_failure(now, host.refusals, None, 0.5)
    else:
        until = now + timedelta(seconds=min(asked, 31 * 86400))
    host.quiet_until = max(until, host.quiet_until or until)


def resting_hosts(session: Session, now: datetime) -> dict[str, float]:
    """Give the hosts that want quiet, each with the seconds that it lasts yet."""
    rows = session.execute(select(Host.key, Host.quiet_until).where(Host.quiet_until > now))
    return {row.key: (row.quiet_until - now).total_seconds() for row in rows}


def forget_hosts(session: Session, now: datetime) -> None:
    """Drop the hosts about which there is nothing to keep any more."""
    session.execute(
        delete(Host).where(
            or_(Host.quiet_until.is_(None), Host.quiet_until < now - _REMEMBERED),
        )
    )


def note_answers(session: Session, urls: Iterable[str]) -> None:
    """Note that the hosts of ``urls`` answer again."""
    keys = sorted({host_key(url) for url in urls})
    session.execute(update(Host).where(Host.key.in_(keys), Host.refusals > 0).values(refusals=0))


def _locked(session: Session, key: str) -> Host:
    insert_new(session, Host, [{"key": key, "refusals": 0}], returning=[Host.key])
    return session.scalars(
        select(Host)
        .where(Host.key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
