"""Hand-overs: who gave a mention to whom."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bot.colleagues import facts_of
from bot.facts import ColleagueFacts, EngagementKind
from bot.models import Engagement, Mention


def giving(session: Session, mention_id: int) -> Engagement | None:
    """Give the line of the log in which a mention was handed over last."""
    return session.scalar(
        select(Engagement)
        .options(joinedload(Engagement.colleague))
        .where(Engagement.mention_id == mention_id, Engagement.kind == EngagementKind.GIVE)
        .order_by(Engagement.id.desc())
        .limit(1)
    )


def giver_of(session: Session, mention: Mention) -> ColleagueFacts | None:
    """Name who handed a mention over, while the other one has not said yes or no."""
    line = giving(session, mention.id) if mention.is_offered else None
    return facts_of(line.colleague) if line is not None else None
