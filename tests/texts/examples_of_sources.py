"""Every text about sources, edits and floods, drawn from given facts."""

from collections.abc import Iterator
from dataclasses import replace

from bot import facts as f
from bot.cards import card
from bot.found_in import found_in
from bot.language import Language
from bot.message import message
from bot.summary_message import already_shown, nothing_left, summary
from bot.thread_lines import edit_line
from tests.texts.given import ZURICH, Given, Said


def sources_and_floods(
    language: Language, given: Given, about: f.MentionFacts
) -> Iterator[tuple[str, Said]]:
    """Draw them, each with the name of the function that says it."""
    for sources in _sources(given):
        yield "found_in", message("0", found_in(sources, language))
        for state in f.MentionState:
            found = replace(about, state=state, sources=sources)
            yield "card", card(found, language, f.Emojis(), ZURICH)
    for title, link in ((given.text, None), (None, given.link or given.text), ("", given.text)):
        yield "edit_line", edit_line(language, title, link)
    for feed in (given.text, ""):
        for left in (0, 1, 4321):
            newest = (about,) * min(left, 5)
            facts = f.SummaryFacts(given.number, given.count, feed, left, newest)
            yield "summary", summary(facts, language)
    yield "already_shown", already_shown(language)
    yield "nothing_left", nothing_left(language)


def _sources(given: Given) -> Iterator[tuple[f.SourceFacts, ...]]:
    page = f.SourceFacts(f.SourceKind.SAME_PAGE, given.text, given.link)
    text = f.SourceFacts(f.SourceKind.SAME_TEXT, given.word, given.link)
    unnamed = replace(page, name="", link=None)
    yield (page, page, unnamed)
    yield (page, text)
    yield (page, *[page, text] * 20)
