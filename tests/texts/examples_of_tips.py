"""Every text about tips, house rules and buddies, drawn from given facts."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from bot import facts as f
from bot import house_rules_modal as modal
from bot import ids
from bot.answer_facts import AnswerForm
from bot.answer_modal import answer_modal
from bot.answers import tips
from bot.language import Language
from bot.message import Message, actions, message, section
from bot.place_words import KEYS
from bot.tip_facts import Buddy, Extent, Lesson, PlaceTips
from feeds.places import PLACES
from tests.texts.given import Given, Said, colleague
from tests.texts.pseudo import PseudoLanguage


def tips_said(
    language: Language, given: Given, about: f.MentionFacts
) -> Iterator[tuple[str, Said]]:
    """Draw them, each with the name of the function that says it."""
    for name, said in _drawn(language, given, about):
        yield name, _nameless(said) if isinstance(language, PseudoLanguage) else said


def _drawn(language: Language, given: Given, about: f.MentionFacts) -> Iterator[tuple[str, Said]]:
    told = PlaceTips("url", given.text[:3000], given.text[:3000], given.text[:3000], own=True)
    for some in (told, replace(told, house_rules="", general="", own=False, hidden=True)):
        for extent in Extent:
            for buddy in (None, Buddy(colleague(given), given.count, given.number)):
                shown = tips.lesson(Lesson(some, extent, buddy), language)
                yield "lesson", shown or "0"
        for asked in ("", given.text):
            yield "tips_page", tips.tips_page(some, language, asked)
        blocks = tips.house_rules_blocks(some, language)
        yield "house_rules_blocks", message("0", [section("0"), *blocks])
        yield "house_rules_in", "\n".join(tips.house_rules_in(some, language)) or "0"
        yield "answer_modal", answer_modal(AnswerForm(about, "UTC", tips=some), language, "C1")
        yield "place_words_modal", modal.place_words_modal(some, language, "C1")
    for place in PLACES:
        yield "place_name", tips.place_name(place.key, language)
    for word in ("", given.text):
        yield "place_choice", tips.place_choice(language, word)
    chosen = tips.place_select(ids.Action.TIPS_CHOOSE, language, {"reddit"})
    yield "place_select", message("0", actions(chosen))
    lesson = tips.lesson(Lesson(told, Extent.FULL), language)
    assert lesson is not None
    yield "joined", tips.joined(message("0", [section("0")]), lesson)
    for changed in ((), KEYS):
        drawn = modal.house_rules_modal(given.text, changed, language, "C1", turn=1)
        yield "house_rules_modal", drawn
    yield "tips_hidden", tips.tips_hidden("url", language)
    yield "tips_shown_again", tips.tips_shown_again("url", language)
    for key in ("url", ""):
        yield "words_saved", tips.words_saved(key, language)
    who = colleague(given)
    yield "buddy_asked", tips.buddy_asked(who, "T1", "G1", given.number, language)
    for card in (given.link, None):
        yield "buddy_asks", tips.buddy_asks(who, who, about, "url", card, language)
    yield "buddy_gone", tips.buddy_gone(who, language)
    yield "buddy_not_asked", tips.buddy_not_asked(who, language)


def _nameless(said: Said) -> Said:
    """Take out places' proper names and keys, which no catalogue translates."""
    if isinstance(said, Message):
        return Message(_replaced(said.text), json.loads(_replaced(_written(said.blocks))))
    if isinstance(said, str):
        return _replaced(said)
    return dict(json.loads(_replaced(_written(said))))


def _written(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)


def _replaced(text: str) -> str:
    for name in sorted((place.name for place in PLACES), key=len, reverse=True):
        text = text.replace(name, "0")
    return re.sub("(?<=⟧)url(?=⟦)", "0", text)
