"""From a row of the outbox to the call that says it, drawn from how things stand at that moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session, joinedload

from bot import cards
from bot.answers.lessons import lesson_told
from bot.contacts import known_to_whom
from bot.dead_feed_drawing import draw_dead_feed
from bot.digest_message import digest
from bot.digests import digest_again, digest_facts
from bot.engagements import joined_in, standing_answers
from bot.first_call import with_call
from bot.hand_overs import giver_of
from bot.inquiries import Learnt
from bot.language import Languages
from bot.lessons import lesson_facts
from bot.looking import METADATA_EVENT
from bot.mentions import load_mention
from bot.message import Message
from bot.models import Engagement, Mention, Workspace
from bot.no_contact import no_contact_of
from bot.outbox import Kind
from bot.partings import draw_parting
from bot.prompt_drawing import Prompt, draw_prompt
from bot.prompts import PROMPTS
from bot.reading import engagement_facts, mention_facts
from bot.sending import Taken
from bot.showing_more import summary_facts
from bot.slack_models import OutboxRow
from bot.sources import sources_of
from bot.suggesting import suggested
from bot.summary_message import summary
from bot.summary_models import Summary
from bot.thread_lines import edit_line, thread_line
from bot.voices import voice_of
from bot.workspaces import emojis_of, zone_of


@dataclass(frozen=True, slots=True)
class Call:
    """A Web API call; ``version``: which version of the mention its card shows."""

    method: str
    arguments: dict[str, Any]
    version: int | None = None


def compose(
    session: Session, languages: Languages, row: Taken, now: datetime, learnt: Learnt
) -> Call | None:
    """Draw what a row says; None when there is nothing left to say.

    ``learnt`` is what Slack was asked for it.
    """
    workspace = session.get_one(Workspace, row.workspace_id)
    if row.kind is Kind.ANSWER:
        return Call("chat_postEphemeral", {"channel": row.channel, **row.payload})
    if row.kind is Kind.DIRECT:
        return _post(row, Message(row.payload["text"], row.payload["blocks"]))
    if row.kind is Kind.TAKEN_BACK:
        return Call("chat_delete", {"channel": row.channel, "ts": row.payload["ts"]})
    if row.kind is Kind.DIGEST:
        return _digest(session, workspace, languages, row, now)
    if row.kind is Kind.REDRAW:
        return _redraw(session, workspace, languages, row)
    drawn = _from_tables(session, workspace, languages, row)
    return drawn or _about_mention(session, workspace, languages, row, now, learnt)


def _from_tables(
    session: Session, workspace: Workspace, languages: Languages, row: Taken
) -> Call | None:
    """Draw what stands in tables of its own."""
    if row.kind in (Kind.SUMMARY, Kind.SUMMARY_UPDATE):
        return _summary(session, workspace, languages, row)
    if row.kind in (Kind.PARTING, Kind.PARTING_UPDATE):
        offer = draw_parting(session, languages, workspace, row.payload["parting_id"])
        ts = row.payload.get("message_ts")
        if offer is None:
            return Call("chat_delete", {"channel": row.channel, "ts": ts}) if ts else None
        return _update(row, ts, offer) if ts else _post(row, offer)
    if row.kind is Kind.FEED_DEAD:
        dead = draw_dead_feed(session, languages, workspace, row.payload)
        return _post(row, dead) if dead else None
    if row.kind is Kind.LESSON:
        lesson = lesson_facts(session, row.payload["lesson_id"])
        return _post(row, lesson_told(lesson, languages.get(workspace.language)))
    return None


def _digest(
    session: Session, workspace: Workspace, languages: Languages, row: Taken, now: datetime
) -> Call:
    since = datetime.fromisoformat(row.payload["since"])
    facts = digest_facts(session, workspace, date.fromisoformat(row.payload["day"]), since, now)
    return _post(row, digest(facts, languages.get(workspace.language), zone_of(workspace)))


def _about_mention(
    session: Session,
    workspace: Workspace,
    languages: Languages,
    row: Taken,
    now: datetime,
    learnt: Learnt,
) -> Call | None:
    if row.mention_id is None:
        return None
    mention = load_mention(session, row.mention_id)
    if mention.forgotten_at is not None and row.kind is not Kind.CARD_UPDATE:
        return None
    if row.kind in PROMPTS:
        prompt = Prompt(row.kind, mention.id, row.payload)
        asked = draw_prompt(session, languages, workspace, prompt, anew=False)
        return _post(row, asked) if asked else None
    if row.kind is Kind.PROMPT_UPDATE:
        return _prompt_update(session, workspace, languages, row, mention.id)
    draw = partial(_draw, session, workspace, mention, languages, now, learnt)
    if row.kind is Kind.CARD:
        call = _post(row, draw())
        return Call(call.method, call.arguments, mention.version)
    return _about_card(session, workspace, mention, languages, row, draw)


def _summary(
    session: Session, workspace: Workspace, languages: Languages, row: Taken
) -> Call | None:
    """Draw a summary card, or draw it anew; nothing where Slack never took it."""
    stored = session.get_one(Summary, row.payload["summary_id"], populate_existing=True)
    drawn = summary(summary_facts(session, stored), languages.get(workspace.language))
    if row.kind is Kind.SUMMARY:
        return _post(row, drawn)
    return _update(row, stored.card_ts, drawn) if stored.card_ts else None


def _about_card(
    session: Session,
    workspace: Workspace,
    mention: Mention,
    languages: Languages,
    row: Taken,
    draw: Callable[[], Message],
) -> Call | None:
    """Draw what belongs to a card; nothing where Slack never took it, or has it no more."""
    if mention.card_ts is None or mention.card_deleted_at is not None:
        return None
    if row.kind is Kind.CARD_UPDATE:
        return _card_update(mention, row, draw)
    if row.kind is Kind.REACTION:
        if voice_of(session, mention.person_id) is not None:
            return None
        name = emojis_of(workspace).claim
        arguments = {"channel": row.channel, "timestamp": mention.card_ts, "name": name}
        return Call("reactions_add", arguments)
    return _thread_line(session, workspace, mention.card_ts, languages, row)


def _card_update(mention: Mention, row: Taken, draw: Callable[[], Message]) -> Call | None:
    if mention.shown_version >= mention.version:
        return None
    call = _update(row, mention.card_ts, draw())
    return Call(call.method, call.arguments, mention.version)


def _draw(
    session: Session,
    workspace: Workspace,
    mention: Mention,
    languages: Languages,
    now: datetime,
    learnt: Learnt,
) -> Message:
    facts = with_call(session, mention, mention_facts(mention))
    sources, giver = sources_of(session, mention), giver_of(session, mention)
    voice = voice_of(session, mention.person_id)
    return cards.card(
        replace(
            facts,
            sources=sources,
            giver=giver,
            no_contact=no_contact_of(session, mention.person_id),
            answers=standing_answers(session, [mention.id]).get(mention.id, ()),
            known_to=None if voice else known_to_whom(session, mention),
            fits=() if voice else suggested(session, mention, learnt.present, now),
            voice=voice,
        ),
        languages.get(workspace.language),
        emojis_of(workspace),
        zone_of(workspace),
    )


def _thread_line(
    session: Session, workspace: Workspace, card_ts: str, languages: Languages, row: Taken
) -> Call:
    if "engagement_id" not in row.payload:
        edit = edit_line(languages.get(workspace.language), **row.payload)
        return _in_thread(_post(row, edit), card_ts)
    line = _line_of(session, workspace, languages, row.payload["engagement_id"])
    return _in_thread(_post(row, line), card_ts)


def _line_of(
    session: Session, workspace: Workspace, languages: Languages, engagement_id: int
) -> Message:
    engagement = session.get_one(
        Engagement,
        engagement_id,
        options=[
            joinedload(Engagement.mention),
            joinedload(Engagement.person),
            joinedload(Engagement.colleague),
            joinedload(Engagement.other),
        ],
    )
    joined = joined_in(session, [engagement.id]).get(engagement.id, ())
    return thread_line(engagement_facts(engagement, joined), languages.get(workspace.language))


def _in_thread(call: Call, card_ts: str) -> Call:
    call.arguments["thread_ts"] = card_ts
    return call


def _prompt_update(
    session: Session,
    workspace: Workspace,
    languages: Languages,
    row: Taken,
    mention_id: int,
) -> Call | None:
    """Draw a prompt anew; nothing where it was never sent, or is forgotten."""
    asked = session.get(OutboxRow, row.payload["row_id"])
    if asked is None or asked.message_ts is None:
        return None
    prompt = Prompt(Kind(asked.kind), mention_id, asked.payload)
    drawn = draw_prompt(session, languages, workspace, prompt, anew=True)
    if drawn is None:
        return None
    call = _update(row, asked.message_ts, drawn)
    call.arguments["channel"] = asked.channel
    return call


def _redraw(
    session: Session, workspace: Workspace, languages: Languages, row: Taken
) -> Call | None:
    """Draw a thread line, a lesson or a digest anew; ``ts`` is where the poster has found it."""
    if row.payload["ts"] is None:
        return None
    if "lesson_id" in row.payload:
        lesson = lesson_facts(session, row.payload["lesson_id"])
        told = lesson_told(lesson, languages.get(workspace.language))
        return _update(row, row.payload["ts"], told)
    if "day" not in row.payload:
        line = _line_of(session, workspace, languages, row.payload["engagement_id"])
        return _update(row, row.payload["ts"], line)
    decided_at = datetime.fromisoformat(row.payload["said_at"])
    day = date.fromisoformat(row.payload["day"])
    facts = digest_again(session, workspace, day, decided_at)
    drawn = digest(facts, languages.get(workspace.language), zone_of(workspace))
    return _update(row, row.payload["ts"], drawn)


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


def _update(row: Taken, message_ts: str | None, message: Message) -> Call:
    """Draw a message anew that stands in Slack already."""
    arguments = {
        "channel": row.channel,
        "ts": message_ts,
        "text": message.text,
        "blocks": message.blocks,
    }
    return Call("chat_update", arguments)
