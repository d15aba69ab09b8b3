"""Every text about answers and lessons, drawn from given facts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import facts as f
from bot.answer_doubts import ask_if_sure
from bot.answer_facts import (
    AnswerForm,
    AskOutcome,
    LastContact,
    ReviewFacts,
    SnippetFacts,
    TopicFacts,
    Written,
)
from bot.answer_modal import answer_modal
from bot.answer_reading import read_answer
from bot.answers import lessons, own_answers, reviews, snippets
from bot.message import Message
from bot.mrkdwn import clean
from bot.review_modal import read_review, review_modal
from bot.snippet_modal import read_snippet, snippet_modal
from bot.snippet_texts import mark_of
from tests.texts.given import NOW, ZURICH, Given, Said, colleague

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.language import Language


def answer(given: Given) -> f.AnswerFacts:
    return f.AnswerFacts(
        given.number, colleague(given), NOW, given.text, given.link, joined=(colleague(given),) * 5
    )


def lesson(given: Given, about: f.MentionFacts) -> f.LessonFacts:
    return f.LessonFacts(given.word[:60], given.text, NOW, colleague(given), given.word, about)


def written(given: Given) -> Written:
    return Written(
        text=given.text,
        link=given.link or "",
        day="2026-11-02",
        joined=("U888",),
        lesson=given.text,
        topic=given.word,
        known_topic=given.word[:60],
        channel="C1",
    )


def snippet(given: Given) -> SnippetFacts:
    return SnippetFacts(given.number, given.word[:60], given.text[:2000])


def answers_and_lessons(
    language: Language, given: Given, about: f.MentionFacts
) -> Iterator[tuple[str, Said]]:
    """Draw them, each with the name of the function that says it."""
    yield from _modals(language, given, about)
    yield from _own_answers(language, given, about)
    yield from _lessons(language, given, about)
    yield from _snippets(language, given)
    yield from _reviews(language, given, about)


def _modals(language: Language, given: Given, about: f.MentionFacts) -> Iterator[tuple[str, Said]]:
    empty = AnswerForm(about, "Europe/Zurich")
    contact = LastContact(colleague(given), NOW, given.text)
    full = replace(
        empty,
        contact=contact,
        no_contact=f.NoContactFacts(colleague(given), NOW, given.text),
        topics=(given.word[:60], given.text[:60]),
        written=written(given),
        kept=NOW,
        snippets=(snippet(given),) * 40,
        refills=3,
        reader="U999",
    )
    nobody = replace(empty, mention=replace(about, authors=(), title="", excerpt="", place=""))
    correction = replace(full, answer_id=given.number, contact=replace(contact, about=""))
    for form in (empty, full, nobody, correction):
        drawn = answer_modal(form, language, "C1")
        yield "answer_modal", drawn
        unsure = ask_if_sure(drawn, "https://333.5/", ("333.4",), language)
        yield "ask_if_sure", unsure
    for outcome in AskOutcome:
        asked = replace(empty, asked=(outcome, colleague(given)))
        yield "second_look", answer_modal(asked, language, "C1")
    tomorrow = (NOW + timedelta(days=1)).date().isoformat()
    for wrong in (
        Written(text=" ", link="ftp://1", day=tomorrow, topic="1"),
        Written(text="1" * 3001, link="https://1.2/" + "1" * 3000, day="1980-01-01", lesson="1"),
    ):
        errors = read_answer(wrong, language, NOW, ZURICH)
        assert isinstance(errors, dict)
        yield from (("read_answer", text) for text in errors.values())

    unchanged = read_answer(Written(text="1"), language, NOW, ZURICH, [mark_of("1")])
    assert isinstance(unchanged, dict)
    yield from (("read_answer", text) for text in unchanged.values())


def _own_answers(
    language: Language, given: Given, about: f.MentionFacts
) -> Iterator[tuple[str, Said]]:
    yield "reply_logged", own_answers.reply_logged(about, given.number, language)
    yield "answer_corrected", own_answers.answer_corrected(about, given.number, language)
    yield "answer_withdrawn", own_answers.answer_withdrawn(about, language)
    yield "answer_gone", own_answers.answer_gone(about, language)
    given_before = (answer(given), replace(answer(given), text=None)) * 9
    yield "my_answers", own_answers.my_answers(about, given_before, language, ZURICH)


def _lessons(language: Language, given: Given, about: f.MentionFacts) -> Iterator[tuple[str, Said]]:
    refusal = lessons.lesson_gone(language)
    yield "lesson_gone", refusal
    yield "lesson_unheard", lessons.lesson_unheard(refusal, 1, "C1", language)
    yield "lesson_passed_on", lessons.lesson_passed_on("C1", language)
    one = lesson(given, about)
    for shown in (one, replace(one, person="", topic="")):
        yield "lesson_told", lessons.lesson_told(shown, language)
        yield "lesson_line", lessons.lesson_line(shown, language)
    drawn = lessons.lesson_list(given.word, 50, (one,) * 20, language, ZURICH)
    yield "lesson_list", drawn
    topics = (TopicFacts(given.word[:60], given.count),) * 20
    for listed in (topics, ()):
        yield "topic_list", lessons.topic_list(listed, (one,) * 20, language, ZURICH)
    for near in ((), (given.word, given.text)):
        yield "no_such_topic", lessons.no_such_topic(given.text, near, language)


def _snippets(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    one = snippet(given)
    for listed in ((), (one,) * 40):
        yield "snippet_list", snippets.snippet_list(listed, language)
    yield "snippet_saved", snippets.snippet_saved(given.word, language)
    yield "snippet_removed", snippets.snippet_removed(given.word, language)
    yield "snippet_gone", snippets.snippet_gone(language)
    yield "snippet_name_taken", snippets.snippet_name_taken(given.word, language)
    yield "too_many_snippets", snippets.too_many_snippets(40, language)
    for edited in (None, one):
        drawn = snippet_modal(edited, language, "C1")
        yield "snippet_modal", _without_placeholders(drawn)
    for name, text in ((" ", " "), ("1" * 61, "1" * 2001), ("1", "{2}")):
        values = {"snippet_name": {"input": {"value": name}}}
        values["snippet_text"] = {"input": {"value": text}}
        errors = read_snippet("{}", values, language)
        assert isinstance(errors, dict)
        told = (_without_placeholders(text) for text in errors.values())
        yield from (("read_snippet", text) for text in told)


def _reviews(language: Language, given: Given, about: f.MentionFacts) -> Iterator[tuple[str, Said]]:
    # Nobody can ask about a draft without a word in it.
    text = clean(given.text).strip()[:3000] or "1"
    review = ReviewFacts(1, about, colleague(given), colleague(given), text, text)
    yield "review_asked", reviews.review_asked(review, language)
    yield "review_thanks", reviews.review_thanks(review, language)
    yield "review_told_already", reviews.review_told_already(review, language)
    yield "review_gone", reviews.review_gone(language)
    yield "review_good", reviews.review_good(review, language)
    yield "review_better", reviews.review_better(review, language)
    yield "review_modal", review_modal(review, language, "C1")
    for wording in (" ", "1" * 3001):
        values = {"review_wording": {"input": {"value": wording}}}
        errors = read_review('{"review": 1}', values, language)
        assert isinstance(errors, dict)
        yield from (("read_review", text) for text in errors.values())


def _without_placeholders(said: Said) -> Said:
    """Take out the names of placeholders, which are typed alike in every language."""
    assert not isinstance(said, Message)
    written = json.dumps(said).replace("{person} {title} {colleague}", "0")
    drawn: Said = json.loads(written)
    return drawn
