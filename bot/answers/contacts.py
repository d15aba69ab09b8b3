"""What the bot tells colleagues about the people they know outside."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.answers.see_card import see_card
from bot.facts import ColleagueFacts, ContactFacts, EngagementFacts, MentionFacts, OfferedFacts
from bot.ids import Action
from bot.language import Language
from bot.message import Message, actions, button, context, message, said, section
from bot.mrkdwn import inline
from bot.thread_lines import thread_line
from bot.wording import authors_of, colleague_name, day, reference

_OFFERED = 40
"""People that one message offers: it has 50 blocks."""


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


def contacts_offered(
    left: ColleagueFacts,
    offered: Sequence[OfferedFacts],
    language: Language,
    zone: ZoneInfo,
    *,
    to_all: bool,
) -> Message:
    """Offer people to a colleague who knows them too, or to all where nobody else does."""
    name = colleague_name(left, language)
    if to_all:
        text = language.gettext(
            "{name} has left us, and nobody else knows these people yet. Who keeps in touch?",
            name=name,
        )
    else:
        text = language.gettext(
            "{name} has left us. Nobody knows these people better than you now. Will you keep in "
            "touch?",
            name=name,
        )
    lines = [_offered(each, language, zone) for each in offered[:_OFFERED]]
    more = []
    if rest := len(offered[_OFFERED:]):
        command = f"`/mentions log {inline(left.name or left.slack_id, 80)}`"
        more = [
            context(
                language.ngettext(
                    "{n} more, whom they knew less: {command}",
                    "{n} more, whom they knew less: {command}",
                    rest,
                    command=command,
                )
            )
        ]
    return message(text, [section(text), *lines, *more])


def _offered(offered: OfferedFacts, language: Language, zone: ZoneInfo) -> Block:
    person = f"*{inline(offered.person, 100) or language.gettext('(no name)')}*"
    if offered.keeper is not None:
        name = colleague_name(offered.keeper, language)
        return section(
            language.gettext("✅ {person}: {name} keeps in touch", person=person, name=name)
        )
    if offered.last is not None:
        person = language.gettext(
            "{name} ({count}×, last {day})",
            name=person,
            count=language.number(offered.replies),
            day=day(offered.last, language, zone),
        )
    keep = button(language.gettext("I’ll keep in touch"), Action.KEEP_CONTACT, offered.line_id)
    return section(person, keep)


def thank_for_contact(person: str, language: Language) -> Message:
    """Thank whoever keeps in touch with somebody."""
    return said(
        language.gettext(
            "Thank you! I tell you when {person} writes something.",
            person=inline(person, 100) or language.gettext("somebody"),
        )
    )


def kept_already(keeper: ColleagueFacts | None, person: str, language: Language) -> Message:
    """Say that somebody was faster."""
    return said(
        language.gettext(
            "{name} keeps in touch with {person} already.",
            name=colleague_name(keeper, language),
            person=inline(person, 100) or language.gettext("somebody"),
        )
    )
