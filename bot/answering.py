"""Answering: the modal in which a colleague logs what they answered, and what comes of it."""

from dataclasses import replace
from typing import Any

from bot.answer_form import (
    answer_form,
    draft_key,
    mention_to_answer,
    own_answer,
    own_answers,
)
from bot.answer_modal import answer_modal
from bot.answer_reading import AnswerInput, CarriedAnswer
from bot.answers import claims as say
from bot.answers import own_answers as say_own
from bot.answers.forgetting import forgotten
from bot.answers.guidance import no_such_mention
from bot.answers.lessons import lesson_unheard
from bot.answers.tips import joined
from bot.claims import asked_first, carry_out, may_reply, refused
from bot.colleagues import meet_colleague
from bot.desk import Asker, Desk, Visit
from bot.drafts import Typed, finish_draft, keep_draft
from bot.facts import ColleagueKind, MentionFacts
from bot.lessons import keep_lesson, put_lesson
from bot.meeting import make_known
from bot.mentions import Change, Details, Reply, change_mention, mention_by_number
from bot.message import Message
from bot.models import Mention
from bot.reading import mention_facts
from bot.slack import Slack
from bot.snippet_texts import is_unchanged
from bot.states import Event
from bot.telling_lessons import cannot_tell, learn_card_of
from bot.voices import with_voice

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
        facts = with_voice(visit.session, mention)
        own = () if another or knowingly or facts.forgotten else own_answers(visit, mention)
        if own:
            return None, say_own.my_answers(facts, own, visit.language, visit.zone)
        if not may_reply(visit, facts):
            return None, refused(visit, Event.REPLY, facts)
        if not knowingly and (asked := asked_first(visit, mention, Event.REPLY)):
            return None, asked
        view = answer_modal(answer_form(visit, mention), visit.language, asker.channel)
        return view, say.offer_reply(facts, visit.language)


def open_correction(
    desk: Desk, asker: Asker, number: int, answer_id: int
) -> tuple[View | None, Message]:
    """Give the modal in which an own answer is corrected, or None and what to say instead."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return None, no_such_mention(number, visit.language)
        facts, answer = mention_facts(mention), own_answer(visit, mention, answer_id)
        if answer is None or facts.forgotten:
            return None, _gone(facts, visit)
        view = answer_modal(answer_form(visit, mention, answer), visit.language, asker.channel)
        own = own_answers(visit, mention)
        return view, say_own.my_answers(mention_facts(mention), own, visit.language, visit.zone)


def keep_typed(desk: Desk, asker: Asker, carried: CarriedAnswer, typed: Typed) -> None:
    """Keep what a colleague has written so far."""
    with desk.visit(asker) as visit:
        mention = mention_to_answer(visit, carried.number)
        if mention is not None:
            key = draft_key(visit, mention, carried.answer_id)
            keep_draft(visit.session, key, typed, visit.now)


def start_answer(
    desk: Desk, asker: Asker, carried: CarriedAnswer, typed: Typed, snippet_id: int, refills: int
) -> View | None:
    """Put a snippet into the open modal, below what was written in it; None: it is gone.

    ``refills`` as in AnswerForm, before this one.
    """
    with desk.visit(asker) as visit:
        mention = mention_to_answer(visit, carried.number)
        if mention is None:
            return None
        form = answer_form(
            visit,
            mention,
            own_answer(visit, mention, carried.answer_id),
            written=typed.written,
            refills=refills + 1,
        )
        snippet = next((each for each in form.snippets if each.id == snippet_id), None)
        if snippet is None:
            return None
        written = replace(typed.written, text=_below(typed.written.text, snippet.text, carried))
        key = draft_key(visit, mention, carried.answer_id)
        keep_draft(visit.session, key, replace(typed, written=written), visit.now)
        return answer_modal(replace(form, written=written), visit.language, asker.channel)


def _below(written: str, snippet: str, carried: CarriedAnswer) -> str:
    """Put a snippet below one's own words; a snippet that was only chosen gives way to it."""
    if not written.strip() or is_unchanged(written, carried.starts):
        return snippet
    return f"{written.rstrip()}\n\n{snippet}"


def log_answer(
    desk: Desk,
    slack: Slack,
    asker: Asker,
    carried: CarriedAnswer,
    given: AnswerInput,
    view_id: str,
) -> Message:
    """Log an answer or a correction; where that is not possible, give the text back.

    Slack is asked before anything is decided: who took part, for the card's address, and whether
    the bot can speak where the lesson goes.
    """
    channel = given.lesson.channel if given.lesson else None
    unheard = cannot_tell(desk, slack, asker, channel) if channel else None
    heard = channel if unheard is None else None
    if heard:
        learn_card_of(desk, slack, asker, carried.number)
    for slack_id in given.joined:
        make_known(desk, slack, replace(asker, user_id=slack_id))
    event = Event.REPLY if carried.answer_id is None else Event.CORRECT
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, carried.number)
        if mention is None:
            return no_such_mention(carried.number, visit.language)
        change = _change(visit, mention, event, carried, given)
        if not change.done:
            refusal = _refusal(visit, event, change)
            return say.with_text_kept(refusal, given.text, visit.language)
        finish_draft(
            visit.session, draft_key(visit, mention, carried.answer_id), view_id, visit.now
        )
        answer_id = carried.answer_id or change.line_id or 0
        if given.lesson is not None and change.line_id is not None:
            lesson_id = keep_lesson(visit, given.lesson, change.line_id)
            if heard:
                put_lesson(visit, lesson_id, heard)
            elif unheard and channel:
                unheard = lesson_unheard(unheard, lesson_id, channel, visit.language)
        done = say_own.reply_logged if event is Event.REPLY else say_own.answer_corrected
        thanks = done(change.mention, answer_id, visit.language)
    return joined(thanks, unheard) if unheard else thanks


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
            return _gone(change.mention, visit)
        return say_own.answer_withdrawn(change.mention, visit.language)


def _change(
    visit: Visit, mention: Mention, event: Event, carried: CarriedAnswer, given: AnswerInput
) -> Change:
    met = [
        meet_colleague(visit.session, visit.workspace.id, slack_id)
        for slack_id in sorted({*given.joined} - {visit.workspace.bot_user_id})
    ]
    others = tuple(each for each in met if each.kind is not ColleagueKind.BOT)
    details = Details(
        reply=Reply(given.text, given.link, given.at),
        answer_id=carried.answer_id,
        joined=others,
    )
    if event is Event.REPLY:
        return carry_out(visit, mention, event, details)[1]
    # Their own words are theirs to correct, also where they may not answer any more.
    return change_mention(visit.session, mention.id, visit.colleague, event, visit.now, details)


def _refusal(visit: Visit, event: Event, change: Change) -> Message:
    if event is Event.CORRECT:
        return _gone(change.mention, visit)
    return refused(visit, event, change.mention)


def _gone(mention: MentionFacts, visit: Visit) -> Message:
    """Say that there is nothing to change: the answer is gone, or the person is forgotten."""
    if mention.forgotten:
        return forgotten(mention.number, visit.language)
    return say_own.answer_gone(mention, visit.language)
