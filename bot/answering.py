"""Answering: the modal in which a colleague logs what they answered, and what comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.adding import cannot_post
from bot.answer_facts import AnswerForm, Written
from bot.answer_modal import answer_modal
from bot.answer_reading import AnswerInput, CarriedAnswer
from bot.answer_sites import sites_of_mention
from bot.answers import claims as say
from bot.answers import own_answers as say_own
from bot.answers.guidance import no_such_mention
from bot.claims import asked_first, carry_out, may_reply, refused
from bot.colleagues import meet_colleague
from bot.contacts import last_contact
from bot.desk import Asker, Desk, Visit
from bot.drafts import DraftKey, Typed, draft_of, finish_draft, keep_draft
from bot.engagements import standing_answers
from bot.facts import AnswerFacts
from bot.lessons import keep_lesson, topics_offered
from bot.mentions import Change, Details, Reply, change_mention, mention_by_number
from bot.message import Message
from bot.models import Mention
from bot.reading import mention_facts
from bot.slack import Slack, SlackCallError
from bot.states import Event
from bot.teaching import tips_for

View = dict[str, Any]


def open_answer(
    desk: Desk, asker: Asker, number: int, *, another: bool = False, knowingly: bool = False
) -> tuple[View | None, Message]:
    """Give the modal for an answer, or None and what to say instead.

    Whoever has answered already is offered to change that, unless they ask for ``another``.
    ``knowingly``: they want to answer although the person is to be left in peace.
    """
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return None, no_such_mention(number, visit.language)
        facts = mention_facts(mention)
        own = () if another or knowingly else _own_answers(visit, mention)
        if own:
            return None, say_own.my_answers(facts, own, visit.language, visit.zone)
        if not may_reply(visit, facts):
            return None, refused(visit, Event.REPLY, facts)
        if not knowingly and (asked := asked_first(visit, mention, Event.REPLY)):
            return None, asked
        view = answer_modal(_form(visit, mention), visit.language, asker.channel)
        return view, say.offer_reply(facts, visit.language)


def open_correction(
    desk: Desk, asker: Asker, number: int, answer_id: int
) -> tuple[View | None, Message]:
    """Give the modal in which an own answer is corrected, or None and what to say instead."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return None, no_such_mention(number, visit.language)
        own = _own_answers(visit, mention)
        answer = next((each for each in own if each.id == answer_id), None)
        if answer is None:
            return None, say_own.answer_gone(mention_facts(mention), visit.language)
        view = answer_modal(_form(visit, mention, answer), visit.language, asker.channel)
        return view, say_own.my_answers(mention_facts(mention), own, visit.language, visit.zone)


def keep_typed(desk: Desk, asker: Asker, carried: CarriedAnswer, typed: Typed) -> None:
    """Keep what a colleague has written so far."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, carried.number)
        if mention is not None:
            keep_draft(visit.session, _key(visit, mention, carried.answer_id), typed, visit.now)


def log_answer(
    desk: Desk,
    slack: Slack,
    asker: Asker,
    carried: CarriedAnswer,
    given: AnswerInput,
    view_id: str,
) -> Message:
    """Log an answer or a correction; where that is not possible, give the text back.

    Slack is asked before anything is decided: for the card's address, and whether the bot can
    speak where the lesson goes.
    """
    unheard = _unheard(desk, slack, asker, given)
    card_link = None if unheard else _card_link(desk, slack, asker, carried.number, given)
    event = Event.REPLY if carried.answer_id is None else Event.CORRECT
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, carried.number)
        if mention is None:
            return no_such_mention(carried.number, visit.language)
        change = _change(visit, mention, event, carried, given)
        if not change.done:
            refusal = _refusal(visit, event, change)
            return say.with_text_kept(refusal, given.text, visit.language)
        finish_draft(visit.session, _key(visit, mention, carried.answer_id), view_id, visit.now)
        answer_id = carried.answer_id or change.line_id or 0
        if given.lesson is not None and change.line_id is not None:
            lesson = replace(given.lesson, channel=None) if unheard else given.lesson
            keep_lesson(visit, lesson, change.line_id, card_link)
        done = say_own.reply_logged if event is Event.REPLY else say_own.answer_corrected
        thanks = done(change.mention, answer_id, visit.language)
    return _joined(thanks, unheard) if unheard else thanks


def withdraw_answer(desk: Desk, asker: Asker, number: int, answer_id: int) -> Message:
    """Withdraw an own answer."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, visit.language)
        details = Details(answer_id=answer_id)
        change = change_mention(
            visit.session, mention.id, visit.colleague, Event.WITHDRAW, visit.now, details
        )
        if not change.done:
            return say_own.answer_gone(change.mention, visit.language)
        return say_own.answer_withdrawn(change.mention, visit.language)


