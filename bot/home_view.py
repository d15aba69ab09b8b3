"""What an App Home looks like: what a colleague holds, what waits, whom they know, and the week."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DividerBlock,
    InteractiveElement,
    Option,
)
from slack_sdk.models.blocks import PlainTextObject as Plain
from slack_sdk.models.views import View

from bot.facts import MentionFacts
from bot.home_contacts import own_voices, say_hello
from bot.home_facts import (
    HomeFacts,
    HomePages,
    HomePart,
    KnownPersonFacts,
    Page,
    Suits,
    WaitingFacts,
    WishesFacts,
)
from bot.ids import AS_WORKSPACE, Action, home_page_value
from bot.inputs import choice
from bot.language import Language
from bot.message import actions, button, context, header, section
from bot.mrkdwn import inline
from bot.wording import authors_of, dated, moment, origin, reference


def home(
    facts: HomeFacts,
    language: Language,
    names: Mapping[str, str],
    zone: ZoneInfo,
    now: datetime,
) -> dict[str, Any]:
    """Draw one colleague's home; ``names`` is ``Languages.names``.

    It carries along which pages it shows, so that a button can draw them again.
    """
    blocks = [
        header(language.gettext("You are on it")),
        *_held(facts.held, language, now),
        header(language.gettext("Waiting for somebody")),
        *_waiting(facts.waiting, language, now),
        header(language.gettext("People you know")),
        *_people(facts, language, zone),
        *say_hello(facts.cold, language, zone),
        header(language.gettext("This week")),
        section(_week(facts, language)),
        *own_voices(facts.voices, language),
        DividerBlock(),
        *_wishes(facts.wishes, language),
        *_language(facts.wishes, language, names),
    ]
    pages = HomePages(facts.held.number, facts.waiting.number, facts.people.number)
    return View(type="home", blocks=blocks, private_metadata=_carry(pages)).to_dict()


def read_home_pages(private_metadata: str) -> HomePages:
    """Read which pages a home shows."""
    carried = json.loads(private_metadata or "{}").get("pages", {})
    return HomePages(**{part: int(carried.get(part, 1)) for part in HomePart})


def _carry(pages: HomePages) -> str:
    return json.dumps({"pages": {part: getattr(pages, part) for part in HomePart}})


def _held(page: Page[MentionFacts], language: Language, now: datetime) -> list[Block]:
    """List what the colleague holds."""
    if not page.shown:
        return [section(language.gettext("Nothing on your plate. See what is waiting below."))]
    blocks: list[Block] = []
    for mention in page.shown:
        blocks += [
            section(reference(mention, language)),
            context(_joined(origin(mention, language), _since(mention, language, now))),
            *actions(*_can_be_done(mention, language)),
        ]
    return [*blocks, *_pager(HomePart.HELD, page, language)]


def _since(mention: MentionFacts, language: Language, now: datetime) -> str:
    """Say since when the colleague holds a mention, or is asked to."""
    ago = language.ago(mention.since or mention.found, now)
    if mention.is_offered:
        return language.gettext("handed over to you {ago}", ago=ago)
    return language.gettext("claimed {ago}", ago=ago)


def _can_be_done(mention: MentionFacts, language: Language) -> list[InteractiveElement]:
    """Offer what the colleague can do with a mention that they hold, or are asked to take over."""
    number = mention.number
    if mention.is_offered:
        return [
            button(language.gettext("Accept"), Action.HOME_ACCEPT, number, primary=True),
            button(language.gettext("Decline"), Action.HOME_DECLINE, number),
        ]
    return [
        button(language.gettext("Answer…"), Action.HOME_REPLY, number),
        button(language.gettext("Release"), Action.HOME_RELEASE, number),
    ]


def _waiting(page: Page[WaitingFacts], language: Language, now: datetime) -> list[Block]:
    """List what nobody has claimed, what suits the colleague first."""
    if not page.shown:
        return [section(language.gettext("Nothing is waiting. Well done, all of you!"))]
    blocks: list[Block] = []
    for waiting in page.shown:
        mention = waiting.mention
        claim = button(language.gettext("Claim"), Action.HOME_CLAIM, mention.number)
        about = (origin(mention, language), language.ago(dated(mention), now))
        blocks += [
            section(reference(mention, language), claim),
            context(_joined(*about, _why(waiting, language))),
        ]
    return [*blocks, *_pager(HomePart.WAITING, page, language)]


def _why(waiting: WaitingFacts, language: Language) -> str:
    """Say in three words why it suits."""
    match waiting.suits:
        case Suits.PERSON:
            name = authors_of(waiting.mention.authors[:1], language)
            if not name:
                return language.gettext("you know each other")
            return language.gettext("you know {person}", person=name)
        case Suits.PLACE:
            place = inline(waiting.mention.place, 60)
            return language.gettext("you answer on {place}", place=place) if place else ""
        case Suits.NOTHING:
            return ""


def _people(facts: HomeFacts, language: Language, zone: ZoneInfo) -> list[Block]:
    """List the people the colleague knows, each with a button to see more."""
    if not facts.people.shown:
        nobody = language.gettext("Nobody yet. Claim a mention and you’ll meet someone.")
        return [section(nobody)]
    blocks: list[Block] = []
    for person in facts.people.shown:
        name = inline(person.name, 60) or language.gettext("somebody")
        about = button(language.gettext("About…"), Action.PERSON_SHOW, person.person_id)
        blocks.append(section(f"*{name}* · {_in_touch(person, language, zone)}", about))
    return [*blocks, *_pager(HomePart.PEOPLE, facts.people, language)]


def _in_touch(person: KnownPersonFacts, language: Language, zone: ZoneInfo) -> str:
    """Say how often the colleague has answered somebody, and when last."""
    if person.last is None:
        return language.gettext("not answered yet")
    answers = language.ngettext("{n} answer", "{n} answers", person.replies)
    last = language.gettext("last {when}", when=moment(person.last, language, zone))
    return f"{answers} · {last}"


def _pager(part: HomePart, page: Page[Any], language: Language) -> list[Block]:
    """Offer the pages before and after, where there are any."""
    if page.pages == 1:
        return []
    text = language.gettext(
        "Page {page} of {pages}",
        page=language.number(page.number),
        pages=language.number(page.pages),
    )
    before, after = page.number - 1, page.number + 1
    return [
        context(text),
        *actions(
            button(language.gettext("Back"), Action.HOME_BACK, home_page_value(part, before))
            if before >= 1
            else None,
            button(language.gettext("More"), Action.HOME_MORE, home_page_value(part, after))
            if after <= page.pages
            else None,
        ),
    ]


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


def _wishes(wishes: WishesFacts, language: Language) -> list[Block]:
    """Let the colleague choose what comes to them by itself."""
    choices = (
        (
            "reminders",
            language.gettext("Remind me of what I hold for long"),
            wishes.reminders,
        ),
        (
            "suggestions",
            language.gettext("Name me on cards that would suit me"),
            wishes.suggestions,
        ),
        (
            "messages",
            language.gettext("Tell me when somebody I know appears"),
            wishes.messages,
        ),
    )
    options = {value: Option(value=value, text=Plain(text=text)) for value, text, _ in choices}
    chosen = [options[value] for value, _, is_wanted in choices if is_wanted]
    boxes = CheckboxesElement(
        action_id=Action.HOME_WISHES,
        options=list(options.values()),
        initial_options=chosen or None,
    )
    return [section(language.gettext("*What I may send you*")), *actions(boxes)]


def _language(wishes: WishesFacts, language: Language, names: Mapping[str, str]) -> list[Block]:
    """Offer the languages."""
    choices = {AS_WORKSPACE: language.gettext("As the workspace"), **names}
    select = choice(choices, wishes.language or AS_WORKSPACE, Action.HOME_LANGUAGE)
    return [section(language.gettext("I speak to you in:"), select)]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
