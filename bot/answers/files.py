"""What the bot answers when a file was asked for."""

from bot.language import Language
from bot.message import Message, said


def file_sent(language: Language) -> Message:
    """Say where the file is."""
    return said(language.gettext("Done. The file is in our direct messages, for you alone."))


def files_refused(language: Language) -> Message:
    """Say that the bot may not give files to Slack, and who can change that."""
    return said(
        language.gettext(
            "Slack does not let me upload files. Perhaps I lack the permissions `files:write` and "
            "`im:write`: whoever runs me can grant them."
        )
    )


def files_unanswered(language: Language) -> Message:
    """Say that nobody knows whether the file arrived."""
    return said(
        language.gettext(
            "Slack did not tell me whether the file arrived. If you don’t see it in a minute, "
            "please try once more."
        )
    )


def export_comment(language: Language) -> str:
    """Say above the exported files what they are."""
    return language.gettext(
        "All mentions, people and engagements, as you asked for them. They are about people: share "
        "them with care."
    )
