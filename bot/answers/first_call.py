"""What the bot says about first calls: to who is called, and to who claims meanwhile."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.see_card import see_card
from bot.facts import EngagementFacts, FitReason, MentionFacts
from bot.ids import Action
from bot.language import Language
from bot.message import Message, button, message, said, section
from bot.mrkdwn import inline
from bot.thread_lines import thread_line
from bot.wording import authors_of, colleague_name, moment, reference


def first_call(
    mention: MentionFacts,
    language: Language,
    zone: ZoneInfo,
    until: datetime,
    why: FitReason | None,
) -> Message:
    """Offer a new mention to one colleague first; ``why`` it suits them, None for a newcomer."""
    waits = language.gettext(
        "Until {when} it waits for you, then it is for everybody.",
        when=moment(until, language, zone),
    )
    number = mention.number
    return said(
        f"{_why(mention, language, why)}\n{waits}",
        button(language.gettext("Claim"), Action.CARD_CLAIM, number, primary=True),
        button(language.gettext("Leave it to others"), Action.CALL_LEAVE, number),
        see_card(mention, language),
    )


def first_call_settled(
    mention: MentionFacts,
    language: Language,
    outcome: EngagementFacts | None,
    why: FitReason | None,
) -> Message:
    """Show what came of a first call; without a deed it has ended, and all may claim."""
    text = _why(mention, language, why)
    line = (
        thread_line(outcome, language).text
        if outcome is not None
        else language.gettext("It is for everybody now.")
    )
    return message(f"{text}\n{line}", [section(text), section(line)])


def waits_for(mention: MentionFacts, language: Language, zone: ZoneInfo) -> Message:
    """Ask whoever claims while a card waits for somebody else to wait as well, or to confirm."""
    return said(
        language.gettext(
            "Until {when} this waits for {name}: {mention}\n"
            "Would you let them have it? If you are the one to answer, take it.",
            when=moment(mention.called_until or mention.found, language, zone),
            name=colleague_name(mention.called, language),
            mention=reference(mention, language),
        ),
        button(language.gettext("Take it all the same"), Action.CLAIM_ANYWAY, mention.number),
    )


def not_called(mention: MentionFacts, language: Language) -> Message:
    """Answer somebody who leaves to others what does not wait for them."""
    return said(
        language.gettext(
            "This does not wait for you any more: {mention}", mention=reference(mention, language)
        )
    )


def _why(mention: MentionFacts, language: Language, why: FitReason | None) -> str:
    """Say why it is this colleague."""
    about = reference(mention, language)
    place = inline(mention.place, 60)
    if why is FitReason.PERSON:
        return language.gettext(
            "👋 {person}, whom you know, writes: {mention}",
            person=authors_of(mention.authors[:1], language) or language.gettext("Somebody"),
            mention=about,
        )
    if why is FitReason.TOPIC:
        return language.gettext("👋 You have answered about such things: {mention}", mention=about)
    if why is FitReason.PLACE and place:
        return language.gettext(
            "👋 You know your way around on {place}: {mention}", place=place, mention=about
        )
    return language.gettext(
        "👋 Would you like to answer this one? You would be an ambassador for the first time: "
        "{mention}",
        mention=about,
    )
