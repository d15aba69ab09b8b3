"""The first call: a new card waits a while for the colleague whom it suits best, then for all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot import outbox
from bot.colleagues import facts_of
from bot.engagements import stands
from bot.facts import ColleagueKind, EngagementKind, MentionFacts, MentionState
from bot.models import Colleague, Engagement, Mention, Workspace
from bot.outbox import Kind
from bot.prompts import put_prompt, settle_prompts
from bot.store import in_portions
from bot.voices import is_external
from bot.working_time import is_working_time
from bot.workspaces import zone_named

_AT_A_TIME = 100
_TOOK_PART = (EngagementKind.CLAIM, EngagementKind.ACCEPT, EngagementKind.REPLY)


def first_called(session: Session, mention: Mention) -> Colleague | None:
    """Say for whom a new mention waits: whoever answered its person most, else a newcomer.

    A newcomer has never claimed, and is at work when the mention is found; of several the one who
    was called least.
    """
    workspace = session.get_one(Workspace, mention.workspace_id)
    able = _able(workspace)
    knows = (
        select(Colleague)
        .join(Engagement, Engagement.colleague_id == Colleague.id)
        .where(
            *able,
            Engagement.person_id == mention.person_id,
            Engagement.kind == EngagementKind.REPLY,
            stands(),
        )
        .group_by(Colleague.id)
        .order_by(func.count().desc(), func.max(Engagement.id).desc())
        .limit(1)
    )
    return session.scalar(knows) or next(
        (
            colleague
            for colleague in session.scalars(_newcomers(able))
            if is_working_time(mention.found_at, zone_named(colleague.zone or workspace.zone))
        ),
        None,
    )


def _able(workspace: Workspace) -> list[ColumnElement[bool]]:
    """Say of a Colleague that they can be called, and want to be."""
    kinds = [ColleagueKind.REGULAR]
    if not workspace.excludes_guests:
        kinds.append(ColleagueKind.GUEST)
    return [
        Colleague.workspace_id == workspace.id,
        Colleague.left_at.is_(None),
        Colleague.wants_suggestions.is_(True),
        Colleague.kind.in_(kinds),
    ]


def _newcomers(able: list[ColumnElement[bool]]) -> Select[Colleague]:
    took_part = (
        select(Engagement.id)
        .where(Engagement.colleague_id == Colleague.id, Engagement.kind.in_(_TOOK_PART), stands())
        .exists()
    )
    calls = select(func.count()).where(Mention.called_id == Colleague.id).scalar_subquery()
    return select(Colleague).where(*able, ~took_part).order_by(calls, Colleague.id)


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
            colleague = first_called(session, mention)
            if colleague is None:
                continue
            mention.called_id = colleague.id
            mention.called_until = now + timedelta(minutes=minutes)
            if colleague.wants_messages:
                put_prompt(session, Kind.FIRST_CALL, mention, colleague, now)


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
