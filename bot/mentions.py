"""Mentions: the changes of their state."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.facts import EngagementKind, MentionFacts, MentionState
from bot.models import Colleague, Engagement, Mention
from bot.reading import mention_facts


class Who(Enum):
    """Who may bring about a change."""

    ANYONE = "anyone"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Rule:
    """From this state, who may."""

    state: MentionState
    who: Who


# What each change starts from and leads to; whatever is not here is refused.
RULES: dict[EngagementKind, tuple[tuple[Rule, ...], MentionState]] = {
    EngagementKind.CLAIM: (
        (Rule(MentionState.OPEN, Who.ANYONE),),
        MentionState.CLAIMED,
    ),
    EngagementKind.RELEASE: (
        (Rule(MentionState.CLAIMED, Who.HOLDER),),
        MentionState.OPEN,
    ),
    EngagementKind.DISMISS: (
        (Rule(MentionState.OPEN, Who.ANYONE), Rule(MentionState.CLAIMED, Who.HOLDER)),
        MentionState.DISMISSED,
    ),
    EngagementKind.REOPEN: (
        (Rule(MentionState.DISMISSED, Who.ANYONE),),
        MentionState.OPEN,
    ),
    EngagementKind.REPLY: (
        (Rule(MentionState.CLAIMED, Who.HOLDER),),
        MentionState.REPLIED,
    ),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a colleague answered out there: the text, and the link to it where there is one."""

    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a wish: whether it was done, and the mention as it stands now."""

    done: bool
    mention: MentionFacts


def allowed(kind: EngagementKind, state: MentionState, *, holds: bool) -> bool:
    """Say whether a colleague may bring about a change, from what the mention is now."""
    rules, _ = RULES[kind]
    return any(rule.state == state and (rule.who is Who.ANYONE or holds) for rule in rules)


def change_mention(
    session: Session,
    mention_id: int,
    colleague: Colleague,
    kind: EngagementKind,
    now: datetime,
    reply: Reply | None = None,
) -> Change:
    """Change a mention's state, if the rules allow it at this very moment.

    One conditional UPDATE decides, so that of any number of colleagues one is first. The
    engagement and what is to be said are written in the same transaction.
    A reply to an open mention claims it first: two changes, two engagements, one line in Slack.
    """
    if kind is EngagementKind.REPLY and _decide(
        session, mention_id, colleague, EngagementKind.CLAIM, now, None
    ):
        _log(session, mention_id, colleague, EngagementKind.CLAIM, now, None)
    done = _decide(session, mention_id, colleague, kind, now, reply)
    mention = load_mention(session, mention_id)
    if done:
        engagement = _log(session, mention_id, colleague, kind, now, reply)
        outbox.put_card_update(session, mention, now)
        outbox.put_thread_line(session, mention, engagement.id, now)
    return Change(done, mention_facts(mention))


def _decide(
    session: Session,
    mention_id: int,
    colleague: Colleague,
    kind: EngagementKind,
    now: datetime,
    reply: Reply | None,
) -> bool:
    rules, state = RULES[kind]
    is_open = state is MentionState.OPEN
    result = session.execute(
        update(Mention)
        .where(Mention.id == mention_id, or_(*(_holds(rule, colleague) for rule in rules)))
        .values(
            state=state,
            holder_id=None if is_open else colleague.id,
            state_since=None if is_open else now,
            reminded_at=None,
            version=Mention.version + 1,
            reply_text=reply.text if reply else None,
            reply_link=reply.link if reply else None,
        )
        .returning(Mention.id)
        .execution_options(synchronize_session=False)
    )
    return result.first() is not None


def _holds(rule: Rule, colleague: Colleague) -> ColumnElement[bool]:
    state = Mention.state == rule.state
    return state if rule.who is Who.ANYONE else and_(state, Mention.holder_id == colleague.id)


def _log(
    session: Session,
    mention_id: int,
    colleague: Colleague,
    kind: EngagementKind,
    now: datetime,
    reply: Reply | None,
) -> Engagement:
    mention = load_mention(session, mention_id)
    engagement = Engagement(
        workspace_id=mention.workspace_id,
        mention_id=mention.id,
        person_id=mention.person_id,
        colleague_id=colleague.id,
        kind=kind,
        at=now,
        reply_text=reply.text if reply else None,
        reply_link=reply.link if reply else None,
    )
    session.add(engagement)
    session.flush()
    return engagement


def load_mention(session: Session, mention_id: int) -> Mention:
    """Load a mention with its holder, as it stands in the database now."""
    return session.scalars(
        select(Mention)
        .options(joinedload(Mention.holder))
        .where(Mention.id == mention_id)
        .execution_options(populate_existing=True)
    ).one()


def mention_by_number(session: Session, workspace_id: int, number: int) -> Mention | None:
    """Find a mention by its number in its workspace."""
    return session.scalar(
        select(Mention)
        .options(joinedload(Mention.holder))
        .where(Mention.workspace_id == workspace_id, Mention.number == number)
    )


def mention_by_card(
    session: Session, workspace_id: int, channel: str, card_ts: str
) -> Mention | None:
    """Find the mention whose card is a Slack message; None for any other message."""
    return session.scalar(
        select(Mention)
        .options(joinedload(Mention.holder))
        .where(
            Mention.workspace_id == workspace_id,
            Mention.channel == channel,
            Mention.card_ts == card_ts,
        )
    )
