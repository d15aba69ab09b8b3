"""Reminders: whoever holds a claim too long is asked about it once; then it lapses.

How long is counted in working time of the holder's own zone.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from bot.facts import MentionState
from bot.mentions import Details, change_mention
from bot.models import Colleague, Mention, Workspace
from bot.outbox import Kind
from bot.prompts import put_prompt
from bot.states import Event
from bot.working_time import after_weekdays, after_working_time, is_weekday, is_working_time
from bot.workspaces import zone_named

# So long a reminder waits for an answer, weekends not counted.
_ANSWERED_WITHIN = timedelta(hours=24)
_AT_A_TIME = 100

Counted = Callable[[datetime, ZoneInfo], bool]
"""Tells whether the time is over that began at a moment, for somebody in a zone."""


def decide_reminders(session: Session, now: datetime, limit: timedelta) -> int:
    """Remind of claims held for more working time than the limit; let those lapse that were.

    Returns how many were. Whoever wants no reminders gets none; their claims lapse all the same.
    """
    return _remind(session, now, limit) + _let_lapse(session, now)


def lapses_at(reminded_at: datetime, zone: ZoneInfo) -> datetime:
    """Say when a claim lapses whose holder was reminded and says nothing."""
    return after_weekdays(reminded_at, _ANSWERED_WITHIN, zone)


def _remind(session: Session, now: datetime, limit: timedelta) -> int:
    count = 0
    for mention, holder in _overdue(
        session,
        Mention.time_from,
        [Mention.reminded_at.is_(None), Mention.time_from <= now - limit],
        lambda since, zone: (
            after_working_time(since, limit, zone) <= now and is_working_time(now, zone)
        ),
    ):
        count += 1
        mention.reminded_at = now
        if holder.wants_reminders:
            put_prompt(session, Kind.REMINDER, mention, holder, now)
    return count


def _let_lapse(session: Session, now: datetime) -> int:
    count = 0
    for mention, holder in _overdue(
        session,
        Mention.reminded_at,
        [Mention.reminded_at <= now - _ANSWERED_WITHIN],
        lambda since, zone: lapses_at(since, zone) <= now and is_weekday(now, zone),
    ):
        details = Details(by_bot=True)
        change = change_mention(session, mention.id, holder, Event.LAPSE, now, details)
        count += change.done
    return count


def _overdue(
    session: Session,
    since: InstrumentedAttribute[datetime | None],
    conditions: list[ColumnElement[bool]],
    is_over: Counted,
) -> Iterator[tuple[Mention, Colleague]]:
    """Give claimed mentions whose time is over, locked, with their holders, a few at a time.

    The conditions hold for all of them; only by each holder's own zone it is known which.
    """
    claimed = [Mention.state == MentionState.CLAIMED, *conditions]
    asked = (
        select(Mention.id, since.label("since"), Colleague.zone, Workspace.zone.label("common"))
        .join(Colleague, Mention.holder_id == Colleague.id)
        .join(Workspace, Mention.workspace_id == Workspace.id)
        .where(*claimed)
        .order_by(Mention.id)
    )
    over = [
        row.id
        for row in session.execute(asked)
        if is_over(row.since, zone_named(row.zone or row.common))
    ]
    locked = session.scalars(
        select(Mention)
        .options(joinedload(Mention.holder, innerjoin=True))
        .where(Mention.id.in_(over[:_AT_A_TIME]), *claimed)
        .order_by(Mention.id)
        .with_for_update(skip_locked=True, of=Mention)
        .execution_options(populate_existing=True)
    ).all()
    for mention in locked:
        if mention.holder is not None:
            yield mention, mention.holder
