"""What the bot answers to names: who is meant, and that there is nobody."""

from collections.abc import Callable, Sequence
from operator import attrgetter

from bot.ids import Action
from bot.language import Language
from bot.message import Message, button, context, message, said, section
from bot.mrkdwn import inline
from bot.person_facts import PersonMatch
from bot.wording import match_line

_MOST_CHOICES = 10


def person_choice(
    name: str,
    matches: Sequence[PersonMatch],
    language: Language,
    *,
    action: Action = Action.PERSON_SHOW,
    value: Callable[[PersonMatch], int | str] = attrgetter("person_id"),
) -> Message:
    """Ask which of several people is meant; each has a button with an action and its value."""
    question = language.gettext("Several people fit “{name}”. Who is it?", name=inline(name, 60))
    rows = [
        section(
            match_line(each, language),
            button(language.gettext("Show"), action, value(each)),
        )
        for each in matches[:_MOST_CHOICES]
    ]
    rest = len(matches) - len(rows)
    more = language.ngettext(
        "{n} more. Give me more of the name.", "{n} more. Give me more of the name.", rest
    )
    return message(question, [section(question), *rows, *([context(more)] if rest else [])])


def nobody_found(name: str, language: Language) -> Message:
    """Answer a name that nobody has."""
    return said(
        language.gettext(
            "I know nobody called “{name}”. Part of the name is enough.",
            name=inline(name, 60),
        )
    )


def already_one(language: Language) -> Message:
    """Answer a merge of those who are one already."""
    return said(language.gettext("These two are one already."))


def not_merged(language: Language) -> Message:
    """Answer the undoing of a merge that was undone before."""
    return said(language.gettext("That was undone already."))
