"""What the bot answers about the rules of a feed."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.feed_facts import SubscriptionFacts, TriedEntry
from bot.ids import Action
from bot.language import Language
from bot.message import Message, button, paragraphs, said, section
from bot.mrkdwn import code, inline, link, marked, one_line
from feeds.rules import FIELDS, LONGEST_RULE, Fault, RuleError

_WITH_BUTTONS = 20
"""Feeds that get a button of their own: a message has 50 blocks."""


def rules_fault(text: str, error: RuleError, language: Language) -> Message:
    """Say why rules cannot be read: the place marked, and how it goes."""
    refused = language.gettext("I can’t read these rules.")
    return said(f"{refused} {fault_shown(text, error, language)}")


def fault_shown(text: str, error: RuleError, language: Language) -> str:
    """Say what is wrong with rules, and mark the place."""
    return f"{fault_text(error, language)}\n{marked(text, error.position)}"


def fault_text(error: RuleError, language: Language) -> str:
    """Say what is wrong with rules in a sentence, with a right example."""
    word = inline(error.word, 40)
    texts = {
        Fault.TOO_LONG: language.gettext(
            "Rules have {limit} characters at most.", limit=language.number(LONGEST_RULE)
        ),
        Fault.TOO_DEEP: language.gettext(
            "There are too many parentheses inside each other here; ten are the most."
        ),
        Fault.QUOTE_OPEN: language.gettext(
            'The quotation mark here has no partner. This is how it goes: `"acme cloud"`'
        ),
        Fault.BACKTICK_OPEN: language.gettext(
            "The backtick here has no partner. Put one before and one after what shall stand "
            "exactly so."
        ),
        Fault.PARENTHESIS_OPEN: language.gettext(
            "The parenthesis here is not closed. This is how it goes: `acme (cloud OR tent)`"
        ),
        Fault.PARENTHESIS_EMPTY: language.gettext(
            "There is nothing in the parentheses here. This is how it goes: `acme (cloud OR tent)`"
        ),
        Fault.PARENTHESIS_EXTRA: language.gettext(
            "The parenthesis here was never opened. This is how it goes: `acme (cloud OR tent)`"
        ),
        Fault.NOTHING_BEFORE: language.gettext(
            "Something must stand before {word}. This is how it goes: `acme OR cloud`", word=word
        ),
        Fault.NOTHING_AFTER: _nothing_after(word, language),
        Fault.NOTHING_TO_FIND: language.gettext(
            "There is nothing to look for in {word}. A word has letters or digits; leave out the "
            "rest: `acme cloud`",
            word=word,
        ),
        Fault.STAR_INSIDE: language.gettext(
            "A star stands at the beginning or at the end of a word. This is how it goes: `acme*`"
        ),
        Fault.UNKNOWN_FIELD: language.gettext(
            "I don’t know {word} There are `title:` `author:` `site:` `lang:` and `type:`. If you "
            'look for the words themselves, put them in quotation marks: `"note: acme"`',
            word=word,
        ),
        Fault.UNKNOWN_LANGUAGE: language.gettext(
            "A language has two letters. This is how it goes: `lang:de`"
        ),
        Fault.UNKNOWN_KIND: language.gettext(
            "An entry is one of two: `type:post` or `type:comment`"
        ),
    }
    return texts[error.fault]


def _nothing_after(word: str, language: Language) -> str:
    if word.removesuffix(":").lower() in FIELDS:
        return language.gettext(
            "After {word} comes a word, or several in quotation marks. This is how it goes: "
            '`author:"anna beispiel"`',
            word=word,
        )
    return language.gettext(
        "Something must follow {word} here. This is how it goes: `acme OR cloud -jobs`", word=word
    )


def rules_saved(
    subscription: SubscriptionFacts, tried: Sequence[TriedEntry], language: Language
) -> Message:
    """Confirm new rules, with what they would have done."""
    feed = link(subscription.url, one_line(subscription.title) or subscription.url, limit=200)
    if not one_line(subscription.rules):
        return said(
            language.gettext("Saved. From now on {feed} brings all that is new.", feed=feed)
        )
    saved = language.gettext(
        "Saved. From now on {feed} brings what fits {rules}",
        feed=feed,
        rules=code(subscription.rules, 500),
    )
    return said(f"{saved}\n{trial_line(tried, language)}")


def rules_added(rules: str, language: Language) -> str:
    """Say which rules a new feed has."""
    return language.gettext("Only what fits {rules} becomes a mention.", rules=code(rules, 500))


def rules_line(rules: str, language: Language) -> str:
    """Show a feed's rules in a list."""
    return language.gettext("🔎 Rules: {rules}", rules=code(rules, 120))


def trial_line(tried: Sequence[TriedEntry], language: Language) -> str:
    """Say how many of the last entries would have matched."""
    if not tried:
        return language.gettext(
            "I can’t try them yet: I keep a feed’s entries from the next new one on."
        )
    return language.ngettext(
        "Would have matched {matched} of the last {n}.",
        "Would have matched {matched} of the last {n}.",
        len(tried),
        matched=language.number(sum(each.passes for each in tried)),
    )


def trial(tried: Sequence[TriedEntry], language: Language) -> list[Block]:
    """Show which of the last entries would have matched, and for which words."""
    lines = [f"*{trial_line(tried, language)}*"]
    for each in tried:
        title = inline(each.title, 120) or language.gettext("(no title)")
        why = f" · {code(', '.join(each.terms), 60)}" if each.terms else ""
        lines.append(f"{'✅' if each.passes else '▫️'} {title}{why}")
    return paragraphs(lines)


def feeds_with_rules(
    lines: Sequence[str], feeds: Sequence[SubscriptionFacts | None], language: Language
) -> list[Block]:
    """List feeds, each line with a button, as far as a message has room.

    It opens the feed's rules, or tries a feed again that was given up.

    A line about no single feed (None), such as a watch's, has no button.
    """
    buttoned: list[Block] = [
        section(line, _feed_button(each, language) if each else None)
        for line, each in zip(lines[:_WITH_BUTTONS], feeds, strict=False)
    ]
    return [*buttoned, *paragraphs(lines[_WITH_BUTTONS:])]


def _feed_button(feed: SubscriptionFacts, language: Language) -> ButtonElement:
    if feed.dead:
        return button(language.gettext("Try again"), Action.FEED_TRY, feed.number)
    return button(language.gettext("Rules…"), Action.RULES_OPEN, feed.number)
