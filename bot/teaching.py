"""Teaching: what a colleague is told about a place at the moment they claim something there."""

from sqlalchemy import func, select

from bot.answers.tips import lesson
from bot.buddies import find_buddy
from bot.desk import Visit
from bot.engagements import stands
from bot.facts import EngagementKind
from bot.message import Message
from bot.models import Engagement, Mention
from bot.place_words import KEYS, read_tips
from bot.tip_facts import Lesson, PlaceTips, extent_at_claim


def lesson_at_claim(visit: Visit, mention: Mention) -> Message | None:
    """Say what helps with a mention that the visitor has just claimed; None: nothing is due."""
    tips = tips_for(visit, mention)
    claims = _count(visit, EngagementKind.CLAIM, mention.place_key)
    answers = _count(visit, EngagementKind.REPLY, mention.place_key)
    extent = extent_at_claim(claims, answers, hidden=tips.hidden)
    buddy = find_buddy(visit, mention) if claims == 1 else None
    return lesson(Lesson(tips, extent, buddy), visit.language)


def tips_for(visit: Visit, mention: Mention) -> PlaceTips:
    """Read what is told about the place where a mention is answered."""
    # A place that a later version knew is a site like others here.
    return read_tips(visit, mention.place_key if mention.place_key in KEYS else "url")


def _count(visit: Visit, kind: EngagementKind, place: str) -> int:
    """Count the mentions at a place with which the visitor did something that still stands."""
    return (
        visit.session.scalar(
            select(func.count(Engagement.mention_id.distinct()))
            .join(Mention, Mention.id == Engagement.mention_id)
            .where(
                Engagement.colleague_id == visit.colleague.id,
                Engagement.kind == kind,
                Mention.place_key == place,
                stands(),
            )
        )
        or 0
    )
