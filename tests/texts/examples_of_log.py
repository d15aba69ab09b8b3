"""Every text about the log and its files, drawn from given facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot import facts as f
from bot.answers import files, log
from bot.log_filter import LogFilter, LogPage, NotUnderstood, Page, Part
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
    for wanted in (LogFilter(), narrow, LogFilter(since=DAY), LogFilter(until=DAY)):
        page = LogPage(wanted, lines, given.count, earlier=Page(before=2), later=Page(after=7))
        yield "log_page", log.log_page(page, language, ZURICH)
    whole = LogFilter()
    for who, person in ((colleague(given), given.text), (colleague(given), None), (None, "")):
        page = LogPage(whole, lines, given.count, who, person)
        yield "log_page", log.log_page(page, language, ZURICH)
        yield "log_heading", log.log_heading(page, language)
    for part in Part:
        for word in (given.word, ""):
            wrong = NotUnderstood(part, word)
            yield "log_not_understood", log.log_not_understood(wrong, language)
    yield "log_ends_before", log.log_ends_before(language)
    yield "log_examples", log.log_examples(language)
    match = f.PersonMatch(given.number, given.text, (given.word,) * 9, given.count)
    yield "which_person", log.which_person(given.text, [match] * 9, narrow, language)
    for found in ([], [colleague(given)] * 9):
        yield "which_colleague", log.which_colleague(given.text, found, language)
    yield from (("kind_names", name) for name in log.kind_names(language).values())
    assert set(log.kind_words(language).values()) == set(kinds)
    yield from (("kind_words", name) for name in log.kind_names(language).values())


def files_said(language: Language) -> Iterator[tuple[str, Said]]:
    yield "file_sent", files.file_sent(language)
    yield "files_refused", files.files_refused(language)
    yield "files_unanswered", files.files_unanswered(language)
    yield "export_comment", files.export_comment(language)
