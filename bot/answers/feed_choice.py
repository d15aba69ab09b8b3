"""What the bot answers when a page has several feeds: it offers them."""

from collections.abc import Sequence

from bot import ids
from bot.language import Language
from bot.message import LONGEST_VALUE, Message, button, message, section
from bot.mrkdwn import inline, link, one_line
from feeds import FeedLink

_MOST = 10
_LONGEST_URL = 500


def feed_choice(
    page: str, feeds: Sequence[FeedLink], channel_id: str, rules: str, language: Language
) -> Message:
    """Offer the feeds of a page, each with a button that adds it for a channel, with rules."""
    text = language.gettext(
        "{page} has several feeds. Which one shall I watch?", page=link(page, page, limit=300)
    )
    offered = [
        (feed, value)
        for feed in feeds
        if len(value := ids.feed_value(feed.url, channel_id, rules)) <= LONGEST_VALUE
    ]
    return message(
        text,
        [
            section(text),
            *(
                section(
                    _name(feed),
                    button(language.gettext("Watch this"), f"{ids.Action.FEED_CHOOSE}_{n}", value),
                )
                for n, (feed, value) in enumerate(offered[:_MOST])
            ),
        ],
    )


def _name(feed: FeedLink) -> str:
    shown = link(feed.url, feed.url, limit=300, longest_url=_LONGEST_URL)
    return f"*{inline(feed.title, 100)}*\n{shown}" if one_line(feed.title) else shown
