"""What the bot says about feeds that it has given up, and about trying one again."""

from bot.feed_facts import SubscriptionFacts
from bot.ids import Action
from bot.language import Language
from bot.message import Message, button, said
from bot.mrkdwn import channel, link, one_line


def feed_dead(feed: SubscriptionFacts, language: Language) -> Message:
    """Tell whoever added a feed that it is not asked any more, and why."""
    text = language.gettext(
        "I no longer ask feed {number}, {feed}, for {channel}: it can’t be read any more. "
        "{problem} Has it moved? Then add its new address, and `/mentions remove {number}`.",
        number=feed.number,
        feed=_name(feed),
        channel=channel(feed.channel),
        problem=feed.problem or "",
    )
    return said(text, button(language.gettext("Try again"), Action.FEED_TRY, feed.number))


def feed_alive(feed: SubscriptionFacts, mentions: int, language: Language) -> Message:
    """Say that a feed can be read again, and how many mentions it has brought."""
    text = language.gettext(
        "Feed {number}, {feed}, can be read again.", number=feed.number, feed=_name(feed)
    )
    if mentions:
        text += " " + language.ngettext(
            "It brings {n} new mention.", "It brings {n} new mentions.", mentions
        )
    return said(text)


def feed_still_dead(feed: SubscriptionFacts, problem: str, language: Language) -> Message:
    """Say that trying again did not help, and why."""
    text = language.gettext(
        "I tried feed {number}, {feed}, again. {problem}",
        number=feed.number,
        feed=_name(feed),
        problem=problem,
    )
    return said(text, button(language.gettext("Try again"), Action.FEED_TRY, feed.number))


def _name(feed: SubscriptionFacts) -> str:
    label = one_line(feed.title) or feed.place or feed.url
    return link(feed.url, label, limit=300, longest_url=500)
