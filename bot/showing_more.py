"""Showing more: what a summary card still stands for, and its next cards when asked for."""

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.desk import Asker, Desk
from bot.facts import MentionState, SummaryFacts
from bot.message import Message
from bot.models import Mention
from bot.reading import mention_facts
from bot.summaries import put_summary_update
from bot.summary_message import already_shown, nothing_left
from bot.summary_models import Summary, SummaryLine

AT_A_TIME = 20
"""Cards that one press of the button brings."""
_NAMED = 5


def show_more(desk: Desk, asker: Asker, summary_id: int, version: int) -> Message | None:
    """Bring the cards of a summary's next mentions; say why where there are none to bring.

    ``version`` is the one of the card that was pressed: of two who press at once one is first,
    and the other does not bring the next ones unseen.
    """
    with desk.visit(asker) as visit:
        session = visit.session
        is_first = session.scalar(
            update(Summary)
            .where(
                Summary.id == summary_id,
                Summary.workspace_id == visit.workspace.id,
                Summary.version == version,
            )
            .values(version=Summary.version + 1)
            .returning(Summary.id)
            .execution_options(synchronize_session=False)
        )
        if is_first is None:
            return already_shown(visit.language)
        mentions = session.scalars(
            _waiting(summary_id).order_by(Mention.id.desc()).limit(AT_A_TIME)
        ).all()
        oldest_first = [outbox.about(mention) for mention in reversed(mentions)]
        outbox.put(session, [row for to in oldest_first for row in outbox.card_rows(to, visit.now)])
        session.execute(
            update(SummaryLine)
            .where(SummaryLine.mention_id.in_([mention.id for mention in mentions]))
            .values(shown_at=visit.now)
        )
        summary = session.get_one(Summary, summary_id, populate_existing=True)
        put_summary_update(session, summary, visit.now)
        return None if mentions else nothing_left(visit.language)


def summary_facts(session: Session, summary: Summary) -> SummaryFacts:
    """Read how many mentions a summary still stands for, and the newest of them."""
    waiting = _waiting(summary.id)
    newest = session.scalars(
        waiting.options(joinedload(Mention.holder)).order_by(Mention.id.desc()).limit(_NAMED)
    )
    return SummaryFacts(
        id=summary.id,
        version=summary.version,
        feed=summary.title,
        left=session.scalar(select(func.count()).select_from(waiting.subquery())) or 0,
        newest=tuple(mention_facts(mention) for mention in newest),
    )


def _waiting(summary_id: int) -> Select[Mention]:
    """Ask for the mentions that have no card yet; what was set aside needs none."""
    return (
        select(Mention)
        .join(SummaryLine, SummaryLine.mention_id == Mention.id)
        .where(
            SummaryLine.summary_id == summary_id,
            SummaryLine.shown_at.is_(None),
            Mention.state != MentionState.DISMISSED,
        )
    )
