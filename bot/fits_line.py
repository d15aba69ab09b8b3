"""The line of a card that says whom it would suit, and why."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.facts import FitFacts, FitReason, MentionFacts
from bot.language import Language
from bot.message import context
from bot.mrkdwn import inline
from bot.wording import colleague_name


def fits_line(mention: MentionFacts, language: Language) -> list[Block]:
    """Name those whom a mention suits, each with the reason and without pinging anybody."""
    names = [_named(fit, mention, language) for fit in mention.fits]
    if not names:
        return []
    return [context(language.gettext("💡 This would suit {names}", names=language.list(names)))]


def _named(fit: FitFacts, mention: MentionFacts, language: Language) -> str:
    why = _why(fit, mention.authors, mention.place, language)
    name = f"*{colleague_name(fit.colleague, language)}*"
    return language.gettext("{name} ({why})", name=name, why=why)


def _why(fit: FitFacts, authors: Sequence[str], place: str, language: Language) -> str:
    match fit.reason:
        case FitReason.PERSON:
            person = inline(authors[0], 60) if authors else ""
            return language.gettext("knows {person}", person=person or language.gettext("somebody"))
        case FitReason.TOPIC:
            return language.gettext("answers about {word}", word=inline(fit.word, 40))
        case FitReason.PLACE:
            return language.gettext("answers on {place}", place=inline(place, 60))
        case FitReason.TIME:
            return language.gettext("has time now")
