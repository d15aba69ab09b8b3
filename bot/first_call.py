"""The first call: a new card waits a while for the colleague whom it suits best, then for all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot import outbox
from bot.colleagues import facts_of, meet_colleague
from bot.engagements import CONTACT, stands
from bot.facts import EngagementKind, FitReason, MentionFacts, MentionState
from bot.models import Colleague, Engagement, Mention, Workspace
from bot.outbox import Kind
from bot.prompts import put_prompt, settle_prompts
from bot.store import in_portions
from bot.suggesting import best_fit, can_take
from bot.voices import is_external
from bot.working_time import is_working_time
from bot.workspaces import zone_named

_AT_A_TIME = 100
_TOOK_PART = (EngagementKind.CLAIM, EngagementKind.ACCEPT, *CONTACT)


def first_called(session: Session, mention: Mention) -> tuple[Colleague | None, FitReason | None]:
    """Say for whom a new mention waits, and why: whom it suits best, as cards say it.

    Where it suits nobody, that is a newcomer: somebody who has never claimed, and is at work when
    the mention is found; of several the one who was called least.
    """
    workspace = session.get_one(Workspace, mention.workspace_id)
    fit = best_fit(session, mention)
    if fit is not None:
        return meet_colleague(session, workspace.id, fit.colleague.slack_id), fit.reason
    newcomers = session.scalars(_newcomers(workspace))
    at_work = (
        colleague
        for colleague in newcomers
        if is_working_time(mention.found_at, zone_named(colleague.zone or workspace.zone))
    )
    return next(at_work, None), None


def _newcomers(workspace: Workspace) -> Select[Colleague]:
    able = (Colleague.left_at.is_(None), Colleague.wants_suggestions.is_(True))
    took_part = (
        select(Engagement.id)
        .where(Engagement.colleague_id == Colleague.id, Engagement.kind.in_(_TOOK_PART), stands())
        .exists()
    )
    calls = select(func.count()).where(Mention.called_id == Colleague.id).scalar_subquery()
    return (
        select(Colleague)
        .where(*can_take(workspace), *able, ~took_part)
        .order_by(calls, Colleague.id)
    )


def call_first(session: Session, mention_ids: Sequence[int], now: datetime) -> None:
    """Let new mentions (id) wait for one colleague each, where their workspace wishes it.

    Their cards are in the outbox already: whoever is called is told after those.
    """
    for some in in_portions(mention_ids):
        wishing = session.execute(
            select(Mention, Workspace.first_call_minutes)
            .join(Workspace, Mention.workspace_id == Workspace.id)
            .where(Mention.id.in_(some), Workspace.first_call_minutes > 0, is_external())
            .order_by(Mention.id)
        )
        for mention, minutes in wishing.all():
            colleague, why = first_called(session, mention)
            if colleague is None:
                continue
            mention.called_id = colleague.id
            mention.called_until = now + timedelta(minutes=minutes)
            if colleague.wants_messages:
                put_prompt(session, Kind.FIRST_CALL, mention, colleague, now, why)


def end_first_calls(session: Session, now: datetime) -> int:
    """Open to all what has waited long enough for one colleague; return how many."""
    over = session.scalars(
        select(Mention)
        .where(Mention.called_until <= now)
        .order_by(Mention.id)
        .limit(_AT_A_TIME)
        .with_for_update(skip_locked=True, of=Mention)
    ).all()
    for mention in over:
        end_first_call(session, mention, now)
    return len(over)


def end_first_call(session: Session, mention: Mention, now: datetime) -> None:
    """Open a mention to all; it is locked."""
    mention.called_id, mention.called_until = None, None
    mention.version += 1
    outbox.put_card_update(session, mention, now)
    settle_prompts(session, mention, now)


def waits_for_another(mention: Mention, colleague: Colleague, now: datetime) -> bool:
    """Tell whether a mention still waits for somebody else."""
    until = mention.called_until
    return (
        mention.state is MentionState.OPEN
        and until is not None
        and now < until
        and mention.called_id != colleague.id
    )


def with_call(session: Session, mention: Mention, facts: MentionFacts) -> MentionFacts:
    """Add to a mention's facts for whom it waits, and until when."""
    if mention.called_id is None:
        return facts
    called = session.get_one(Colleague, mention.called_id)
    return replace(facts, called=facts_of(called), called_until=mention.called_until)
