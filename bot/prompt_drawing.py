"""Draws prompts: what a colleague is asked about a mention, or what has come of it by now."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session, joinedload

from bot.answers import first_call, hand_overs
from bot.answers import reminders as say
from bot.facts import EngagementFacts, FitReason, MentionFacts
from bot.known_notice_drawing import Reader, draw_known_notice
from bot.language import Language, Languages
from bot.mentions import load_mention
from bot.message import Message
from bot.models import Colleague, Engagement, Mention, Workspace
from bot.outbox import Kind
from bot.prompts import settled_by
from bot.reading import engagement_facts, mention_facts
from bot.reminders import lapses_at
from bot.workspaces import zone_named


@dataclass(frozen=True, slots=True)
class Prompt:
    """What was asked: of which kind, about which mention, and how things stood then (payload)."""

    kind: Kind
    mention_id: int
    payload: dict[str, Any]


def draw_prompt(
    session: Session, languages: Languages, workspace: Workspace, prompt: Prompt, *, anew: bool
) -> Message | None:
    """Draw a prompt as things stand; None where there is nothing left to ask.

    ``anew``: it stands in Slack already, so what has come of it is to be seen there.
    """
    mention = load_mention(session, prompt.mention_id)
    line_id = prompt.payload["line_id"]
    settled = settled_by(session, mention.id, line_id)
    if settled is not None and not anew and prompt.kind is not Kind.GIVEN_BACK:
        return None
    colleague = session.get_one(Colleague, prompt.payload["colleague_id"])
    language = languages.get(colleague.language or workspace.language)
    facts = mention_facts(mention)
    line = _line(session, line_id) if line_id else None
    outcome = _line(session, settled) if settled is not None else None
    if prompt.kind is Kind.OFFER and line is not None:
        return hand_overs.offer(facts, line, language, line_id, outcome)
    if prompt.kind is Kind.GIVEN_BACK and line is not None:
        return hand_overs.given_back(facts, line, language, outcome)
    asked_at = datetime.fromisoformat(prompt.payload["asked_at"])
    zone = zone_named(colleague.zone or workspace.zone)
    if prompt.kind is Kind.KNOWN:
        reader = Reader(colleague, language, zone)
        return draw_known_notice(session, mention, reader, outcome, anew=anew)
    if prompt.kind is Kind.FIRST_CALL:
        why = FitReason(prompt.payload["why"]) if prompt.payload["why"] else None
        if outcome is None and mention.called_id == colleague.id:
            until = datetime.fromisoformat(prompt.payload["until"])
            return first_call.first_call(facts, language, zone, until, why)
        settled_call = first_call.first_call_settled(facts, language, outcome, why)
        return settled_call if anew else None
    as_asked = _as_it_stood(facts, prompt, line)
    if outcome is None and _is_put_off(mention, asked_at):
        return say.still_on_it(as_asked, language, asked_at)
    return _reminder(as_asked, line_id, outcome, language, zone, asked_at)


def _reminder(
    as_asked: MentionFacts,
    line_id: int,
    outcome: EngagementFacts | None,
    language: Language,
    zone: ZoneInfo,
    asked_at: datetime,
) -> Message:
    if outcome is not None:
        return say.reminder_settled(as_asked, outcome, language, asked_at)
    ends = lapses_at(asked_at, zone)
    return say.reminder(
        as_asked, language, zone, asked_at=asked_at, lapses_at=ends, line_id=line_id
    )


def _as_it_stood(facts: MentionFacts, prompt: Prompt, line: EngagementFacts | None) -> MentionFacts:
    """Give a mention as it was when the holder was asked about it."""
    return replace(
        facts,
        since=datetime.fromisoformat(prompt.payload["since"]),
        is_offered=prompt.payload["is_offered"],
        giver=line.colleague if line is not None else None,
    )


def _is_put_off(mention: Mention, asked_at: datetime) -> bool:
    """Tell whether the holder's time has begun anew since they were asked."""
    return mention.time_from is not None and mention.time_from > asked_at


def _line(session: Session, line_id: int) -> EngagementFacts:
    loaded = [
        joinedload(Engagement.mention),
        joinedload(Engagement.person),
        joinedload(Engagement.colleague),
        joinedload(Engagement.other),
    ]
    return engagement_facts(session.get_one(Engagement, line_id, options=loaded))
