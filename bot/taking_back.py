"""Taking back what Slack shows: what the outbox shall do when the database has forgotten a text."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.orm import Session

from bot import outbox
from bot.answer_models import Lesson
from bot.models import Engagement, Mention
from bot.naming import Naming
from bot.outbox import Kind, RowState
from bot.prompts import PROMPTS
from bot.slack_models import DigestRun, OutboxRow
from bot.store import in_portions
from bot.summaries import redraw_summary
from bot.summary_models import Summary, SummaryLine

_NUMBER = re.compile(r"#(\d{1,9})\b")
_USERS = ("U", "W")
"""So begin users' ids: in which conversation such a message stands, nobody knows."""
_NAMED_ON_DIGESTS = timedelta(days=2)
"""So long after the last thing that happened to a mention a digest may name it."""


def take_back(session: Session, workspace_id: int, mentions: Any, now: datetime) -> None:  # noqa: ANN401  # a subquery
    """Blank the cards of mentions (a query for ids), and take back what was said about them.

    To be called as long as the outbox knows what was said, and after the mentions' versions have
    changed.
    """
    theirs = select(Mention).where(Mention.id.in_(mentions))
    for mention in session.scalars(theirs.execution_options(populate_existing=True)).all():
        to = outbox.about(mention)
        outbox.put(session, [outbox.card_update_row(to, mention.version, now)])
        if mention.card_ts:
            outbox.put_thread_taken_back(session, mention, now)
    asked = select(OutboxRow).where(OutboxRow.kind.in_(PROMPTS), OutboxRow.mention_id.in_(mentions))
    _take_back_rows(session, session.scalars(asked).all(), now)
    lines = select(SummaryLine.summary_id).where(SummaryLine.mention_id.in_(mentions))
    _redraw_summaries(session, set(session.scalars(lines)), now)
    lessons = select(Lesson.id).join(Engagement, Engagement.id == Lesson.engagement_id)
    learned = session.scalars(lessons.where(Engagement.mention_id.in_(mentions))).all()
    _redraw_lessons(session, learned, now)
    _redraw_digests(session, workspace_id, mentions, now)


def take_back_direct(
    session: Session,
    workspace_id: int,
    mentions: Any,  # noqa: ANN401  # a subquery
    naming: Naming,
    now: datetime,
) -> None:
    """Take back direct messages that name somebody or one of their mentions.

    That is as far as the outbox remembers them.
    """
    numbers = set(session.scalars(select(Mention.number).where(Mention.id.in_(mentions))))
    rows = select(OutboxRow).where(
        OutboxRow.workspace_id == workspace_id,
        OutboxRow.kind == Kind.DIRECT,
        OutboxRow.message_ts.is_not(None),
    )
    named = [
        row
        for row in session.scalars(rows)
        if naming.is_in(row.payload) or numbers & _numbers_in(row.payload)
    ]
    _take_back_rows(session, named, now)


def _numbers_in(payload: dict[str, Any]) -> set[int]:
    """Find the numbers of the mentions that a message is about."""
    return {int(number) for number in _NUMBER.findall(str(payload))}


def redraw(
    session: Session,
    now: datetime,
    *,
    mentions: Sequence[int],
    engagements: Sequence[int],
    summaries: Sequence[int],
    lessons: Sequence[int],
) -> None:
    """Draw anew what rows (by id) whose texts have changed said: cards, thread lines and others."""
    for some in in_portions(mentions):
        session.execute(
            update(Mention)
            .where(Mention.id.in_(some))
            .values(version=Mention.version + 1)
            .execution_options(synchronize_session=False)
        )
        cards = select(Mention).where(Mention.id.in_(some), _has_card())
        changed = session.scalars(cards.execution_options(populate_existing=True)).all()
        for mention in changed:
            outbox.put_card_update(session, mention, now)
    for some in in_portions(engagements):
        lines = select(Engagement, Mention).join(Mention, Mention.id == Engagement.mention_id)
        lines = lines.where(Engagement.id.in_(some))
        for engagement, mention in session.execute(lines).all():
            if mention.card_ts:
                payload = {"engagement_id": engagement.id}
                of = f"thread_line:{engagement.id}"
                outbox.put_redraw(session, outbox.about(mention), of, payload, engagement.at, now)
    _redraw_summaries(session, set(summaries), now)
    _redraw_lessons(session, lessons, now)


def _has_card() -> Any:  # noqa: ANN401  # a condition
    """Ask for mentions that have a card in Slack, or are about to."""
    card = exists().where(OutboxRow.mention_id == Mention.id, OutboxRow.kind == Kind.CARD)
    return or_(Mention.card_ts.is_not(None), card)


def _take_back_rows(session: Session, rows: Sequence[OutboxRow], now: datetime) -> None:
    for row in rows:
        if row.state in outbox.UNFINISHED:
            row.state = RowState.DONE
        elif row.message_ts and not row.channel.startswith(_USERS):
            outbox.put_taken_back(session, row.workspace_id, row.channel, row.message_ts, now)


def _redraw_summaries(session: Session, summary_ids: set[int], now: datetime) -> None:
    for summary_id in sorted(summary_ids):
        redraw_summary(session, session.get_one(Summary, summary_id), now)


def _redraw_lessons(session: Session, lesson_ids: Sequence[int], now: datetime) -> None:
    """Draw anew what teams were told of lessons."""
    for some in in_portions(lesson_ids):
        told = select(Lesson).where(Lesson.id.in_(some), Lesson.channel.is_not(None))
        for lesson in session.scalars(told).all():
            if lesson.channel is not None and lesson.told_at is not None:
                to = outbox.Recipient(lesson.workspace_id, lesson.channel)
                of = f"lesson:{lesson.id}:{lesson.channel}"
                about = {"lesson_id": lesson.id}
                outbox.put_redraw(session, to, of, about, lesson.told_at, now)


def _redraw_digests(session: Session, workspace_id: int, mentions: Any, now: datetime) -> None:  # noqa: ANN401  # a subquery
    """Draw the digests anew that may have named mentions: from the first one to the last change."""
    last = func.coalesce(Mention.state_since, Mention.found_at)
    first_found, last_changed = session.execute(
        select(func.min(Mention.found_at), func.max(last)).where(Mention.id.in_(mentions))
    ).one()
    if first_found is None:
        return
    # Later answers and lessons stand in digests too, and leave the state as it is.
    last_done = session.scalar(
        select(func.max(Engagement.at)).where(Engagement.mention_id.in_(mentions))
    )
    last_changed = max(last_changed, last_done or last_changed)
    runs = session.scalars(
        select(DigestRun).where(
            DigestRun.workspace_id == workspace_id,
            DigestRun.decided_at >= first_found,
            DigestRun.decided_at <= last_changed + _NAMED_ON_DIGESTS,
        )
    )
    for run in runs.all():
        day = run.day.isoformat()
        of = f"digest:{workspace_id}:{run.channel}:{day}"
        to = outbox.Recipient(workspace_id, run.channel)
        outbox.put_redraw(session, to, of, {"day": day}, run.decided_at, now)
