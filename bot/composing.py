"""From a row of the outbox to the call that says it, drawn from how things stand at that moment."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session, joinedload

from bot import cards
from bot.answers.claims import reminder
from bot.colleagues import facts_of
from bot.dead_feeds import draw_dead_feed
from bot.digest_message import digest
from bot.digests import digest_facts
from bot.facts import MentionState
from bot.language import Languages
from bot.mentions import load_mention
from bot.message import Message
from bot.models import Colleague, Engagement, Mention, Workspace
from bot.outbox import Kind, Taken
from bot.reading import mention_facts
from bot.workspaces import emojis_of, zone_of

METADATA_EVENT = "botschafter_message"


@dataclass(frozen=True, slots=True)
class Call:
    """A Web API call; ``version``: which version of the mention its card shows."""

    method: str
    arguments: dict[str, Any]
    version: int | None = None


def compose(session: Session, languages: Languages, row: Taken, now: datetime) -> Call | None:
    """Draw what a row says; None when there is nothing left to say."""
    workspace = session.get_one(Workspace, row.workspace_id)
    if row.kind is Kind.ANSWER:
        return Call("chat_postEphemeral", {"channel": row.channel, **row.payload})
    if row.kind is Kind.DIRECT:
        return _post(row, Message(row.payload["text"], row.payload["blocks"]))
    if row.kind is Kind.DIGEST:
        since = datetime.fromisoformat(row.payload["since"])
        facts = digest_facts(session, workspace, date.fromisoformat(row.payload["day"]), since, now)
        language = languages.get(workspace.language)
        return _post(row, digest(facts, language, zone_of(workspace)))
    if row.kind is Kind.FEED_DEAD:
        dead = draw_dead_feed(session, languages, workspace, row.payload)
        return _post(row, dead) if dead else None
    if row.mention_id is None:
        return None
    mention = load_mention(session, row.mention_id)
    if row.kind is Kind.CARD:
        return _card(workspace, mention, languages, row)
    if row.kind is Kind.REMINDER:
        return _reminder(session, workspace, mention, languages, row, now)
    return _about_card(session, workspace, mention, languages, row)


def _about_card(
    session: Session, workspace: Workspace, mention: Mention, languages: Languages, row: Taken
) -> Call | None:
    """Draw what belongs to a card; nothing where Slack never took the card."""
    if mention.card_ts is None:
        return None
    if row.kind is Kind.CARD_UPDATE:
        return _card_update(workspace, mention, languages, row)
    if row.kind is Kind.REACTION:
        name = emojis_of(workspace).claim
        arguments = {"channel": row.channel, "timestamp": mention.card_ts, "name": name}
        return Call("reactions_add", arguments)
    return _thread_line(session, workspace, mention.card_ts, languages, row)


def _card(workspace: Workspace, mention: Mention, languages: Languages, row: Taken) -> Call:
    call = _post(row, _draw(workspace, mention, languages))
    return Call(call.method, call.arguments, mention.version)


def _card_update(
    workspace: Workspace, mention: Mention, languages: Languages, row: Taken
) -> Call | None:
    if mention.shown_version >= mention.version:
        return None
    message = _draw(workspace, mention, languages)
    arguments = {
        "channel": row.channel,
        "ts": mention.card_ts,
        "text": message.text,
        "blocks": message.blocks,
    }
    return Call("chat_update", arguments, mention.version)


def _draw(workspace: Workspace, mention: Mention, languages: Languages) -> Message:
    return cards.card(
        mention_facts(mention),
        languages.get(workspace.language),
        emojis_of(workspace),
        zone_of(workspace),
    )


def _thread_line(
    session: Session, workspace: Workspace, card_ts: str, languages: Languages, row: Taken
) -> Call:
    engagement = session.get_one(
        Engagement, row.payload["engagement_id"], options=[joinedload(Engagement.colleague)]
    )
    line = cards.thread_line(
        engagement.kind,
        facts_of(engagement.colleague),
        languages.get(workspace.language),
        engagement.reply_text,
        engagement.reply_link,
    )
    call = _post(row, line)
    call.arguments["thread_ts"] = card_ts
    return call


def _reminder(
    session: Session,
    workspace: Workspace,
    mention: Mention,
    languages: Languages,
    row: Taken,
    now: datetime,
) -> Call | None:
    colleague = session.get_one(Colleague, row.payload["colleague_id"])
    if mention.state is not MentionState.CLAIMED or mention.holder_id != colleague.id:
        return None
    language = languages.get(colleague.language or workspace.language)
    return _post(row, reminder(mention_facts(mention), language, now))


def _post(row: Taken, message: Message) -> Call:
    """Post with the row's key in Slack's metadata, by which it is found again."""
    metadata = {"event_type": METADATA_EVENT, "event_payload": {"key": row.key}}
    arguments = {
        "channel": row.channel,
        "text": message.text,
        "blocks": message.blocks,
        "metadata": metadata,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return Call("chat_postMessage", arguments)
