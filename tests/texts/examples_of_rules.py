"""Every text about rules and mutes, drawn from given facts."""

from collections.abc import Iterator
from dataclasses import replace

from bot.answers import feeds, mutes, rules
from bot.feed_facts import MuteFacts, RulesForm, SubscriptionFacts, TriedEntry
from bot.language import Language
from bot.message import message
from bot.rules_modal import rules_modal
from feeds.rules import FIELDS, Fault, RuleError
from tests.texts.given import NOW, ZURICH, Given, Said, colleague


def rules_and_mutes(
    language: Language, given: Given, feed: SubscriptionFacts
) -> Iterator[tuple[str, Said]]:
    """Draw them, each with the name of the function that says it."""
    yield from _faults(language, given)
    yield from _trials(language, given, feed)
    yield from _mutes(language, given, feed)


def _faults(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    form = RulesForm(given.number, given.text, "C1")
    for fault in Fault:
        error = RuleError(fault, min(3, len(given.text)), given.word)
        yield "fault_text", rules.fault_text(error, language)
        yield "fault_shown", rules.fault_shown(given.text, error, language)
        yield "rules_fault", rules.rules_fault(given.text, error, language)
        yield "rules_modal", rules_modal(form, given.text, language, error)
    for field in FIELDS:
        error = RuleError(Fault.NOTHING_AFTER, len(given.text), f"{field}:")
        text = rules.fault_text(error, language).replace(f"{field}:", "0")
        yield "fault_text", text


def _trials(
    language: Language, given: Given, feed: SubscriptionFacts
) -> Iterator[tuple[str, Said]]:
    form = RulesForm(given.number, given.text, "C1")
    passing = TriedEntry(given.text, passes=True, terms=(given.word, given.text))
    tried = [passing, TriedEntry("", passes=False)] * 15
    for shown in (tried, tried[:1], []):
        yield "trial_line", rules.trial_line(shown, language)
        yield "trial", message("0", rules.trial(shown, language))
        yield "rules_modal", rules_modal(form, given.text, language, shown)
        for written in (given.text, ""):
            saved = rules.rules_saved(replace(feed, rules=written), shown, language)
            yield "rules_saved", saved
    yield "rules_added", rules.rules_added(given.text, language)
    yield "rules_line", rules.rules_line(given.text, language)
    some = [replace(feed, rules=given.text)] * 25
    yield "feed_added", feeds.feed_added(some[0], given.count, language, sample=True)
    listed = rules.feeds_with_rules(["0"] * 25, some, language)
    yield "feeds_with_rules", message("0", listed)
    yield "feed_list", feeds.feed_list(some, language, ZURICH)


def _mutes(language: Language, given: Given, feed: SubscriptionFacts) -> Iterator[tuple[str, Said]]:
    author = MuteFacts(given.number, given.text, is_author=True, by=colleague(given), at=NOW)
    place = replace(author, name=given.word, is_author=False)
    for mute in (author, place, replace(author, name="")):
        for already in (True, False):
            yield "muted", mutes.muted(mute, language, ZURICH, already=already)
        yield "unmuted", mutes.unmuted(mute, language)
    for name in (given.text, ""):
        asked = mutes.what_to_mute(given.number, name, given.word, language)
        yield "what_to_mute", asked
    yield "not_muted", mutes.not_muted(language)
    many = [author, place] * 10
    yield "mute_list", message("0", mutes.mute_list(many, language, ZURICH))
    yield "feed_list", feeds.feed_list([feed] * 50, language, ZURICH, many)
    yield "feed_list", feeds.feed_list([], language, ZURICH, many)
