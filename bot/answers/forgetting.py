"""What the bot answers about people who ask to be forgotten."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement, ConfirmObject, PlainTextObject

from bot.facts import ColleagueFacts
from bot.forgetting_facts import ForgettingFacts
from bot.ids import Action
from bot.language import Language
from bot.message import Message, actions, button, context, message, said, section
from bot.mrkdwn import inline
from bot.person_facts import PersonMatch
from bot.wording import colleague_name, match_line

_MOST_CHOICES = 10
_MOST_NAMED = 10
_MOST_FEEDS = 20


def forgetting_asked(match: PersonMatch, facts: ForgettingFacts, language: Language) -> Message:
    """Say what would go, and ask whether it shall."""
    question = language.gettext(
        "Forget {name}? This cannot be undone.", name=inline(match.name, 100) or _nobody(language)
    )
    stays = language.gettext(
        "Their cards and the lines under them are taken back, and what they write later stays "
        "away. The log’s lines stay, without their name. Direct messages older than 30 days, and "
        "what colleagues wrote themselves, I cannot take back."
    )
    blocks = [
        section(f"*{question}*\n{match_line(match, language)}"),
        section(language.gettext("Erased for good: {what}.", what=_what(facts, language))),
        *([section(feeds)] if (feeds := _feeds(facts, language)) else []),
        context(stays),
        *actions(_forget_button(match, language)),
    ]
    return message(question, blocks)


def forgetting_choice(name: str, matches: Sequence[PersonMatch], language: Language) -> Message:
    """Ask which of several people shall be forgotten."""
    question = language.gettext(
        "Several people go by “{name}”. Whom shall I forget? Each of them goes alone.",
        name=inline(name, 60),
    )
    rows = [
        section(
            match_line(each, language),
            button(language.gettext("Forget…"), Action.PERSON_FORGET, each.person_id),
        )
        for each in matches[:_MOST_CHOICES]
    ]
    return message(question, [section(question), *rows])


def person_forgotten(facts: ForgettingFacts, language: Language) -> Message:
    """Say what is erased, without naming anybody."""
    done = language.gettext("Done. Erased for good: {what}.", what=_what(facts, language))
    feeds = _feeds(facts, language)
    return said(f"{done}\n{feeds}" if feeds else done)


def forgotten(number: int | None, language: Language) -> Message:
    """Answer to anything that is wished about somebody who is forgotten."""
    if number is None:
        return said(language.gettext("This person asked to be forgotten. I know nothing of them."))
    return said(
        language.gettext(
            "Whoever wrote #{number} asked to be forgotten. There is nothing left of it.",
            number=number,
        )
    )


def only_community_managers(known: Sequence[ColleagueFacts], language: Language) -> Message:
    """Say kindly who may forget people, and whom to ask."""
    text = language.gettext(
        "Only community managers may do this: the admins and owners of this Slack, and whoever "
        "they name in `/mentions settings`."
    )
    if known:
        names = language.list([colleague_name(one, language) for one in known[:_MOST_NAMED]])
        text += " " + language.gettext("Ask {names}.", names=names)
    else:
        text += " " + language.gettext("So far they have named nobody. Ask an admin.")
    return said(text)


def _nobody(language: Language) -> str:
    return language.gettext("(no name)")


def _what(facts: ForgettingFacts, language: Language) -> str:
    """Count what goes; of what there is none, it says nothing."""
    counts = (
        (facts.profiles, language.ngettext("{n} profile", "{n} profiles", facts.profiles)),
        (
            facts.mentions,
            language.ngettext(
                "the text of {n} mention", "the texts of {n} mentions", facts.mentions
            ),
        ),
        (facts.answers, language.ngettext("{n} answer", "{n} answers", facts.answers)),
        (facts.notes, language.ngettext("{n} note", "{n} notes", facts.notes)),
        (
            facts.elsewhere,
            language.ngettext(
                "the name in {n} other text", "the name in {n} other texts", facts.elsewhere
            ),
        ),
    )
    named = [text for count, text in counts if count]
    return language.list(named) if named else language.gettext("the name")


def _feeds(facts: ForgettingFacts, language: Language) -> str:
    """Name the feeds that go on bringing the name until somebody changes them."""
    if not facts.feeds:
        return ""
    numbers = language.list([str(number) for number in facts.feeds[:_MOST_FEEDS]])
    return language.gettext(
        "What I cannot decide for you: these feeds look for the name, or are called after it: "
        "{numbers}. See `/mentions feeds`, then change their rules or remove them.",
        numbers=numbers,
    )


def _forget_button(match: PersonMatch, language: Language) -> ButtonElement:
    return ButtonElement(
        text=PlainTextObject(text=language.gettext("Forget for good")),
        action_id=Action.PERSON_FORGET_NOW,
        value=str(match.person_id),
        style="danger",
        confirm=ConfirmObject(
            title=PlainTextObject(text=language.gettext("Forget for good?")),
            text=PlainTextObject(text=language.gettext("Nobody can bring this back.")),
            confirm=PlainTextObject(text=language.gettext("Forget")),
            deny=PlainTextObject(text=language.gettext("Cancel")),
            style="danger",
        ),
    )
