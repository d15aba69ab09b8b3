"""The line of a card that says which colleagues know the author."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.facts import ContactFacts
from bot.language import Language
from bot.message import context
from bot.wording import named_contact

_NAMED = 3


def known_to(
    contacts: Sequence[ContactFacts] | None, language: Language, zone: ZoneInfo
) -> list[Block]:
    """Name those who know the author, the best first and without pinging anybody.

    None: the author is not known by name, and nothing is said.
    """
    if contacts is None:
        return []
    if not contacts:
        return [context(language.gettext("First time we meet"))]
    names = [named_contact(each, language, zone) for each in contacts[:_NAMED]]
    if rest := len(contacts[_NAMED:]):
        names.append(language.ngettext("{n} more", "{n} more", rest))
    return [context(language.gettext("Known to {names}", names=language.list(names)))]
