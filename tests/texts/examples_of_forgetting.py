"""Every text about people who ask to be forgotten, drawn from given facts."""

from collections.abc import Iterator
from dataclasses import replace

from bot import facts as f
from bot.answers import forgetting
from bot.cards import card
from bot.forgetting_facts import ForgettingFacts
from bot.language import Language
from bot.person_facts import PersonMatch
from bot.wording import match_line, title_of
from tests.texts.given import ZURICH, Given, Said, colleague


def forgetting_said(
    language: Language, given: Given, mention: f.MentionFacts
) -> Iterator[tuple[str, Said]]:
    """Draw them, each with the name of the function that says it."""
    match = PersonMatch(given.number, given.text, (given.word,) * 9, given.count)
    nobody = replace(match, name="", places=())
    much = ForgettingFacts(given.count, 99, given.count, 5, 7, tuple(range(1, 50)))
    for facts in (much, replace(much, answers=0, notes=0, feeds=()), ForgettingFacts(0, 0, 0)):
        for each in (match, nobody):
            asked = forgetting.forgetting_asked(each, facts, language)
            yield "forgetting_asked", asked
        yield "person_forgotten", forgetting.person_forgotten(facts, language)
    yield (
        "forgetting_choice",
        forgetting.forgetting_choice(given.text, [match, nobody] * 8, language),
    )
    for number in (given.number, None):
        yield "forgotten", forgetting.forgotten(number, language)
    for known in ((), (colleague(given),) * 20):
        drawn = forgetting.only_community_managers(known, language)
        yield "only_community_managers", drawn
    gone = replace(mention, forgotten=True, title="", excerpt="", link=None)
    yield "card", card(gone, language, f.Emojis(), ZURICH)
    yield "title_of", title_of(gone, language, 100)
    yield "match_line", match_line(match, language)
