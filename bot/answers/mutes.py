"""What the bot answers about who and what is muted."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.feed_facts import MuteFacts
from bot.ids import Action, More, more_value
from bot.language import Language
from bot.message import Message, button, context, message, said, section
from bot.mrkdwn import inline
from bot.wording import colleague_name, moment

SHOWN = 10
"""Mutes that a list shows."""
ROOM = 3_000
"""Characters of a message that so many take at most."""


def what_to_mute(number: int, author: str, place: str, language: Language) -> Message:
    """Ask which of the two is to be muted: who wrote a mention, or where it comes from."""
    text = language.gettext("Of whom do you want to hear no more, all of you?")
    name = inline(author, 100) or language.gettext("somebody")
    return message(
        text,
        [
            section(text),
            section(
                f"*{name}*",
                button(
                    language.gettext("Mute this author"),
                    Action.CARD_MORE,
                    more_value(More.MUTE_AUTHOR, number),
                ),
            ),
            section(
                f"*{inline(place, 100)}*",
                button(
                    language.gettext("Mute this source"),
                    Action.CARD_MORE,
                    more_value(More.MUTE_SOURCE, number),
                ),
            ),
        ],
    )


def muted(mute: MuteFacts, language: Language, zone: ZoneInfo, *, already: bool) -> Message:
    """Say what a mute does, and offer to undo it; ``already``: somebody had done it before."""
    name = _name(mute, language)
    if already:
        text = language.gettext(
            "{name} is muted already: by {colleague}, {when}.",
            name=name,
            colleague=colleague_name(mute.by, language),
            when=moment(mute.at, language, zone),
        )
    elif mute.is_author:
        text = language.gettext(
            "Muted for all of you: what {name} writes becomes no mention any more.", name=name
        )
    else:
        text = language.gettext(
            "Muted for all of you: nothing from {name} becomes a mention any more, whichever feed "
            "finds it.",
            name=name,
        )
    return said(text, button(language.gettext("Undo"), Action.UNMUTE, mute.id))


def unmuted(mute: MuteFacts, language: Language) -> Message:
    """Confirm that somebody or some place is heard again."""
    return said(
        language.gettext(
            "{name} is heard again. What came in the meantime stays away.",
            name=_name(mute, language),
        )
    )


def not_muted(language: Language) -> Message:
    """Say that a mute was undone before."""
    return said(language.gettext("That is not muted any more."))


def mute_list(mutes: Sequence[MuteFacts], language: Language, zone: ZoneInfo) -> list[Block]:
    """List what is muted, each with a button to undo it; no block when nothing is."""
    if not mutes:
        return []
    title = language.gettext("Muted")
    blocks: list[Block] = [section(f"*{title}*")]
    for mute in mutes[:SHOWN]:
        line = language.gettext(
            "🔇 {name}, by {colleague}, {when}",
            name=_name(mute, language),
            colleague=colleague_name(mute.by, language),
            when=moment(mute.at, language, zone),
        )
        undo = button(language.gettext("Undo"), Action.UNMUTE, mute.id)
        blocks.append(section(line, undo))
    if rest := len(mutes[SHOWN:]):
        blocks.append(context(language.ngettext("… and {n} more", "… and {n} more", rest)))
    return blocks


def _name(mute: MuteFacts, language: Language) -> str:
    name = inline(mute.name, 100) or language.gettext("somebody")
    return f"*{name}*"
