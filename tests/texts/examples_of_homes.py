"""Homes, drawn from what hypothesis and the pseudo-language give."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from bot.facts import MentionFacts
from bot.home_facts import (
    HomeFacts,
    KnownPersonFacts,
    Page,
    Suits,
    WaitingFacts,
    WishesFacts,
)
from bot.home_view import home
from bot.language import Language, load_languages
from tests.texts.given import NOW, ZURICH, Given, Said

NAMES = load_languages().names


def homes(language: Language, given: Given, mention: MentionFacts) -> Iterator[tuple[str, Said]]:
    """Draw homes that are full, empty, and without names."""
    nobody = replace(mention, title="", excerpt="", place="", authors=())
    waiting = [WaitingFacts(one, suits) for suits in Suits for one in (mention, nobody)]
    people = [KnownPersonFacts(given.number, name, given.count, NOW) for name in (given.text, "")]
    people.append(KnownPersonFacts(given.number, given.word, 0, None))
    lively = HomeFacts(
        held=Page((replace(mention, is_offered=True), *(mention,) * 4), 2, 99, 5),
        waiting=Page(tuple(islice(cycle(waiting), 10)), 2, 99, 10),
        people=Page(tuple(islice(cycle(people), 10)), 2, 99, 10),
        week_new=given.count,
        week_replied=given.count,
        week_own=given.count,
        wishes=WishesFacts(language="de"),
    )
    last = replace(lively, held=Page((mention,), 20, 96, 5))
    quiet = HomeFacts(wishes=WishesFacts(reminders=False, suggestions=False, messages=False))
    for shown in (lively, last, quiet):
        yield "home", home(shown, language, NAMES, ZURICH, NOW)