def _change(
    visit: Visit, mention: Mention, event: Event, carried: CarriedAnswer, given: AnswerInput
) -> Change:
    joined = tuple(
        meet_colleague(visit.session, visit.workspace.id, slack_id)
        for slack_id in sorted(given.joined)
    )
    details = Details(
        reply=Reply(given.text, given.link, given.at),
        answer_id=carried.answer_id,
        joined=joined,
    )
    if event is Event.REPLY:
        return carry_out(visit, mention, event, details)[1]
    # Their own words are theirs to correct, also where they may not answer any more.
    return change_mention(visit.session, mention.id, visit.colleague, event, visit.now, details)


def _refusal(visit: Visit, event: Event, change: Change) -> Message:
    if event is Event.CORRECT:
        return say_own.answer_gone(change.mention, visit.language)
    return refused(visit, event, change.mention)


def _form(visit: Visit, mention: Mention, answer: AnswerFacts | None = None) -> AnswerForm:
    """Gather what the modal shows: what was kept comes before what is corrected."""
    key = _key(visit, mention, answer.id if answer else None)
    kept = draft_of(visit.session, key)
    return AnswerForm(
        mention=mention_facts(mention),
        zone=visit.zone.key,
        contact=last_contact(visit.session, mention.person_id),
        topics=topics_offered(visit.session, visit.workspace.id),
        tips=tips_for(visit, mention),
        sites=sites_of_mention(visit.session, mention),
        answer_id=answer.id if answer else None,
        written=kept[0] if kept else _as_written(visit, answer),
        kept=kept[1] if kept else None,
    )


def _as_written(visit: Visit, answer: AnswerFacts | None) -> Written:
    """Write an answer as it stands into the modal."""
    if answer is None:
        return Written()
    day = answer.replied_at.astimezone(visit.zone).date().isoformat() if answer.replied_at else ""
    return Written(text=answer.text or "", link=answer.link or "", day=day)


def _own_answers(visit: Visit, mention: Mention) -> Sequence[AnswerFacts]:
    answers = standing_answers(visit.session, [mention.id]).get(mention.id, ())
    return [each for each in answers if each.colleague.slack_id == visit.colleague.slack_id]


def _key(visit: Visit, mention: Mention, answer_id: int | None) -> DraftKey:
    return DraftKey(visit.colleague.id, mention.id, answer_id)


def _unheard(desk: Desk, slack: Slack, asker: Asker, given: AnswerInput) -> Message | None:
    """Say that the bot cannot speak where a lesson shall be heard."""
    if given.lesson is None or given.lesson.channel is None:
        return None
    with desk.visit(asker) as visit:
        bot_user, language = visit.workspace.bot_user_id or "", visit.language
    return cannot_post(slack, replace(asker, channel=given.lesson.channel), bot_user, language)


def _card_link(
    desk: Desk, slack: Slack, asker: Asker, number: int, given: AnswerInput
) -> str | None:
    """Ask Slack where the card stands, for those who hear of it elsewhere."""
    if given.lesson is None or given.lesson.channel is None:
        return None
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None or mention.card_ts is None:
            return None
        card = {"channel": mention.channel, "message_ts": mention.card_ts}
    try:
        answer = slack.try_without("chat_getPermalink", tries=1, **card)
    except SlackCallError:
        return None
    return str((answer or {}).get("permalink") or "") or None


def _joined(first: Message, second: Message) -> Message:
    return Message(f"{first.text}\n{second.text}", [*first.blocks, *second.blocks])
