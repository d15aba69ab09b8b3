"""The last contact: when somebody of us last answered a person."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bot.answer_facts import LastContact
from bot.colleagues import facts_of
from bot.engagements import contact_at, stands
from bot.facts import EngagementKind
from bot.models import Engagement
from bot.people import everyone_read_as


def last_contact(session: Session, person_id: int) -> LastContact | None:
    """Give the last answer to a person that stands, or to whoever is read as the same.

    None where nobody has answered them yet.
    """
    at = contact_at()
    last = session.execute(
        select(Engagement, at)
        .options(joinedload(Engagement.colleague), joinedload(Engagement.mention))
        .where(
            Engagement.person_id.in_(everyone_read_as(person_id)),
            Engagement.kind == EngagementKind.REPLY,
            stands(),
        )
        .order_by(at.desc(), Engagement.id.desc())
        .limit(1)
    ).first()
    if last is None:
        return None
    answer, answered_at = last
    return LastContact(facts_of(answer.colleague), answered_at, answer.mention.title)
