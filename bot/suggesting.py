"""Suggesting: what is known of the colleagues who might take a mention."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.colleagues import facts_of
from bot.contacts import contacts_with
from bot.engagements import CONTACT, stands
from bot.facts import ColleagueKind, EngagementKind, FitFacts, FitReason, MentionState
from bot.fitting import Candidate, fitting
from bot.models import Colleague, Engagement, Mention, Workspace
from bot.topics import topic_words

# What was answered before says little about whom a mention suits now.
_LATELY = timedelta(days=180)
_ANSWERS = 500
# Of so many it is asked whether they are away, so that two are left.
_SHORT_LIST = 6
_LET_GO = (
    EngagementKind.RELEASE,
    EngagementKind.GIVE,
    EngagementKind.DECLINE,
    EngagementKind.LAPSE,
)


@dataclass(slots=True)
class _Answers:
    """What a colleague answered lately."""

    last: datetime
    topics: set[str] = field(default_factory=set)
    at_place: int = 0


def short_list(session: Session, mention: Mention, now: datetime) -> list[str]:
    """List the colleagues (Slack ids) whom an open mention would suit, if they are not away."""
    if mention.state is not MentionState.OPEN:
        return []
    fits = fitting(mention.title, _candidates(session, mention, now), _SHORT_LIST)
    return [fit.colleague.slack_id for fit in fits]


def suggested(
    session: Session, mention: Mention, present: Collection[str], now: datetime
) -> tuple[FitFacts, ...]:
    """Say whom an open mention suits, of those (Slack ids) who are known not to be away.

    Nobody as long as it waits for one colleague.
    """
    if mention.state is not MentionState.OPEN or not present or mention.called_id is not None:
        return ()
    candidates = _candidates(session, mention, now)
    here = [each for each in candidates if each.colleague.slack_id in present]
    return tuple(fitting(mention.title, here))


def best_fit(session: Session, mention: Mention) -> FitFacts | None:
    """Say whom a new mention suits best; None where nobody but has time."""
    candidates = _candidates(session, mention, mention.found_at)
    best = next(iter(fitting(mention.title, candidates, 1)), None)
    return best if best is not None and best.reason is not FitReason.TIME else None


def can_take(workspace: Workspace) -> list[ColumnElement[bool]]:
    """Say of a Colleague that they may take mentions: no bots, and guests where they take part."""
    kinds = [ColleagueKind.REGULAR]
    if not workspace.excludes_guests:
        kinds.append(ColleagueKind.GUEST)
    return [Colleague.workspace_id == workspace.id, Colleague.kind.in_(kinds)]


def _candidates(session: Session, mention: Mention, now: datetime) -> list[Candidate]:
    """Gather those who answered anybody lately, or know the author."""
    contacts = contacts_with(session, [mention.person_id]) if mention.authors else {}
    known = {each.colleague.id: each for each in contacts.get(mention.person_id, ())}
    answers = _answers(session, mention, now)
    ids = sorted({*known, *answers})
    let_go = set(
        session.scalars(
            select(Engagement.colleague_id).where(
                Engagement.mention_id == mention.id, Engagement.kind.in_(_LET_GO)
            )
        )
    )
    holds = _holds(session, mention.workspace_id)
    able = can_take(session.get_one(Workspace, mention.workspace_id))
    candidates = []
    for colleague in session.scalars(select(Colleague).where(Colleague.id.in_(ids), *able)):
        answered = answers.get(colleague.id)
        contact = known.get(colleague.id)
        candidates.append(
            Candidate(
                facts_of(colleague),
                knows=contact is not None,
                to_author=contact.replies if contact else 0,
                topics=frozenset(answered.topics) if answered else frozenset(),
                at_place=answered.at_place if answered else 0,
                holds=holds[colleague.id],
                last=answered.last if answered else None,
                turned_down=colleague.id in let_go,
                wants=colleague.wants_suggestions,
                has_left=colleague.left_at is not None,
            )
        )
    return candidates


def _answers(session: Session, mention: Mention, now: datetime) -> dict[int, _Answers]:
    """Read what colleagues (id) answered lately, or took part in, in the mention's workspace."""
    rows = session.execute(
        select(Engagement.colleague_id, Engagement.at, Mention.title, Mention.place)
        .join(Mention, Mention.id == Engagement.mention_id)
        .where(
            Engagement.workspace_id == mention.workspace_id,
            Engagement.at > now - _LATELY,
            Engagement.kind.in_(CONTACT),
            stands(),
        )
        .order_by(Engagement.at.desc(), Engagement.id.desc())
        .limit(_ANSWERS)
    )
    answers: dict[int, _Answers] = {}
    for colleague_id, at, title, place in rows:
        mine = answers.setdefault(colleague_id, _Answers(last=at))
        mine.topics |= topic_words(title).keys()
        mine.at_place += bool(place) and place == mention.place
    return answers


def _holds(session: Session, workspace_id: int) -> Counter[int]:
    rows = session.execute(
        select(Mention.holder_id, func.count())
        .where(Mention.workspace_id == workspace_id, Mention.state == MentionState.CLAIMED)
        .group_by(Mention.holder_id)
    )
    return Counter({holder_id: count for holder_id, count in rows if holder_id is not None})
