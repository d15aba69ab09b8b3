"""The App Home: what a colleague holds, what waits, whom they know, and the week."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.facts import HomeFacts, MentionFacts
from bot.ids import AS_WORKSPACE, Action
from bot.language import Language
from bot.message import actions, button, context, header, section
from bot.modals import language_select
from bot.mrkdwn import inline
from bot.wording import dated, origin, reference

_MOST_MENTIONS = 10
_MOST_PEOPLE = 30


def home(
    facts: HomeFacts, language: Language, names: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """Draw one colleague's home; ``names`` is ``Languages.names``."""
    blocks = [
        header(language.gettext("You are on it")),
        *_held(facts, language, now),
        header(language.gettext("Waiting for somebody")),
        *_waiting(facts, language, now),
        header(language.gettext("People you know")),
        section(_people(facts.people, language)),
        header(language.gettext("This week")),
        section(_week(facts, language)),
        DividerBlock(),
        *_language(facts, language, names),
    ]
    return View(type="home", blocks=blocks).to_dict()


def _held(facts: HomeFacts, language: Language, now: datetime) -> list[Block]:
    """List what the colleague holds."""
    if not facts.held:
        return [section(language.gettext("Nothing on your plate. See what is waiting below."))]
    blocks: list[Block] = []
    for mention in facts.held[:_MOST_MENTIONS]:
        since = language.ago(mention.since or mention.found, now)
        blocks += [
            section(reference(mention, language)),
            context(
                _joined(
                    origin(mention, language),
                    language.gettext("claimed {ago}", ago=since),
                )
            ),
            *actions(
                button(language.gettext("Answer…"), Action.HOME_REPLY, mention.number),
                button(language.gettext("Release"), Action.HOME_RELEASE, mention.number),
            ),
        ]
    return [*blocks, *_more(facts.held_count, facts.held, "mine", language)]


def _waiting(facts: HomeFacts, language: Language, now: datetime) -> list[Block]:
    """List what nobody has claimed."""
    if not facts.waiting:
        return [section(language.gettext("Nothing is waiting. Well done, all of you!"))]
    blocks: list[Block] = []
    for mention in facts.waiting[:_MOST_MENTIONS]:
        claim = button(language.gettext("Claim"), Action.HOME_CLAIM, mention.number)
        blocks += [
            section(reference(mention, language), claim),
            context(_joined(origin(mention, language), language.ago(dated(mention), now))),
        ]
    return [*blocks, *_more(facts.waiting_count, facts.waiting, "open", language)]


def _more(count: int, shown: Sequence[MentionFacts], which: str, language: Language) -> list[Block]:
    """Say how many more there are, and how to see them."""
    rest = count - min(len(shown), _MOST_MENTIONS)
    if rest <= 0:
        return []
    command = f"`/mentions list {which}`"
    text = language.ngettext("{n} more: {command}", "{n} more: {command}", rest, command=command)
    return [context(text)]


def _people(people: Sequence[str], language: Language) -> str:
    """Name the people the colleague has been in touch with."""
    names = [name for name in (inline(person, 60) for person in people) if name]
    if not names:
        return language.gettext("Nobody yet. Claim a mention and you’ll meet someone.")
    return language.list(names[:_MOST_PEOPLE])


def _week(facts: HomeFacts, language: Language) -> str:
    """Count what happened in seven days."""
    if not facts.week_new and not facts.week_replied:
        return language.gettext("It has been quiet out there.")
    parts = [
        language.ngettext("{n} new mention", "{n} new mentions", facts.week_new),
        language.ngettext("{n} answered", "{n} answered", facts.week_replied),
        language.ngettext("{n} of them by you", "{n} of them by you", facts.week_own),
    ]
    return " · ".join(parts)


def _language(facts: HomeFacts, language: Language, names: Mapping[str, str]) -> list[Block]:
    """Offer the languages."""
    choices = {AS_WORKSPACE: language.gettext("As the workspace"), **names}
    select = language_select(choices, facts.language or AS_WORKSPACE, Action.HOME_LANGUAGE)
    return [section(language.gettext("I speak to you in:"), select)]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
