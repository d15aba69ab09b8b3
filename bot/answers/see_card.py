"""The way from a private message to the card in its channel."""

from slack_sdk.models.blocks import InteractiveElement

from bot.facts import MentionFacts
from bot.ids import Action
from bot.language import Language
from bot.message import url_button


def see_card(mention: MentionFacts, language: Language) -> InteractiveElement | None:
    """Offer the way to a mention's card, where its address is known."""
    return url_button(
        language.gettext("See the card"), Action.CARD_SEE, mention.number, mention.card_link
    )
