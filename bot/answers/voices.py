"""What the bot answers about colleagues who write outside themselves."""

from bot.facts import ColleagueFacts, MentionFacts
from bot.ids import Action
from bot.language import Language
from bot.message import Message, button, said
from bot.mrkdwn import inline
from bot.wording import colleague_name, reference


def one_of_us(who: ColleagueFacts, person_id: int, person: str, language: Language) -> Message:
    """Confirm that a person is a colleague, and offer to take it back."""
    text = language.gettext(
        "From now on I know that {person} is {name}: one of us, wherever they write.",
        person=_named(person, language),
        name=colleague_name(who, language),
    )
    return said(text, button(language.gettext("Undo"), Action.VOICE_DISOWN, person_id))


def you_were_named(by: ColleagueFacts, person_id: int, person: str, language: Language) -> Message:
    """Tell a colleague as whom somebody knows them outside."""
    text = language.gettext(
        "{name} says that {person} is you, so what they write counts as one of ours.",
        name=colleague_name(by, language),
        person=_named(person, language),
    )
    return said(text, button(language.gettext("That’s not me"), Action.VOICE_DISOWN, person_id))


def not_one_of_us(person: str, language: Language) -> Message:
    """Confirm that a person is none of us."""
    return said(
        language.gettext(
            "{person} is not one of us; what they write waits for somebody again.",
            person=_named(person, language),
        )
    )


def ours_already(mention: MentionFacts, language: Language) -> Message:
    """Refuse to claim what a colleague wrote."""
    return said(
        language.gettext(
            "{name}, one of us, wrote this, so nobody needs to take it: {mention}",
            name=colleague_name(mention.voice, language),
            mention=reference(mention, language),
        )
    )


def too_slow_to_ask(language: Language) -> Message:
    """Say that a modal could not be opened in time."""
    return said(language.gettext("That took too long, sorry. Please press once more."))


def _named(person: str, language: Language) -> str:
    return f"*{inline(person, 100) or language.gettext('somebody')}*"
