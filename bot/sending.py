"""Sending: which row of the outbox a poster takes, and what became of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from bot.models import Mention
from bot.outbox import UNFINISHED, Kind, RowState
from bot.pace import PACED, Resting
from bot.slack_models import OutboxRow

# A row that is being sent belongs to its poster this long; a dead poster's rows go to the next. A
# call lasts up to bot.slack.TIMEOUT until it is connected, and as long again until it is answered:
# nobody else looks for a message that may still be on its way.
LEASE = timedelta(seconds=20)
# Slack's clock and ours may differ by this much.
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that this poster has leased. ``maybe_sent_at``: Slack may have it since then."""

    id: int
    workspace_id: int
    key: str
    kind: Kind
    channel: str
    mention_id: int | None
    payload: dict[str, Any]
    attempts: int
    maybe_sent_at: datetime | None


def take_next(session: Session, workspace_id: int, now: datetime, resting: Resting) -> Taken | None:
    """Lease a workspace's oldest row that is due, for one poster only; note that it is being sent.

    A row waits while an earlier one of its lane is unfinished, while its mention's card is, and
    while it is ``resting``.
    """
    given = {
        "workspace_id": workspace_id,
        "now": now,
        "channels": list(resting.channels),
        "kinds": list(resting.kinds),
    }
    row = session.scalar(_next_due(), given)
    if row is None:
        return None
    taken = Taken(
        id=row.id,
        workspace_id=row.workspace_id,
        key=row.key,
        kind=Kind(row.kind),
        channel=row.channel,
        mention_id=row.mention_id,
        payload=row.payload,
        attempts=row.attempts + 1,
        maybe_sent_at=row.sent_at,
    )
    row.state = RowState.SENT
    row.attempts += 1
    row.sent_at = row.sent_at or now
    row.leased_until = now + LEASE
    return taken


@cache
def _next_due() -> Select[OutboxRow]:
    """Select the row to be sent next; built once, since it is asked for all the time."""
    earlier = aliased(OutboxRow)
    now = bindparam("now", type_=OutboxRow.due_at.type)
    blocked = (
        select(earlier.id)
        .where(
            earlier.id < OutboxRow.id,
            earlier.state.in_(UNFINISHED),
            or_(
                earlier.lane == OutboxRow.lane,
                and_(earlier.mention_id == OutboxRow.mention_id, earlier.kind == Kind.CARD),
            ),
        )
        .exists()
    )
    return (
        select(OutboxRow)
        .where(
            OutboxRow.workspace_id == bindparam("workspace_id"),
            OutboxRow.state.in_(UNFINISHED),
            OutboxRow.due_at <= now,
            or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until < now),
            ~blocked,
            OutboxRow.kind.not_in(PACED)
            | OutboxRow.channel.not_in(bindparam("channels", expanding=True)),
            OutboxRow.kind.not_in(bindparam("kinds", expanding=True)),
        )
        .order_by(OutboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=OutboxRow)
    )


def keep(session: Session, row: Taken, now: datetime) -> bool:
    """Lease a row anew, right before the call; False when it is another poster's by now."""
    values = {"leased_until": now + LEASE}
    kept = session.execute(update(OutboxRow).where(_ours(row)).values(values))
    return bool(kept.rowcount)  # type: ignore[attr-defined]  # a CursorResult, as for any UPDATE


def _ours(row: Taken) -> ColumnElement[bool]:
    """Say whether a row was taken by nobody since: each taking counts as an attempt."""
    return and_(OutboxRow.id == row.id, OutboxRow.attempts == row.attempts)


def is_on_its_way(session: Session, channel: str, message_ts: str) -> bool:
    """Tell whether a message may be a card of ours whose arrival Slack has not confirmed yet."""
    posted_at = datetime.fromtimestamp(float(message_ts), UTC)
    known = select(Mention.id).where(Mention.channel == channel, Mention.card_ts == message_ts)
    in_flight = select(OutboxRow.id).where(
        OutboxRow.channel == channel,
        OutboxRow.kind == Kind.CARD,
        OutboxRow.state == RowState.SENT,
        OutboxRow.sent_at <= posted_at + CLOCKS_DIFFER,
    )
    return bool(session.scalar(select(and_(in_flight.exists(), ~known.exists()))))


def count_due(session: Session, workspace_id: int, now: datetime) -> int:
    """Count what could be said now, if Slack's pace allowed it."""
    return session.scalar(_due(), {"workspace_id": workspace_id, "now": now}) or 0


@cache
def _due() -> Select[int]:
    return (
        select(func.count())
        .select_from(OutboxRow)
        .where(
            OutboxRow.workspace_id == bindparam("workspace_id"),
            OutboxRow.state.in_(UNFINISHED),
            OutboxRow.due_at <= bindparam("now"),
        )
    )


def finish(session: Session, row_id: int, message_ts: str | None) -> None:
    """Note that Slack has it."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row_id)
        .values(state=RowState.DONE, message_ts=message_ts, leased_until=None, last_error=None)
    )


def stands_in(session: Session, row_id: int, channel: str) -> None:
    """Note in which direct conversation Slack has put a message."""
    session.execute(update(OutboxRow).where(OutboxRow.id == row_id).values(channel=channel))


def postpone(
    session: Session, row: Taken, *, until: datetime, may_have_it: bool, error: str | None
) -> None:
    """Try a row again later; ``may_have_it``: Slack perhaps took it, so look before sending."""
    values: dict[str, Any] = {"due_at": until, "leased_until": None, "last_error": error}
    if not may_have_it:
        values |= {"state": RowState.WAITING, "sent_at": None}
    session.execute(update(OutboxRow).where(_ours(row)).values(values))


def give_up(session: Session, row: Taken, error: str) -> None:
    """Note that Slack will never take a row, and why."""
    session.execute(
        update(OutboxRow)
        .where(_ours(row))
        .values(state=RowState.FAILED, leased_until=None, last_error=error)
    )


def forget_said(session: Session, before: datetime) -> None:
    """Drop what was said long ago; what Slack refused stays, for an admin to see."""
    session.execute(
        delete(OutboxRow).where(OutboxRow.state == RowState.DONE, OutboxRow.created_at < before)
    )
