"""What the bot answers about lists of feeds that are imported."""

from collections.abc import Sequence

from bot.language import Language
from bot.message import Message, said
from bot.mrkdwn import channel

_MOST_LINES = 10


def list_imported(
    new: int, known: int, unreadable: Sequence[int], channel_id: str, language: Language
) -> Message:
    """Say how many feeds of a list are new and known, and in which lines are none to fetch."""
    parts = [
        language.ngettext(
            "I took {n} new feed from your list, for {channel}.",
            "I took {n} new feeds from your list, for {channel}.",
            new,
            channel=channel(channel_id),
        )
    ]
    if new:
        parts.append(
            language.gettext("I read them in the next minutes, and keep quiet about what is older.")
        )
    if known:
        parts.append(language.ngettext("{n} I watch already.", "{n} I watch already.", known))
    if unreadable:
        shown = [str(line) for line in unreadable[:_MOST_LINES]]
        if more := len(unreadable) - len(shown):
            shown.append(language.ngettext("{n} more", "{n} more", more))
        parts.append(
            language.ngettext(
                "{n} I can’t read: see line {lines}.",
                "{n} I can’t read: see lines {lines}.",
                len(unreadable),
                lines=language.list(shown),
            )
        )
    return said(" ".join(parts))


def list_not_read(language: Language) -> Message:
    """Say that a file is no list of feeds."""
    return said(
        language.gettext(
            "I can’t read this file. It should be OPML, as feed readers export it, and no larger "
            "than 2 MB."
        )
    )


def file_not_fetched(language: Language) -> Message:
    """Say that Slack did not hand over a file."""
    return said(
        language.gettext(
            "Slack did not give me the file. Perhaps I lack the permission `files:read`: whoever "
            "runs me can grant it."
        )
    )
