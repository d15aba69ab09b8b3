"""Mentions: the changes of their state."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.engagements import standing_answers, stands
from bot.facts import EngagementKind, MentionFacts, MentionState
from bot.models import Colleague, Engagement, Mention
from bot.prompts import settle_prompts
from bot.reading import mention_facts
from bot.states import Event, Holder, Standing, Transition, transition
from bot.voices import with_voice


@dataclass(frozen=True, slots=True)
class Reply:
    """What a colleague answered out there: the text, and the link to it where there is one.

    ``at``: when, where that was before it is logged.
    """

    text: str
    link: str | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What comes with an event.

    ``other``: whom a mention is given to. ``note``: why. ``answer_id``: the line of the log whose
    answer is corrected or withdrawn. ``joined``: who else took part in an answer. ``by_bot``:
    nobody wishes it, it befalls the holder.
    """

    reply: Reply | None = None
    other: Colleague | None = None
    note: str | None = None
    answer_id: int | None = None
    joined: tuple[Colleague, ...] = ()
    by_bot: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a wish: whether it was done, the mention as it stands now, and what it did.

    ``line_id``: the line of the log in which it stands.
    """

    done: bool
    mention: MentionFacts
    engagement: EngagementKind | None = None
    line_id: int | None = None


NOTHING = Details()
# Not for what a colleague wrote.
_TAKES = (Event.CLAIM, Event.GIVE, Event.REPLY)


def change_mention(
    session: Session,
    mention_id: int,
    colleague: Colleague,
    event: Event,
    now: datetime,
    details: Details = NOTHING,
) -> Change:
    """Change a mention's state, if the table of transitions allows it at this very moment.

    The mention is locked while that is decided, so that of any number of colleagues one is first.
    The engagement and what is to be said are written in the same transaction.
    A reply to an open mention claims it first: two changes, two engagements, one line in Slack.
    """
    mention = lock_mention(session, mention_id)
    if mention.forgotten_at is not None:
        return Change(done=False, mention=mention_facts(load_mention(session, mention_id)))
    if mention.state is not MentionState.CLAIMED and event in _TAKES:
        facts = with_voice(session, load_mention(session, mention_id))
        if facts.voice is not None:
            return Change(done=False, mention=facts)
    if event is Event.REPLY and mention.state is MentionState.OPEN:
        _change(session, mention, colleague, Event.CLAIM, now, NOTHING)
    engagement = _change(session, mention, colleague, event, now, details)
    if engagement is not None:
        outbox.put_card_update(session, mention, now)
        outbox.put_thread_line(session, mention, engagement.id, now)
        settle_prompts(session, mention, now)
    facts = mention_facts(load_mention(session, mention_id))
    if engagement is None:
        return Change(done=False, mention=facts)
    return Change(done=True, mention=facts, engagement=engagement.kind, line_id=engagement.id)


def lock_mention(session: Session, mention_id: int) -> Mention:
    """Load a mention that nobody else changes until the end of the transaction."""
    return session.scalars(
        select(Mention)
        .where(Mention.id == mention_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def _change(
    session: Session,
    mention: Mention,
    colleague: Colleague,
    event: Event,
    now: datetime,
    details: Details,
) -> Engagement | None:
    """Do one step of the table and log it; None where the table refuses."""
    claim = _latest_claim(session, mention, colleague) if event is Event.RELEASE else None
    standing = Standing(
        state=mention.state,
        holds=mention.holder_id == colleague.id,
        is_offered=mention.is_offered,
        giver_held=mention.given_by_id is not None,
        claimed_at=claim.at if claim else None,
        wrote=_wrote(session, mention, colleague, details.answer_id),
        answers=mention.answer_count,
        by_bot=details.by_bot,
    )
    step = transition(event, standing, now)
    if step is None or (event is Event.GIVE and details.other in (None, colleague)):
        return None
    about_id = claim.id if claim and step.engagement is EngagementKind.UNDO else details.answer_id
    engagement = Engagement(
        workspace_id=mention.workspace_id,
        mention_id=mention.id,
        person_id=mention.person_id,
        colleague_id=colleague.id,
        kind=step.engagement,
        at=now,
        reply_text=details.reply.text if details.reply else None,
        reply_link=details.reply.link if details.reply else None,
        replied_at=details.reply.at if details.reply else None,
        other_id=details.other.id if details.other else _giver(mention, step),
        note=details.note,
        about_id=about_id,
    )
    session.add(engagement)
    _move(mention, colleague, step, now, details.other)
    session.flush()
    if step.event is Event.REPLY:
        _join(session, engagement, details.joined)
    if step.becomes is MentionState.REPLIED:
        _take_answers(session, mention)
    return engagement


def _join(session: Session, answer: Engagement, joined: tuple[Colleague, ...]) -> None:
    """Log who else took part in an answer, each once, and not its author."""
    others = {each.id for each in joined} - {answer.colleague_id}
    session.add_all(
        Engagement(
            workspace_id=answer.workspace_id,
            mention_id=answer.mention_id,
            person_id=answer.person_id,
            colleague_id=colleague_id,
            kind=EngagementKind.JOIN,
            at=answer.at,
            about_id=answer.id,
        )
        for colleague_id in sorted(others)
    )


def _move(
    mention: Mention,
    colleague: Colleague,
    step: Transition,
    now: datetime,
    other: Colleague | None,
) -> None:
    """Bring a mention into its next state; whose answer counts first is found out afterwards."""
    given_by_id = colleague.id if mention.state is MentionState.CLAIMED else None
    match step.holder:
        case Holder.NOBODY:
            mention.holder_id, mention.state_since = None, None
        case Holder.ASKER:
            mention.holder_id, mention.state_since = colleague.id, now
        case Holder.OTHER if other is not None:
            mention.holder_id, mention.state_since = other.id, now
        case Holder.GIVER:
            mention.holder_id, mention.state_since = mention.given_by_id, now
        case _:
            pass
    mention.is_offered = step.event is Event.GIVE
    mention.given_by_id = given_by_id if step.event is Event.GIVE else None
    mention.state = step.becomes
    mention.time_from = now if step.becomes is MentionState.CLAIMED else None
    mention.reminded_at = None
    mention.called_id, mention.called_until = None, None
    mention.version += 1
    if step.becomes is not MentionState.REPLIED:
        mention.answer_count, mention.reply_text, mention.reply_link = 0, None, None


def _take_answers(session: Session, mention: Mention) -> None:
    """Let a mention show its first answer that stands, and whose it is."""
    answers = standing_answers(session, [mention.id])[mention.id]
    first = session.get_one(Engagement, answers[0].id)
    mention.holder_id, mention.state_since = first.colleague_id, first.at
    mention.answer_count = len(answers)
    mention.reply_text, mention.reply_link = answers[0].text, answers[0].link
    session.flush()


def _giver(mention: Mention, step: Transition) -> int | None:
    """Say who gets a mention back."""
    return mention.given_by_id if step.event is Event.DECLINE else None


def _latest_claim(session: Session, mention: Mention, colleague: Colleague) -> Engagement | None:
    """Find a colleague's claim, where nothing was done with the mention since."""
    last = session.scalar(
        select(Engagement)
        .where(Engagement.mention_id == mention.id)
        .order_by(Engagement.id.desc())
        .limit(1)
    )
    ours = last and last.kind is EngagementKind.CLAIM and last.colleague_id == colleague.id
    return last if ours else None


def _wrote(session: Session, mention: Mention, colleague: Colleague, answer_id: int | None) -> bool:
    """Tell whether an answer is the colleague's, to this mention, and stands."""
    if answer_id is None:
        return False
    found = select(Engagement.id).where(
        Engagement.id == answer_id,
        Engagement.mention_id == mention.id,
        Engagement.colleague_id == colleague.id,
        Engagement.kind == EngagementKind.REPLY,
        stands(),
    )
    return session.scalar(found) is not None


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
