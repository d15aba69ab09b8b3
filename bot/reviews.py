"""Reviews: a colleague looks over the draft of another one. A help, never a gate."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.answer_facts import AskOutcome, ReviewFacts
from bot.answer_form import (
    answer_form,
    draft_key,
    mention_to_answer,
    own_answer,
    own_answers,
)
from bot.answer_modal import answer_modal
from bot.answer_models import Review
from bot.answer_reading import CarriedAnswer
from bot.answers import reviews as say
from bot.answers.claims import offer_reply, with_text_kept
from bot.claims import may_reply, refused
from bot.colleagues import facts_of, meet_colleague
from bot.desk import Asker, Desk, Visit
from bot.drafts import Typed, keep_draft
from bot.facts import ColleagueFacts, ColleagueKind
from bot.language import Language
from bot.message import Message
from bot.models import Colleague, Mention
from bot.mrkdwn import clean, one_line
from bot.reading import mention_facts
from bot.review_modal import review_modal
from bot.states import Event
from bot.voices import with_voice

View = dict[str, Any]


def ask_reader(
    desk: Desk, asker: Asker, carried: CarriedAnswer, typed: Typed, reader: str | None, refills: int
) -> View | None:
    """Send the draft in the modal to somebody; give the modal that says so.

    ``reader`` is a Slack user, ``refills`` as in AnswerForm. None where the mention is gone.
    """
    with desk.visit(asker) as visit:
        mention = mention_to_answer(visit, carried.number)
        if mention is None:
            return None
        asked = _ask(desk, visit, mention, clean(typed.written.text).strip(), reader)
        key = draft_key(visit, mention, carried.answer_id)
        keep_draft(visit.session, key, typed, visit.now)
        answer = own_answer(visit, mention, carried.answer_id)
        form = answer_form(visit, mention, answer, written=typed.written, refills=refills)
        return answer_modal(replace(form, asked=asked), visit.language, asker.channel)


def call_good(desk: Desk, asker: Asker, review_id: int) -> Message:
    """Tell an author that their draft is good as it is."""
    with desk.visit(asker) as visit:
        review = _review(visit, review_id)
        if review is None or review.reader_id != visit.colleague.id:
            return say.review_gone(visit.language)
        return _answer(desk, visit, review, None)


def open_better(desk: Desk, asker: Asker, review_id: int) -> View | Message:
    """Give the modal for a better wording, or what to say instead."""
    with desk.visit(asker) as visit:
        review = _review(visit, review_id)
        if review is None or review.reader_id != visit.colleague.id:
            return say.review_gone(visit.language)
        if review.answered_at is not None:
            return say.review_told_already(_facts(review), visit.language)
        return review_modal(_facts(review), visit.language, asker.channel)


def suggest_wording(desk: Desk, asker: Asker, review_id: int, wording: str) -> Message:
    """Tell an author which wording the colleague would prefer."""
    with desk.visit(asker) as visit:
        review = _review(visit, review_id)
        if review is None or review.reader_id != visit.colleague.id:
            return with_text_kept(say.review_gone(visit.language), wording, visit.language)
        if review.answered_at is not None:
            told = say.review_told_already(_facts(review), visit.language)
            return with_text_kept(told, wording, visit.language)
        # Who sends the draft back as it was finds it good.
        return _answer(desk, visit, review, None if wording == review.text else wording)


def use_wording(desk: Desk, asker: Asker, review_id: int) -> tuple[View | None, Message]:
    """Give the modal for the answer with the wording that was suggested, or what to say instead.

    Where it is logged already, the latest of the colleague's answers is corrected.
    """
    with desk.visit(asker) as visit:
        review = _review(visit, review_id)
        if review is None or review.author_id != visit.colleague.id:
            return None, say.review_gone(visit.language)
        mention = review.mention
        facts = with_voice(visit.session, mention)
        answer = next(iter(reversed(own_answers(visit, mention))), None)
        if answer is None and not may_reply(visit, facts):
            refusal = refused(visit, Event.REPLY, facts)
            return None, with_text_kept(refusal, review.better or "", visit.language)
        form = answer_form(visit, mention, answer)
        written = replace(form.written, text=review.better or review.text)
        view = answer_modal(
            replace(form, written=written, kept=None), visit.language, asker.channel
        )
        return view, offer_reply(facts, visit.language)


def forget_reviews(session: Session, before: datetime) -> None:
    """Drop drafts that somebody was asked about long ago, and what they thought of them."""
    session.execute(delete(Review).where(Review.asked_at < before))


def _ask(
    desk: Desk, visit: Visit, mention: Mention, text: str, reader: str | None
) -> tuple[AskOutcome, ColleagueFacts | None]:
    """Ask somebody, if there is something to look over and somebody to do it."""
    if not one_line(text):
        return AskOutcome.NOTHING_WRITTEN, None
    if reader is None:
        return AskOutcome.NOBODY_CHOSEN, None
    if reader == visit.colleague.slack_id:
        return AskOutcome.ONESELF_CHOSEN, None
    if reader == visit.workspace.bot_user_id:
        return AskOutcome.BOT_CHOSEN, None
    chosen = meet_colleague(visit.session, visit.workspace.id, reader)
    if chosen.kind is ColleagueKind.BOT:
        return AskOutcome.BOT_CHOSEN, None
    if not chosen.wants_messages:
        return AskOutcome.WANTS_NO_MESSAGES, facts_of(chosen)
    if not _is_asked_already(visit, mention, chosen, text):
        _put_question(desk, visit, mention, chosen, text)
    return AskOutcome.ASKED, facts_of(chosen)


def _put_question(desk: Desk, visit: Visit, mention: Mention, reader: Colleague, text: str) -> None:
    review = Review(
        workspace_id=visit.workspace.id,
        mention=mention,
        author=visit.colleague,
        reader=reader,
        text=text,
        asked_at=visit.now,
    )
    visit.session.add(review)
    visit.session.flush()
    said = say.review_asked(_facts(review), _language_of(desk, visit, reader))
    _tell(visit, reader, f"review:{review.id}:asked", said)


def _is_asked_already(visit: Visit, mention: Mention, reader: Colleague, text: str) -> bool:
    """Tell whether the same question waits for the same colleague."""
    same = select(Review.id).where(
        Review.mention_id == mention.id,
        Review.author_id == visit.colleague.id,
        Review.reader_id == reader.id,
        Review.text == text,
        Review.answered_at.is_(None),
    )
    return visit.session.scalar(same.limit(1)) is not None


def _answer(desk: Desk, visit: Visit, review: Review, better: str | None) -> Message:
    """Keep what the reader thinks, and let the author hear it; the first word counts."""
    if review.answered_at is not None:
        return say.review_told_already(_facts(review), visit.language)
    review.better, review.answered_at = better, visit.now
    language = _language_of(desk, visit, review.author)
    told = say.review_good if better is None else say.review_better
    said = told(_facts(review), language)
    _tell(visit, review.author, f"review:{review.id}:answered", said)
    return say.review_thanks(_facts(review), visit.language)


def _tell(visit: Visit, colleague: Colleague, key: str, said: Message) -> None:
    """Write a colleague directly."""
    outbox.put_message(
        visit.session,
        outbox.Kind.DIRECT,
        key,
        {"text": said.text, "blocks": said.blocks},
        visit.now,
        to=outbox.Recipient(visit.workspace.id, colleague.slack_id),
    )


def _language_of(desk: Desk, visit: Visit, colleague: Colleague) -> Language:
    return desk.languages.get(colleague.language or visit.workspace.language)


def _review(visit: Visit, review_id: int) -> Review | None:
    """Load a review of this workspace, which nobody else answers until the end of the visit."""
    return visit.session.scalar(
        select(Review)
        .options(
            joinedload(Review.author, innerjoin=True),
            joinedload(Review.reader, innerjoin=True),
            joinedload(Review.mention, innerjoin=True).joinedload(Mention.holder),
        )
        .where(Review.id == review_id, Review.workspace_id == visit.workspace.id)
        .with_for_update(of=Review)
    )


def _facts(review: Review) -> ReviewFacts:
    return ReviewFacts(
        id=review.id,
        mention=mention_facts(review.mention),
        author=facts_of(review.author),
        reader=facts_of(review.reader),
        text=review.text,
        better=review.better,
    )
