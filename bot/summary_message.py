"""The card that stands for what a flood brings beyond its first cards."""

from bot.facts import SummaryFacts
from bot.ids import Action, summary_value
from bot.language import Language
from bot.message import (
    Message,
    actions,
    button,
    context,
    fitting,
    message,
    paragraphs,
    said,
    section,
)
from bot.mrkdwn import inline
from bot.wording import origin, plain, reference

_ROOM = 2800


def summary(facts: SummaryFacts, language: Language) -> Message:
    """Say how many more mentions there are, name the newest, and offer to show them."""
    if not facts.left:
        return _all_shown(facts, language)
    title = _title(facts, plain(facts.feed, 80), language)
    lines = [
        " · ".join(part for part in (reference(each, language), origin(each, language)) if part)
        for each in facts.newest
    ]
    shown = fitting(lines, _ROOM)
    rest = facts.left - len(shown)
    more = [language.ngettext("… and {n} more", "… and {n} more", rest)] if rest > 0 else []
    heading = f"*{_title(facts, inline(facts.feed, 80), language)}*"
    return message(
        title,
        [
            *paragraphs([heading, *(f"• {line}" for line in shown), *more]),
            context(
                language.gettext(
                    "So many came at once that their cards would fill the channel. They wait in "
                    "`/mentions list`, and each can be claimed by its number."
                )
            ),
            *actions(
                button(
                    language.gettext("Show them"),
                    Action.SUMMARY_SHOW,
                    summary_value(facts.id, facts.version),
                )
            ),
        ],
    )


def already_shown(language: Language) -> Message:
    """Tell who pressed second."""
    return said(language.gettext("Somebody was faster: the cards are on their way already."))


def nothing_left(language: Language) -> Message:
    """Tell who pressed when there was nothing to show any more."""
    return said(language.gettext("There is nothing left to show: all of them are settled."))


def _title(facts: SummaryFacts, feed: str, language: Language) -> str:
    if not feed:
        return language.ngettext(
            "{n} more mention came at once", "{n} more mentions came at once", facts.left
        )
    return language.ngettext(
        "{n} more mention from {feed}", "{n} more mentions from {feed}", facts.left, feed=feed
    )


def _all_shown(facts: SummaryFacts, language: Language) -> Message:
    text = language.gettext("All of these mentions have cards of their own now.")
    feed = inline(facts.feed, 80)
    if feed:
        text = language.gettext("All mentions from {feed} have cards of their own now.", feed=feed)
    return message(text, [section(text)])
