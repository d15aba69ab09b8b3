"""The slash command: /mentions and its subcommands."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from slack_bolt import Ack, App

from bot import answers
from bot.adding import add_feed
from bot.asking import FeedReading
from bot.claims import change_by_number
from bot.desk import Asker, Desk
from bot.facts import MentionFilter
from bot.forgetting_wishes import ask_to_forget
from bot.house_rules import show_tips
from bot.language import Language
from bot.lessons import show_lessons
from bot.manifest import COMMAND
from bot.meeting import make_known
from bot.message import Message
from bot.person_pages import show_person
from bot.reports import remove_feed, show_digest, show_feeds, show_mentions
from bot.rules import save_rules
from bot.slack import Slack
from bot.snippets import show_snippets
from bot.states import Event
from bot.typed import as_typed
from bot.watching import watch
from handlers.answers import show_answer_modal
from handlers.deliveries import Body, asker_of, handle_once
from handlers.hand_overs import give
from handlers.log import answer_export, answer_log, answer_map
from handlers.modals import show_settings_modal
from handlers.rules import show_rules_modal
from handlers.tips import show_house_rules

# Slack itself takes 8,000; nothing that we are told in one line is longer than this.
LONGEST_TEXT = 4000
_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|[^>]*)?>(?:\s+|$)")
_ADDRESS = re.compile(r"<[^<>]*>|\S+")
_HOUSE_RULES = {"rules", "house rules", "tips", "regeln", "hausregeln", "tipps"}
_NUMBER = re.compile(r"#?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Told:
    """One command: who says it, what follows the subcommand, and the trigger for a modal."""

    asker: Asker
    rest: str
    trigger_id: str
    language: Language


def register_commands(app: App, desk: Desk, slack: Slack, reading: FeedReading) -> None:
    """Let the app answer the slash command."""
    subcommands = _subcommands(desk, slack, reading)

    def on_command(ack: Ack, body: Body) -> None:
        handle_once(desk, ack, body, lambda: _answer(desk, subcommands, body))

    app.command(COMMAND)(on_command)


Subcommand = Callable[[Told], Message | None]


def _answer(desk: Desk, subcommands: dict[str, Subcommand], body: Body) -> Message | None:
    asker = asker_of(body)
    language = desk.language_of(asker)
    text = str(body.get("text") or "").strip()
    if len(text) > LONGEST_TEXT:
        return answers.too_long(LONGEST_TEXT, language)
    word, _, rest = text.partition(" ")
    told = Told(asker, rest.strip(), str(body.get("trigger_id") or ""), language)
    subcommand = subcommands.get(word.lower() or "help")
    if subcommand is None:
        return answers.unknown_subcommand(word, language)
    return subcommand(told)


def _subcommands(desk: Desk, slack: Slack, reading: FeedReading) -> dict[str, Subcommand]:
    def change(name: str, event: Event) -> Subcommand:
        return _with_number(name, lambda told, number: _change(desk, slack, told, number, event))

    return {
        "help": lambda told: answers.help_message(told.language),
        "add": _with_text("add", lambda told: _add(desk, slack, reading, told)),
        "watch": _with_text("watch", lambda told: _watch(desk, slack, reading, told)),
        "feeds": lambda told: show_feeds(desk, told.asker),
        "rules": lambda told: _rules(desk, slack, told),
        "remove": _with_number(
            "remove",
            lambda told, number: remove_feed(desk, told.asker, number),
            missing=answers.no_such_feed,
        ),
        "list": lambda told: _list(desk, told),
        "claim": change("claim", Event.CLAIM),
        "release": change("release", Event.RELEASE),
        "dismiss": change("dismiss", Event.DISMISS),
        "reopen": change("reopen", Event.REOPEN),
        "give": lambda told: give(desk, slack, told.asker, told.rest, told.language),
        "reply": _with_number(
            "reply",
            lambda told, number: show_answer_modal(
                desk, slack, told.asker, told.trigger_id, number
            ),
        ),
        "person": _with_text("person", lambda told: show_person(desk, told.asker, told.rest)),
        "forget": _with_text(
            "forget", lambda told: ask_to_forget(desk, slack, told.asker, told.rest)
        ),
        "log": lambda told: answer_log(desk, slack, told.asker, told.rest),
        "lessons": lambda told: show_lessons(desk, told.asker, as_typed(told.rest)),
        "snippets": lambda told: show_snippets(desk, told.asker),
        "digest": lambda told: show_digest(desk, told.asker),
        "map": lambda told: answer_map(desk, slack, told.asker, told.rest),
        "tips": lambda told: show_tips(desk, told.asker, told.rest),
        "export": lambda told: answer_export(desk, slack, told.asker, told.rest),
        "settings": lambda told: _settings(desk, slack, told),
    }


def _settings(desk: Desk, slack: Slack, told: Told) -> Message | None:
    """Open the settings, or the part of them that is named."""
    part = told.rest.lower()
    if not part:
        return show_settings_modal(desk, slack, told.asker, told.trigger_id)
    if part in _HOUSE_RULES:
        return show_house_rules(desk, slack, told.asker, told.trigger_id)
    return answers.not_understood(told.rest, "settings", told.language)


def _change(desk: Desk, slack: Slack, told: Told, number: int, event: Event) -> Message:
    make_known(desk, slack, told.asker)
    return change_by_number(desk, told.asker, number, event)[1]


def _with_text(name: str, work: Subcommand) -> Subcommand:
    def subcommand(told: Told) -> Message | None:
        return work(told) if told.rest else answers.missing_argument(name, told.language)

    return subcommand


def _with_number(
    name: str,
    work: Callable[[Told, int], Message | None],
    missing: Callable[[int, Language], Message] = answers.no_such_mention,
) -> Subcommand:
    def subcommand(told: Told) -> Message | None:
        if not told.rest:
            return answers.missing_argument(name, told.language)
        match = _NUMBER.fullmatch(told.rest)
        if match is None:
            return answers.not_a_number(told.rest, told.language)
        number = int(match[1])
        return work(told, number) if number else missing(number, told.language)

    return subcommand


def _watch(desk: Desk, slack: Slack, reading: FeedReading, told: Told) -> Message:
    """Watch a term for the channel that the command names, else the one it is typed in."""
    text, named = told.rest, _CHANNEL.search(told.rest)
    asker = told.asker
    if named is not None:
        text, asker = told.rest[: named.start()].strip(), replace(asker, channel=named[1])
    return watch(desk, slack, reading, asker, text)


def _add(desk: Desk, slack: Slack, reading: FeedReading, told: Told) -> Message:
    """Subscribe the channel that the command names, else the one it is typed in."""
    found = _ADDRESS.match(told.rest)
    url = found[0] if found else told.rest
    asker, rules = told.asker, told.rest[len(url) :].strip()
    if _CHANNEL.fullmatch(url):
        return answers.missing_argument("add", told.language)
    if named := _CHANNEL.match(rules):
        asker, rules = replace(asker, channel=named[1]), rules[named.end() :]
    rules = as_typed(rules).strip()
    if rules.startswith(("http://", "https://")):
        # Two addresses are no address and a rule.
        url, rules = told.rest, ""
    return add_feed(desk, slack, reading, asker, url, rules)


def _rules(desk: Desk, slack: Slack, told: Told) -> Message | None:
    """Open the rules of a feed, or save those that follow its number."""
    number, _, rules = told.rest.partition(" ")
    if not rules.strip():
        return _with_number(
            "rules",
            lambda told, n: show_rules_modal(desk, slack, told.asker, told.trigger_id, n),
            missing=answers.no_such_feed,
        )(told)
    match = _NUMBER.fullmatch(number)
    if match is None:
        return answers.not_a_number(number, told.language)
    return save_rules(desk, told.asker, int(match[1]), as_typed(rules).strip())


def _list(desk: Desk, told: Told) -> Message:
    which, page = MentionFilter.OPEN, 1
    for word in told.rest.lower().split():
        if word.isdecimal() and len(word) < 10:  # noqa: PLR2004  # as many digits as a number has
            page = int(word)
        elif word in list(MentionFilter):
            which = MentionFilter(word)
        else:
            return answers.not_understood(word, "list", told.language)
    return show_mentions(desk, told.asker, which, page)
