"""What is written on the map, beside it, and instead of it."""

from datetime import date

from bot.language import Language
from bot.mapping.picture import MapWords
from bot.mapping.relationships import MapFacts
from bot.message import Message, said
from bot.mrkdwn import cut, one_line
from bot.uploads import LONGEST_ALT_TEXT

_MOST_NAMED = 3
_NAME = 40


def map_words(facts: MapFacts, day: date, language: Language) -> MapWords:
    """Say what is written on the map; ``day`` is when it is drawn."""
    known = facts.known()
    return MapWords(
        title=language.gettext("Who knows whom"),
        subtitle=" · ".join(
            [_counts(facts, language), language.date(day), *_more(facts, language)]
        ),
        us=language.gettext("Us"),
        them=language.gettext("People outside"),
        samples=(
            language.gettext("a claim"),
            language.gettext("an answer"),
            language.gettext("five answers"),
        ),
        note=language.gettext(
            "The larger the dot, the more contact. A colour is a group with much contact inside it."
        ),
        counts={
            one: language.ngettext("{n} person", "{n} people", len(people))
            for one, people in known.items()
        },
    )


def map_comment(facts: MapFacts, language: Language) -> str:
    """Say above the picture what it shows."""
    return language.gettext(
        "This is who knows whom: {counts}. Is somebody missing? Claim and answer, and you are on "
        "the map.",
        counts=_counts(facts, language),
    )


def map_alt_text(facts: MapFacts, language: Language) -> str:
    """Say in words what the map shows: plain text, as long as Slack takes it."""
    text = language.gettext(
        "A map of who knows whom: {counts}, with lines as thick as their contact.",
        counts=_counts(facts, language),
    )
    known = facts.known()
    strengths = facts.strengths("colleague_id")
    for one, _ in strengths.most_common():
        names = [_plain(facts.people[each].name, language) for each in known[one][:_MOST_NAMED]]
        sentence = language.ngettext(
            "{name} knows {n} person: {people}.",
            "{name} knows {n} people, best {people}.",
            len(known[one]),
            name=_plain(facts.colleagues[one], language),
            people=language.list(names),
        )
        if len(text) + 1 + len(sentence) > LONGEST_ALT_TEXT:
            break
        text = f"{text} {sentence}"
    return text


def nobody_known(language: Language) -> Message:
    """Say why there is no map yet."""
    return said(
        language.gettext(
            "Nobody has been in touch with anybody yet, so the map would be empty. It begins with "
            "the first claim. See what waits: `/mentions list open`"
        )
    )


def _counts(facts: MapFacts, language: Language) -> str:
    ours = language.ngettext("{n} of us", "{n} of us", len(facts.colleagues))
    theirs = language.ngettext("{n} person outside", "{n} people outside", len(facts.people))
    return language.list([ours, theirs])


def _more(facts: MapFacts, language: Language) -> list[str]:
    if not facts.left_out:
        return []
    return [
        language.ngettext("{n} more has no room here", "{n} more have no room here", facts.left_out)
    ]


def _plain(name: str, language: Language) -> str:
    return cut(one_line(name), _NAME) or language.gettext("somebody")
