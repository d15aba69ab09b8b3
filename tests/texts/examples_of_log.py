"""Every text about the log and its files, drawn from given facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot import facts as f
from bot.answers import files, log
from bot.answers import map as map_answers
from bot.log_filter import LogFilter, LogPage, NotUnderstood, Page, Part
from bot.mapping.relationships import KnownPerson, MapFacts, Relationship
from bot.person_facts import PersonMatch
from bot.uploads import LONGEST_ALT_TEXT
from tests.texts.given import ZURICH, colleague

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.language import Language
    from tests.texts.given import Given, Said

DAY = date(2026, 11, 3)


def log_said(
    language: Language, given: Given, lines: tuple[f.EngagementFacts, ...]
) -> Iterator[tuple[str, Said]]:
    kinds = tuple(f.EngagementKind)
    narrow = LogFilter(1, 2, DAY, DAY, kinds, given.text[:200])
    for wanted in (LogFilter(), narrow):
        page = LogPage(wanted, lines, given.count, earlier=Page(before=2), later=Page(after=7))
        yield "log_page", log.log_page(page, language, ZURICH)
    for wanted in (narrow, LogFilter(since=DAY), LogFilter(until=DAY)):
        for who, person in ((colleague(given), given.text), (colleague(given), None), (None, "")):
            page = LogPage(wanted, (), given.count, who, person)
            yield "log_heading", log.log_heading(page, language)
    for part in Part:
        for word in (given.word, ""):
            wrong = NotUnderstood(part, word)
            yield "log_not_understood", log.log_not_understood(wrong, language)
    yield "log_ends_before", log.log_ends_before(language)
    yield "log_examples", log.log_examples(language)
    match = PersonMatch(given.number, given.text, (given.word,) * 9, given.count)
    yield "which_person", log.which_person(given.text, [match] * 9, narrow, language)
    for found in ([], [colleague(given)] * 9):
        yield "which_colleague", log.which_colleague(given.text, found, language)
    yield from (("kind_names", name) for name in log.kind_names(language).values())
    assert set(log.kind_words(language).values()) == set(kinds)
    yield from (("kind_words", name) for name in log.kind_names(language).values())


def map_said(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    person = KnownPerson(given.text, given.word, (given.text,) * 5)
    strong = tuple(Relationship(1, one, one) for one in range(1, 6))
    weak = tuple(Relationship(one, 1, 1) for one in range(2, 40))
    everybody = dict.fromkeys(range(1, 6), person)
    for facts in (
        MapFacts({1: given.word}, {1: person}, strong[:1]),
        MapFacts(dict.fromkeys(range(1, 40), given.text), everybody, strong + weak, given.count),
    ):
        words = map_answers.map_words(facts, DAY, language)
        told = (words.title, words.subtitle, words.us, words.them, words.note)
        yield from (("map_words", text) for text in (*told, *words.samples))
        yield from (("map_words", text) for text in words.counts.values())
        yield "map_comment", map_answers.map_comment(facts, language)
        alt_text = map_answers.map_alt_text(facts, language)
        assert len(alt_text) <= LONGEST_ALT_TEXT
        yield "map_alt_text", alt_text
    yield "nobody_known", map_answers.nobody_known(language)


def files_said(language: Language) -> Iterator[tuple[str, Said]]:
    yield "file_sent", files.file_sent(language)
    yield "files_refused", files.files_refused(language)
    yield "files_unanswered", files.files_unanswered(language)
    yield "export_comment", files.export_comment(language)
