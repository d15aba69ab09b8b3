"""Every text about who knows whom outside, drawn from given facts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import facts as f
from bot import ids
from bot.answers import contacts as answers
from bot.answers import voices
from bot.cards import card
from bot.fits_line import fits_line
from bot.home_contacts import own_voices, say_hello
from bot.home_facts import ColdFacts, VoiceFacts
from bot.known_to import known_to
from bot.language import Language
from bot.message import message
from bot.voice_modals import own_profile_modal, read_own_profile, read_voice, voice_modal
from tests.texts.given import NOW, ZURICH, Given, Said, colleague

if TYPE_CHECKING:
    from bot.submissions import StateValues


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
    yield from _voices(language, given, about)
    for known in ((), (answered, f.ContactFacts(colleague(given))), (answered,) * 20):
        yield "known_to", message("0", known_to(known, language, ZURICH))
        for state in f.MentionState:
            met = replace(about, state=state, known_to=known)
            yield "card", card(met, language, f.Emojis(), ZURICH)


def _voices(language: Language, given: Given, about: f.MentionFacts) -> Iterator[tuple[str, Said]]:
    who, number = colleague(given), given.number
    for state in f.MentionState:
        ours = replace(about, state=state, voice=who)
        yield "card", card(ours, language, f.Emojis(), ZURICH)
        yield "card", card(replace(ours, authors=()), language, f.Emojis(), ZURICH)
    yield "ours_already", voices.ours_already(replace(about, voice=who), language)
    for person in (given.text, ""):
        yield "one_of_us", voices.one_of_us(who, number, person, language)
        yield "you_were_named", voices.you_were_named(who, number, person, language)
        yield "not_one_of_us", voices.not_one_of_us(person, language)
    yield "too_slow_to_ask", voices.too_slow_to_ask(language)
    for authors in (about.authors, ()):
        yield "voice_modal", voice_modal(number, authors, "U1", language, "C1")
    yield "own_profile_modal", own_profile_modal(language)
    values: StateValues = {}
    long: StateValues = {
        ids.Block.PROFILE_URL: {ids.Action.INPUT: {"value": "https://1.2/" + "1" * 3000}}
    }
    for name, errors in (
        ("read_voice", read_voice(values, language)),
        ("read_own_profile", read_own_profile(values, language)),
        ("read_own_profile", read_own_profile(long, language)),
    ):
        assert isinstance(errors, dict)
        yield from ((name, text) for text in errors.values())
    silent = [ColdFacts(given.text, NOW, about), ColdFacts("", NOW)] * 3
    yield "say_hello", message("0", say_hello(silent, language, ZURICH))
    drawn = [VoiceFacts(number, given.text), VoiceFacts(number, "")]
    for shown in ([], drawn):
        yield "own_voices", message("0", own_voices(shown, language))
