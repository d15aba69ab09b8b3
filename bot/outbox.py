"""The outbox: what was decided is written here in the same transaction, and said later."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.models import Mention
from bot.slack_models import OutboxRow
from bot.store import insert_new


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
    KNOWN = "known"
    PARTING = "parting"
    PARTING_UPDATE = "parting_update"
    FEED_DEAD = "feed_dead"
    REDRAW = "redraw"
    TAKEN_BACK = "taken_back"
    THREAD_TAKEN_BACK = "thread_taken_back"
    OFFER = "offer"
    GIVEN_BACK = "given_back"
    FIRST_CALL = "first_call"
    PROMPT_UPDATE = "prompt_update"
    LESSON = "lesson"


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


def put_redraw(
    session: Session,
    to: Recipient,
    of: str,
    about: dict[str, Any],
    said_at: datetime,
    now: datetime,
) -> None:
    """Draw anew what a row with the key ``of`` said at a moment, be that row long gone.

    Where it is gone, the poster looks the message up in Slack.
    """
    ts = session.scalar(select(OutboxRow.message_ts).where(OutboxRow.key == of))
    payload = {"of": of, "said_at": said_at.isoformat(), "ts": ts, **about}
    key = f"redraw:{of}:{now.timestamp():.0f}"
    put(session, [_row(to, Kind.REDRAW, key, payload, now, lane=f"redraw:{of}"[:60])])


def put_taken_back(
    session: Session, workspace_id: int, channel: str, message_ts: str, now: datetime
) -> None:
    """Take a message of ours back."""
    to, key = Recipient(workspace_id, channel), f"taken_back:{channel}:{message_ts}"
    put(session, [_row(to, Kind.TAKEN_BACK, key, {"ts": message_ts}, now)])


def put_thread_taken_back(session: Session, mention: Mention, now: datetime) -> None:
    """Take back what we said under a mention's card."""
    key = f"thread_taken_back:{mention.id}:{mention.version}"
    lane = f"thread:{mention.id}"
    put(session, [_row(about(mention), Kind.THREAD_TAKEN_BACK, key, {}, now, lane=lane)])


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
