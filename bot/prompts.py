"""Prompts: direct messages with buttons that ask a colleague for something about a mention.

Each is drawn anew when something happens to its mention, so that no button outlives its question.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import outbox
from bot.facts import FitReason
from bot.models import Colleague, Engagement, Mention
from bot.outbox import Kind, Recipient, RowState
from bot.slack_models import OutboxRow

PROMPTS = (Kind.OFFER, Kind.GIVEN_BACK, Kind.REMINDER, Kind.FIRST_CALL, Kind.KNOWN)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands in Slack."""

    channel: str
    ts: str


def put_prompt(
    session: Session,
    kind: Kind,
    mention: Mention,
    colleague: Colleague,
    now: datetime,
    why: FitReason | None = None,
) -> None:
    """Ask a colleague about a mention as it stands now, once what is decided is committed.

    ``why``: it suits them, where that is the reason.
    """
    session.flush()
    line_id = session.scalar(
        select(func.max(Engagement.id)).where(Engagement.mention_id == mention.id)
    )
    since = mention.state_since or mention.found_at
    payload = {
        "colleague_id": colleague.id,
        "line_id": line_id or 0,
        "asked_at": now.isoformat(),
        "since": since.isoformat(),
        "is_offered": mention.is_offered,
        "until": mention.called_until.isoformat() if mention.called_until else None,
        "why": why,
    }
    outbox.put_message(
        session,
        kind,
        f"{kind}:{mention.id}:{payload['line_id']}:{now.timestamp():.0f}",
        payload,
        now,
        to=Recipient(mention.workspace_id, colleague.slack_id, mention.id),
        lane=_lane(mention),
    )


def settle_prompts(session: Session, mention: Mention, now: datetime) -> None:
    """Draw anew what was asked about a mention and is not settled yet: something has happened."""
    asked = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.mention_id == mention.id, OutboxRow.kind.in_(PROMPTS))
        .order_by(OutboxRow.id)
    )
    for row in asked:
        payload = {"row_id": row.id}
        _put_update(session, mention, row.channel, f"prompt_update:{row.id}", payload, now)


def pressed_prompt(
    session: Session, mention: Mention, colleague: Colleague, place: Place
) -> OutboxRow | None:
    """Find the prompt in which a colleague pressed a button.

    One whose arrival Slack never confirmed is known to have arrived by that, and where.
    """
    asked = (
        select(OutboxRow)
        .where(OutboxRow.mention_id == mention.id, OutboxRow.kind.in_(PROMPTS))
        .order_by(OutboxRow.id.desc())
        .limit(1)
    )
    found = session.scalar(
        asked.where(OutboxRow.channel == place.channel, OutboxRow.message_ts == place.ts)
    )
    if found is None:
        found = session.scalar(
            asked.where(
                OutboxRow.channel == colleague.slack_id,
                OutboxRow.message_ts.is_(None),
                OutboxRow.state == RowState.DONE,
            )
        )
        if found is not None:
            found.channel, found.message_ts = place.channel, place.ts
    return found


def redraw_prompt(session: Session, mention: Mention, asked: OutboxRow, now: datetime) -> None:
    """Draw a prompt anew although nothing has happened, as its buttons are out of date."""
    key = f"prompt_update:{asked.id}:{now.timestamp():.6f}"
    _put_update(session, mention, asked.channel, key, {"row_id": asked.id}, now)


def _put_update(
    session: Session,
    mention: Mention,
    channel: str,
    key: str,
    payload: dict[str, Any],
    now: datetime,
) -> None:
    outbox.put_message(
        session,
        Kind.PROMPT_UPDATE,
        key,
        payload,
        now,
        to=Recipient(mention.workspace_id, channel, mention.id),
        lane=_lane(mention),
    )


def _lane(mention: Mention) -> str:
    return f"prompt:{mention.id}"


def settled_by(session: Session, mention_id: int, line_id: int) -> int | None:
    """Give the line of the log (id) that settles what was asked after another one."""
    return session.scalar(
        select(func.min(Engagement.id)).where(
            Engagement.mention_id == mention_id, Engagement.id > line_id
        )
    )
