"""The outbox: what was decided is written here in the same transaction, and said later."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, not_, or_, select, true, update
from sqlalchemy.orm import Session, aliased

from bot.models import Mention
from bot.slack_models import OutboxRow
from bot.store import insert_new

# A row that is being sent belongs to its poster this long; a dead poster's rows go to the next. A
# call lasts up to bot.slack.TIMEOUT until it is connected, and as long again until it is answered:
# nobody else looks for a message that may still be on its way.
LEASE = timedelta(seconds=20)
# Slack's clock and ours may differ by this much.
CLOCKS_DIFFER = timedelta(minutes=10)


class Kind(StrEnum):
    """What a row says."""

    CARD = "card"
    CARD_UPDATE = "card_update"
    REACTION = "reaction"
    THREAD_LINE = "thread_line"
    SUMMARY = "summary"
    SUMMARY_UPDATE = "summary_update"
    ANSWER = "answer"
    DIGEST = "digest"
    REMINDER = "reminder"
    DIRECT = "direct"
    FEED_DEAD = "feed_dead"


class RowState(StrEnum):
    """Where a row stands: handed to Slack without an answer yet means SENT."""

    WAITING = "waiting"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a message goes; ``mention_id``: which mention it speaks of, if it is about one."""

    workspace_id: int
    channel: str
    mention_id: int | None = None


Row = dict[str, Any]
"""What a row of the outbox is made with."""

UNFINISHED = (RowState.WAITING, RowState.SENT)


def about(mention: Mention) -> Recipient:
    """Say where a mention's card stands, and its thread."""
    return Recipient(mention.workspace_id, mention.channel, mention.id)


def card_rows(to: Recipient, now: datetime) -> list[Row]:
    """Say a new mention: its card, and the claim emoji under it."""
    lane = f"card:{to.mention_id}"
    return [
        _row(to, kind, f"{kind}:{to.mention_id}", {}, now, lane=lane)
        for kind in (Kind.CARD, Kind.REACTION)
    ]


def card_update_row(to: Recipient, version: int, now: datetime) -> Row:
    """Bring the card up to a version of its mention."""
    key = f"card_update:{to.mention_id}:{version}"
    return _row(to, Kind.CARD_UPDATE, key, {}, now, lane=f"card:{to.mention_id}")


def edit_line_row(
    to: Recipient, version: int, title_was: str | None, link_was: str | None, now: datetime
) -> Row:
    """Tell in the card's thread what title or link were before a version of its mention."""
    key = f"edit:{to.mention_id}:{version}"
    payload = {"title_was": title_was, "link_was": link_was}
    return _row(to, Kind.THREAD_LINE, key, payload, now, lane=f"thread:{to.mention_id}")


def put_card_update(session: Session, mention: Mention, now: datetime) -> None:
    """Bring the card up to the mention's present version."""
    put(session, [card_update_row(about(mention), mention.version, now)])


def put_thread_line(session: Session, mention: Mention, engagement_id: int, now: datetime) -> None:
    """Tell an engagement in the card's thread."""
    key, lane = f"thread_line:{engagement_id}", f"thread:{mention.id}"
    payload = {"engagement_id": engagement_id}
    put(session, [_row(about(mention), Kind.THREAD_LINE, key, payload, now, lane=lane)])


def put_message(
    session: Session,
    kind: Kind,
    key: str,
    payload: dict[str, Any],
    now: datetime,
    *,
    to: Recipient,
    lane: str | None = None,
) -> None:
    """Say something to a channel, or to one colleague, after what was put into its lane before.

    A channel that is a user id means a direct message. The payload of an ANSWER and of a DIRECT
    message is what is said; an ANSWER stands in a channel, visible only to the user it names.
    """
    put(session, [_row(to, kind, key, payload, now, lane=lane)])


def put(session: Session, rows: list[Row]) -> None:
    """Put rows into the outbox, in order; a key that is known already is not put again."""
    insert_new(session, OutboxRow, rows)


def _row(
    to: Recipient,
    kind: Kind,
    key: str,
    payload: dict[str, Any],
    now: datetime,
    *,
    lane: str | None = None,
) -> Row:
    return {
        "workspace_id": to.workspace_id,
        "channel": to.channel,
        "mention_id": to.mention_id,
        "key": key,
        "kind": kind,
        "lane": lane,
        "payload": payload,
        "due_at": now,
        "created_at": now,
    }


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


def take_next(
    session: Session,
    workspace_id: int,
    now: datetime,
    resting: Collection[tuple[Kind, str | None]],
) -> Taken | None:
    """Lease a workspace's oldest row that is due, for one poster only; note that it is being sent.

    A row waits while an earlier one of its lane is unfinished, and while its mention's card is.
    ``resting`` names kinds that wait, in one channel or (None) in all.
    """
    earlier = aliased(OutboxRow)
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
    rests = [
        and_(OutboxRow.kind == kind, true() if channel is None else OutboxRow.channel == channel)
        for kind, channel in resting
    ]
    row = session.scalar(
        select(OutboxRow)
        .where(
            OutboxRow.workspace_id == workspace_id,
            OutboxRow.state.in_(UNFINISHED),
            OutboxRow.due_at <= now,
            or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until < now),
            ~blocked,
            *(not_(rest) for rest in rests),
        )
        .order_by(OutboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=OutboxRow)
    )
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
    return (
        session.scalar(
            select(func.count())
            .select_from(OutboxRow)
            .where(
                OutboxRow.workspace_id == workspace_id,
                OutboxRow.state.in_(UNFINISHED),
                OutboxRow.due_at <= now,
            )
        )
        or 0
    )


def finish(session: Session, row_id: int, message_ts: str | None) -> None:
    """Note that Slack has it."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row_id)
        .values(state=RowState.DONE, message_ts=message_ts, leased_until=None, last_error=None)
    )


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
