"""Summaries: what a flood brings beyond its first cards stands on one card until asked for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot import outbox
from bot.feed_models import Feed, Subscription
from bot.summary_models import Summary, SummaryLine


def summarise(
    session: Session, subscription: Subscription, mention_ids: Sequence[int], now: datetime
) -> None:
    """Let one card stand for mentions that get no cards of their own yet."""
    if not mention_ids:
        return
    summary = Summary(
        workspace_id=subscription.workspace_id,
        channel=subscription.channel,
        title=session.get_one(Feed, subscription.feed_id).title,
        created_at=now,
        version=1,
    )
    session.add(summary)
    session.flush()
    session.add_all(
        SummaryLine(mention_id=mention_id, summary_id=summary.id) for mention_id in mention_ids
    )
    _put(session, summary, outbox.Kind.SUMMARY, f"summary:{summary.id}", now)


def redraw_summary(session: Session, summary: Summary, now: datetime) -> None:
    """Draw a summary card anew, as what it names has changed."""
    key = f"summary_update:{summary.id}:redrawn:{now.timestamp():.0f}"
    _put(session, summary, outbox.Kind.SUMMARY_UPDATE, key, now)


def put_summary_update(session: Session, summary: Summary, now: datetime) -> None:
    """Draw a summary card anew, as it stands for fewer mentions; once for each version."""
    key = f"summary_update:{summary.id}:{summary.version}"
    _put(session, summary, outbox.Kind.SUMMARY_UPDATE, key, now)


def _put(session: Session, summary: Summary, kind: outbox.Kind, key: str, now: datetime) -> None:
    outbox.put_message(
        session,
        kind,
        key,
        {"summary_id": summary.id},
        now,
        to=outbox.Recipient(summary.workspace_id, summary.channel),
        lane=f"summary:{summary.id}",
    )
