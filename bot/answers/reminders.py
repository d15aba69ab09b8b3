"""What the bot says to whoever holds a claim for long; no reproach in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.see_card import see_card
from bot.facts import EngagementFacts, MentionFacts
from bot.ids import Action, offer_value
from bot.language import Language
from bot.message import Message, button, message, said, section
from bot.thread_lines import thread_line
from bot.wording import colleague_name, moment, reference


def reminder(
    mention: MentionFacts,
    language: Language,
    zone: ZoneInfo,
    *,
    asked_at: datetime,
    lapses_at: datetime,
    line_id: int,
) -> Message:
    """Ask the holder how it goes, or for a yes or no to what was handed over to them.

    ``asked_at`` and ``lapses_at``: when this is asked, and when the mention lapses without an
    answer. ``line_id``: the line of the log of the hand-over.
    """
    text = _question(mention, language, asked_at)
    until = language.gettext(
        "If I hear nothing until {when}, I let somebody else have it.",
        when=moment(lapses_at, language, zone),
    )
    number = mention.number
    if mention.is_offered:
        value = offer_value(number, line_id)
        buttons = [
            button(language.gettext("Accept"), Action.OFFER_ACCEPT, value, primary=True),
            button(language.gettext("Decline"), Action.OFFER_DECLINE, value),
        ]
    else:
        buttons = [
            button(language.gettext("Still on it"), Action.STILL_ON_IT, number, primary=True),
            button(language.gettext("Answered"), Action.OFFER_REPLY, number),
            button(language.gettext("Release"), Action.CARD_RELEASE, number),
        ]
    return said(f"{text}\n{until}", *buttons, see_card(mention, language))


def still_on_it(mention: MentionFacts, language: Language, asked_at: datetime) -> Message:
    """Show that the holder said they are still on it."""
    text = _question(mention, language, asked_at)
    line = language.gettext("👍 Good to know: you’re still on it.")
    return message(f"{text}\n{line}", [section(text), section(line)])


def reminder_settled(
    mention: MentionFacts, outcome: EngagementFacts, language: Language, asked_at: datetime
) -> Message:
    """Show what happened after the holder was asked."""
    text = _question(mention, language, asked_at)
    line = thread_line(outcome, language).text
    return message(f"{text}\n{line}", [section(text), section(line)])


def not_with_you(mention: MentionFacts, language: Language) -> Message:
    """Answer "still on it" about what somebody does not hold any more."""
    return said(
        language.gettext(
            "This is no longer with you: {mention}", mention=reference(mention, language)
        )
    )


def _question(mention: MentionFacts, language: Language, asked_at: datetime) -> str:
    ago = language.ago(mention.since or mention.found, asked_at)
    if mention.is_offered:
        return language.gettext(
            "⏳ {name} handed this over to you {ago}, and waits for your yes or no: {mention}",
            name=colleague_name(mention.giver, language),
            ago=ago,
            mention=reference(mention, language),
        )
    return language.gettext(
        "⏳ You claimed this {ago}: {mention}\nHow is it going?",
        ago=ago,
        mention=reference(mention, language),
    )
