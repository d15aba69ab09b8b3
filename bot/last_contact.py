"""The last contact: when somebody of us last answered a person."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from bot.answer_facts import LastContact
from bot.colleagues import facts_of
from bot.engagements import stands
from bot.facts import EngagementKind
from bot.models import Engagement
from bot.people import everyone_read_as


def last_contact(session: Session, person_id: int) -> LastContact | None:
    """Give the last answer to a person that stands, or to whoever is read as the same.

    None where nobody has answered them yet.
    """
    last = session.scalar(
        select(Engagement)
        .options(joinedload(Engagement.colleague), joinedload(Engagement.mention))
        .where(
            Engagement.person_id.in_(everyone_read_as(person_id)),
            Engagement.kind == EngagementKind.REPLY,
            stands(),
        )
        .order_by(func.coalesce(Engagement.replied_at, Engagement.at).desc(), Engagement.id.desc())
        .limit(1)
    )
    if last is None:
        return None
    return LastContact(facts_of(last.colleague), last.replied_at or last.at, last.mention.title)
