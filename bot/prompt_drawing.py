"""Draws prompts: what a colleague is asked about a mention, or what has come of it by now."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session, joinedload

from bot.answers import hand_overs
from bot.answers.claims import reminder
from bot.facts import EngagementFacts, MentionFacts, MentionState
from bot.hand_overs import giver_of
from bot.language import Language, Languages
from bot.mentions import load_mention
from bot.message import Message
from bot.models import Colleague, Engagement, Mention, Workspace
from bot.outbox import Kind
from bot.prompts import settled_by
from bot.reading import engagement_facts, mention_facts


def draw_prompt(
    session: Session,
    languages: Languages,
    workspace: Workspace,
    kind: Kind,
    mention_id: int,
    payload: dict[str, Any],
    now: datetime,
) -> Message | None:
    """Draw a prompt as things stand; None for a reminder of what is settled already."""
    mention = load_mention(session, mention_id)
    colleague = session.get_one(Colleague, payload["colleague_id"])
    language = languages.get(colleague.language or workspace.language)
    facts = replace(mention_facts(mention), giver=giver_of(session, mention))
    settled = settled_by(session, mention.id, payload["line_id"])
    outcome = _line(session, settled) if settled is not None else None
    match kind:
        case Kind.OFFER:
            asked = _line(session, payload["line_id"])
            return hand_overs.offer(facts, asked, language, payload["line_id"], outcome)
        case Kind.GIVEN_BACK:
            back = _line(session, payload["line_id"])
            return hand_overs.given_back(facts, back, language, outcome)
        case _:
            return _reminder(mention, facts, colleague, language, now)


def _reminder(
    mention: Mention, facts: MentionFacts, colleague: Colleague, language: Language, now: datetime
) -> Message | None:
    if mention.state is not MentionState.CLAIMED or mention.holder_id != colleague.id:
        return None
    return reminder(facts, language, now)


def _line(session: Session, line_id: int) -> EngagementFacts:
    loaded = [
        joinedload(Engagement.mention),
        joinedload(Engagement.person),
        joinedload(Engagement.colleague),
        joinedload(Engagement.other),
    ]
    return engagement_facts(session.get_one(Engagement, line_id, options=loaded))
