"""The daily digest: what is new, what waits, who is on what, what was answered and learned."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.answers.lessons import lesson_line
from bot.facts import DigestFacts, EngagementFacts, MentionFacts
from bot.language import Language
from bot.message import Message, context, fitting, header, message, paragraphs, section
from bot.mrkdwn import inline
from bot.wording import colleague_name, moment, origin, reference, reply_reference

_MOST = 5
_ROOM = 2800


def digest(facts: DigestFacts, language: Language, zone: ZoneInfo) -> Message:
    """Tell the day; a quiet day is told in one sentence."""
    title = language.gettext("The day: {day}", day=language.date(facts.day))
    parts = [
        *_part(
            _new_title(facts, language), facts.new_count, _origins(facts.new, language), language
        ),
        *_part(
            _waiting_title(facts, language),
            facts.waiting_count,
            _origins(facts.waiting, language),
            language,
        ),
        *_part(
            _held_title(facts, language), facts.held_count, _holders(facts.held, language), language
        ),
        *_part(
            _replied_title(facts, language),
            facts.replied_count,
            [_answer(each, language) for each in facts.replied[:_MOST]],
            language,
        ),
        *_part(
            _lesson_title(facts, language),
            facts.lesson_count,
            [lesson_line(each, language) for each in facts.lessons[:_MOST]],
            language,
        ),
    ]
    if not parts:
        quiet = language.gettext("A quiet day: nothing new, and nothing is waiting. Enjoy it!")
        return message(f"{title}. {quiet}", [header(title), section(quiet)])
    since = language.gettext("Since {when}", when=moment(facts.since, language, zone))
    return message(
        f"{title}. {_summary(facts, language)}",
        [header(title), context(since), *parts, context(_closing(facts, language))],
    )


def _summary(facts: DigestFacts, language: Language) -> str:
    """Say the digest in one line; of what there is none, it says nothing."""
    counts = (
        (facts.new_count, _new_title(facts, language)),
        (facts.waiting_count, _waiting_title(facts, language)),
        (facts.held_count, _held_title(facts, language)),
        (facts.replied_count, _replied_title(facts, language)),
        (facts.lesson_count, _lesson_title(facts, language)),
    )
    return language.list([title for count, title in counts if count])


def _new_title(facts: DigestFacts, language: Language) -> str:
    return language.ngettext("{n} new mention", "{n} new mentions", facts.new_count)


def _waiting_title(facts: DigestFacts, language: Language) -> str:
    return language.ngettext(
        "{n} mention waits for somebody", "{n} mentions wait for somebody", facts.waiting_count
    )


def _held_title(facts: DigestFacts, language: Language) -> str:
    return language.ngettext("{n} is claimed", "{n} are claimed", facts.held_count)


def _replied_title(facts: DigestFacts, language: Language) -> str:
    return language.ngettext("{n} answer was given", "{n} answers were given", facts.replied_count)


def _lesson_title(facts: DigestFacts, language: Language) -> str:
    return language.ngettext("{n} lesson learned", "{n} lessons learned", facts.lesson_count)


def _part(title: str, count: int, lines: Sequence[str], language: Language) -> list[Block]:
    """Show one list under its title; a list of nothing is left out."""
    if not count:
        return []
    shown = fitting(lines, _ROOM)
    rest = count - len(shown)
    more = [language.ngettext("… and {n} more", "… and {n} more", rest)] if rest > 0 else []
    return paragraphs([f"*{title}*", *(f"• {line}" for line in shown), *more])


def _origins(mentions: Sequence[MentionFacts], language: Language) -> list[str]:
    """Describe mentions by where they come from."""
    return [
        " · ".join(part for part in (reference(each, language), origin(each, language)) if part)
        for each in mentions[:_MOST]
    ]


def _holders(mentions: Sequence[MentionFacts], language: Language) -> list[str]:
    """Describe mentions by who is on them."""
    return [
        language.gettext(
            "{name}: {mention}",
            name=colleague_name(each.holder, language),
            mention=reference(each, language),
        )
        for each in mentions[:_MOST]
    ]


def _answer(engagement: EngagementFacts, language: Language) -> str:
    """Say who answered whom, and what."""
    line = language.gettext(
        "{name} answered {person} (#{number})",
        name=colleague_name(engagement.colleague, language),
        person=inline(engagement.person, 60) or language.gettext("somebody"),
        number=engagement.mention_number,
    )
    reply = reply_reference(engagement.reply_text, engagement.reply_link, 150)
    return f"{line}: {reply}" if reply else line


def _closing(facts: DigestFacts, language: Language) -> str:
    """Close with a kind word that fits the day."""
    if facts.replied_count:
        return language.gettext("Thank you to everyone who spoke up today.")
    if facts.waiting_count:
        return language.gettext("A short, honest answer is plenty. Who would like to start?")
    return language.gettext("Everything is in good hands.")
