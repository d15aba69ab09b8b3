"""Reminders: whoever holds a claim too long is asked about it once, in private."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.facts import MentionState
from bot.models import Mention


def decide_reminders(session: Session, now: datetime, limit: timedelta) -> int:
    """Put a reminder into the outbox for each claim older than the limit; return how many."""
    overdue = session.scalars(
        select(Mention)
        .options(joinedload(Mention.holder, innerjoin=True))
        .where(
            Mention.state == MentionState.CLAIMED,
            Mention.state_since <= now - limit,
            Mention.reminded_at.is_(None),
        )
        .order_by(Mention.id)
        .limit(100)
        .with_for_update(skip_locked=True, of=Mention)
    ).all()
    for mention in overdue:
        if mention.holder is None or mention.state_since is None:
            continue
        mention.reminded_at = now
        outbox.put_message(
            session,
            outbox.Kind.REMINDER,
            f"reminder:{mention.id}:{mention.version}",
            {"colleague_id": mention.holder.id},
            now,
            to=outbox.Recipient(mention.workspace_id, mention.holder.slack_id, mention.id),
        )
    return len(overdue)
