"""Every text about who knows whom outside, drawn from given facts."""

from collections.abc import Iterator
from dataclasses import replace

from bot import facts as f
from bot.answers import contacts as answers
from bot.cards import card
from bot.fits_line import fits_line
from bot.known_to import known_to
from bot.language import Language
from bot.message import message
from tests.texts.given import NOW, ZURICH, Given, Said, colleague


def contacts(
    language: Language, given: Given, about: f.MentionFacts, outcome: f.EngagementFacts
) -> Iterator[tuple[str, Said]]:
    """Draw them, each with the name of the function that says it."""
    answered = f.ContactFacts(colleague(given), given.count, NOW)
    for contact in (answered, f.ContactFacts(colleague(given))):
        yield "known_appears", answers.known_appears(about, contact, language, ZURICH)
    nobody = replace(about, authors=())
    yield "known_appears", answers.known_appears(nobody, answered, language, ZURICH)
    for said_by in (about, nobody):
        yield "known_settled", answers.known_settled(said_by, outcome, language)
    who = colleague(given)
    fits = [f.FitFacts(who, reason, given.word) for reason in f.FitReason]
    for suits in (fits[:1], fits[1:3], fits[3:]):
        for said_by in (about, nobody):
            suited = replace(said_by, state=f.MentionState.OPEN, fits=tuple(suits))
            yield "fits_line", message("0", fits_line(suited, language))
            yield "card", card(suited, language, f.Emojis(), ZURICH)
    offered = f.OfferedFacts(given.number, given.text, given.count, NOW)
    kept = replace(offered, person="", keeper=who)
    said = replace(offered, last=None)
    for to_all in (True, False):
        for people in ([offered, kept, said], [offered] * 60):
            drawn = answers.contacts_offered(who, people, language, ZURICH, to_all=to_all)
            yield "contacts_offered", drawn
    for person in (given.text, ""):
        yield "thank_for_contact", answers.thank_for_contact(person, language)
        yield "kept_already", answers.kept_already(who, person, language)
    yield "kept_already", answers.kept_already(None, given.text, language)
    for known in ((), (answered, f.ContactFacts(colleague(given))), (answered,) * 20):
        yield "known_to", message("0", known_to(known, language, ZURICH))
        for state in f.MentionState:
            met = replace(about, state=state, known_to=known)
            yield "card", card(met, language, f.Emojis(), ZURICH)
