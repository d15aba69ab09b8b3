"""Rules of a feed: shown, tried on its last entries, and saved."""

from typing import Any

from bot.answers.guidance import no_such_feed
from bot.answers.rules import rules_fault, rules_saved
from bot.desk import Asker, Desk, Visit
from bot.feed_facts import RulesForm, TriedEntry
from bot.feed_models import Subscription
from bot.language import Language
from bot.message import Message
from bot.recent_entries import recent_entries
from bot.rules_modal import rules_modal
from bot.subscription_facts import subscription_facts
from bot.subscriptions import subscription_by_number
from feeds.rules import RuleError, matched_terms, matches, read_rule


def open_rules(desk: Desk, asker: Asker, number: int) -> dict[str, Any] | Message:
    """Give the modal with a feed's rules as they are; a message where there is no such feed."""
    with desk.visit(asker) as visit:
        subscription = subscription_by_number(visit.session, visit.workspace.id, number)
        if subscription is None:
            return no_such_feed(number, visit.language)
        title = subscription.feed.title or subscription.feed.url
        form = RulesForm(number, title, asker.channel)
        return _tried(visit, subscription, form, subscription.rules)


def try_rules(desk: Desk, asker: Asker, form: RulesForm, text: str) -> dict[str, Any] | Message:
    """Give the modal with what the written rules would have let pass, or what is wrong in them."""
    with desk.visit(asker) as visit:
        subscription = subscription_by_number(visit.session, visit.workspace.id, form.number)
        if subscription is None:
            return no_such_feed(form.number, visit.language)
        return _tried(visit, subscription, form, text)


def refused_rules(form: RulesForm, text: str, language: Language) -> dict[str, Any] | None:
    """Give the modal that says what is wrong with rules; None when nothing is."""
    try:
        read_rule(text)
    except RuleError as error:
        return rules_modal(form, text, language, error)
    return None


def rules_problem(text: str, language: Language) -> Message | None:
    """Say what is wrong with rules; None when nothing is."""
    try:
        read_rule(text)
    except RuleError as error:
        return rules_fault(text, error, language)
    return None


def save_rules(desk: Desk, asker: Asker, number: int, text: str) -> Message:
    """Keep a feed's rules for entries that come from now on; say what they would have done."""
    with desk.visit(asker) as visit:
        if problem := rules_problem(text, visit.language):
            return problem
        subscription = subscription_by_number(visit.session, visit.workspace.id, number)
        if subscription is None:
            return no_such_feed(number, visit.language)
        subscription.rules = text.strip()
        tried = _try(visit, subscription, text)
        return rules_saved(subscription_facts(subscription), tried, visit.language)


def _tried(visit: Visit, subscription: Subscription, form: RulesForm, text: str) -> dict[str, Any]:
    try:
        result: list[TriedEntry] | RuleError = _try(visit, subscription, text)
    except RuleError as error:
        result = error
    return rules_modal(form, text, visit.language, result)


def _try(visit: Visit, subscription: Subscription, text: str) -> list[TriedEntry]:
    """Hold rules against the feed's last entries. Raises RuleError."""
    rule = read_rule(text)
    return [
        TriedEntry(
            title=entry.title or entry.excerpt,
            passes=matches(rule, entry),
            terms=matched_terms(rule, entry),
        )
        for entry in recent_entries(visit.session, subscription.feed_id)
    ]
