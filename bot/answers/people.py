"""What the bot answers about people outside."""

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.answers.lists import engagement_line, mention_line
from bot.facts import PersonFacts, PersonMatch, ProfileFacts
from bot.ids import Action
from bot.language import Language
from bot.message import Message, button, context, message, paragraphs, said, section
from bot.mrkdwn import inline, link, one_line
from bot.wording import match_line, moment

_MOST_PROFILES = 10
_MOST_LINES = 5
_MOST_CHOICES = 10


def person_page(person: PersonFacts, language: Language, zone: ZoneInfo, now: datetime) -> Message:
    """Show somebody: where they are met, what they said, and who was in touch with them."""
    name = inline(person.name, 150) or language.gettext("(no name)")
    seen = language.gettext(
        "first seen {first}, last seen {last}",
        first=moment(person.first_seen, language, zone),
        last=moment(person.last_seen, language, zone),
    )
    profiles = [_profile(each) for each in person.profiles[:_MOST_PROFILES]]
    counts = language.ngettext("{n} mention", "{n} mentions", person.mention_count)
    touched = language.ngettext("{n} contact", "{n} contacts", person.engagement_count)
    return message(
        name,
        [
            section(f"*{name}*"),
            *paragraphs(profile for profile in profiles if profile),
            context(f"{counts} · {touched} · {seen}"),
            *_part(
                language.gettext("What they said"),
                [mention_line(each, language, now) for each in person.mentions[:_MOST_LINES]],
            ),
            *_contacts(person, language, zone),
        ],
    )


def person_choice(
    name: str,
    matches: Sequence[PersonMatch],
    language: Language,
    *,
    action: Action = Action.PERSON_SHOW,
    value: Callable[[PersonMatch], int | str] = attrgetter("person_id"),
) -> Message:
    """Ask which of several people is meant; each has a button with an action and its value."""
    question = language.gettext("Several people go by “{name}”. Who is it?", name=inline(name, 60))
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


def _contacts(person: PersonFacts, language: Language, zone: ZoneInfo) -> list[Block]:
    if not person.engagements:
        return [
            section(language.gettext("None of us has been in touch yet. Will you be the first?"))
        ]
    lines = [engagement_line(each, language, zone) for each in person.engagements[:_MOST_LINES]]
    return _part(language.gettext("Who was in touch"), lines)


def _part(title: str, lines: list[str]) -> list[Block]:
    return paragraphs([f"*{title}*", *lines]) if lines else []


def _profile(profile: ProfileFacts) -> str:
    handle = link(profile.url, one_line(profile.handle) or profile.place, longest_url=500)
    place = inline(profile.place, 60)
    return f"{place}: {handle}" if place and handle else place or handle
