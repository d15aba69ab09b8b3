"""Buddies: whoever has answered most at a place can be asked before the first answer there."""

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import outbox
from bot.answers.guidance import no_such_mention
from bot.answers.tips import buddy_asked, buddy_asks, buddy_gone, buddy_not_asked
from bot.colleagues import facts_of, meet_colleague
from bot.desk import Asker, Desk, Visit
from bot.engagements import stands
from bot.facts import ColleagueFacts, EngagementKind
from bot.leaving import note_account
from bot.mentions import mention_by_number
from bot.message import Message
from bot.models import Colleague, Engagement, Mention
from bot.place_words import KEYS
from bot.reading import mention_facts
from bot.slack import RefusedError, Slack, SlackCallError
from bot.tip_facts import Buddy

# What Slack says of somebody who cannot be written to any more
# (https://docs.slack.dev/reference/methods/conversations.open).
_GONE = {"user_disabled", "user_not_found"}

log = structlog.get_logger(__name__)


def find_buddy(visit: Visit, mention: Mention) -> Buddy | None:
    """Find who has most answers standing at the place of a mention; of several, the latest."""
    answers = func.count(Engagement.mention_id.distinct())
    row = visit.session.execute(
        select(Colleague, answers)
        .join(Engagement, Engagement.colleague_id == Colleague.id)
        .join(Mention, Mention.id == Engagement.mention_id)
        .where(
            Engagement.workspace_id == visit.workspace.id,
            Engagement.kind == EngagementKind.REPLY,
            Mention.place_key == mention.place_key,
            Colleague.id != visit.colleague.id,
            Colleague.left_at.is_(None),
            stands(),
        )
        .group_by(Colleague.id)
        .order_by(answers.desc(), func.max(Engagement.at).desc())
        .limit(1)
    ).first()
    return Buddy(facts_of(row[0]), row[1], mention.number) if row else None


def ask_buddy(desk: Desk, slack: Slack, asker: Asker, number: int, buddy: str) -> Message:
    """Open a conversation of two colleagues about a mention, and say there what it is about.

    ``buddy`` is a Slack user id.
    """
    with desk.visit(asker) as visit:
        language = visit.language
        named = _known(visit.session, visit.workspace.id, buddy)
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, language)
        channel = mention.channel
        card_ts = mention.card_ts if mention.card_deleted_at is None else None
    try:
        # Opening what is open already gives the same conversation.
        users = f"{asker.user_id},{buddy}"
        opened = slack.call_patiently("conversations_open", users=users)
        card_link = _link_to(slack, channel, card_ts)
    except SlackCallError as error:
        log.warning("buddy.not_asked", reason=error.reason)
        if isinstance(error, RefusedError) and error.reason in _GONE:
            _is_gone(desk, asker, buddy)
            return buddy_gone(named, language)
        return buddy_not_asked(named, language)
    conversation = str(opened["channel"]["id"])
    _begin(desk, asker, number, named, conversation, card_link)
    return buddy_asked(named, asker.team_id, conversation, number, language)


def _begin(
    desk: Desk,
    asker: Asker,
    number: int,
    buddy: ColleagueFacts,
    conversation: str,
    card_link: str | None,
) -> None:
    """Let the first line come; once, however often the button is pressed."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return
        place = mention.place_key if mention.place_key in KEYS else "url"
        said = buddy_asks(
            facts_of(visit.colleague),
            buddy,
            mention_facts(mention),
            place,
            card_link,
            desk.languages.get(visit.workspace.language),
        )
        outbox.put_message(
            visit.session,
            outbox.Kind.DIRECT,
            f"buddy:{mention.id}:{visit.colleague.id}:{buddy.slack_id}",
            {"text": said.text, "blocks": said.blocks},
            visit.now,
            to=outbox.Recipient(visit.workspace.id, conversation),
        )


def _link_to(slack: Slack, channel: str, card_ts: str | None) -> str | None:
    if card_ts is None:
        return None
    answer = slack.try_without("chat_getPermalink", channel=channel, message_ts=card_ts)
    return str(answer["permalink"]) if answer and answer.get("permalink") else None


def _known(session: Session, workspace_id: int, slack_id: str) -> ColleagueFacts:
    colleague = session.scalar(
        select(Colleague).where(
            Colleague.workspace_id == workspace_id, Colleague.slack_id == slack_id
        )
    )
    return facts_of(colleague) if colleague else ColleagueFacts(slack_id)


def _is_gone(desk: Desk, asker: Asker, slack_id: str) -> None:
    with desk.visit(asker) as visit:
        gone = meet_colleague(visit.session, visit.workspace.id, slack_id)
        note_account(visit.session, gone.id, deactivated=True, now=visit.now)
