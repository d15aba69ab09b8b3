"""What the bot tells colleagues about the people they know outside."""

from zoneinfo import ZoneInfo

from bot.answers.see_card import see_card
from bot.facts import ContactFacts, EngagementFacts, MentionFacts
from bot.ids import Action
from bot.language import Language
from bot.message import Message, actions, button, context, message, section
from bot.thread_lines import thread_line
from bot.wording import authors_of, day, reference


def known_appears(
    mention: MentionFacts, contact: ContactFacts, language: Language, zone: ZoneInfo
) -> Message:
    """Tell whoever knows an author that they wrote something, and offer to claim it."""
    text = _appears(mention, language)
    if contact.last is not None:
        text += "\n" + language.gettext(
            "You answered them {count}×, last {day}. Say hello again?",
            count=language.number(contact.replies),
            day=day(contact.last, language, zone),
        )
    claim = button(language.gettext("Claim"), Action.CARD_CLAIM, mention.number, primary=True)
    often = language.gettext("One such message a day at most; my Home tab switches them off.")
    see = see_card(mention, language)
    return message(text, [section(text), *actions(claim, see), context(often)])


def known_settled(mention: MentionFacts, outcome: EngagementFacts, language: Language) -> Message:
    """Show what came of a mention of which somebody was told."""
    text, line = _appears(mention, language), thread_line(outcome, language).text
    return message(f"{text}\n{line}", [section(text), section(line)])


def _appears(mention: MentionFacts, language: Language) -> str:
    return language.gettext(
        "{person}, whom you know, wrote something: {mention}",
        person=authors_of(mention.authors, language) or language.gettext("Somebody"),
        mention=reference(mention, language),
    )
