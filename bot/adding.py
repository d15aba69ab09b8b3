"""Adding a feed: find and read it first, then subscribe; what cannot be read is not stored."""

import re
from urllib.parse import urlsplit, urlunsplit

from bot.answers.feed_choice import feed_choice
from bot.answers.feeds import feed_added, feed_already, feed_not_added, feed_problem
from bot.answers.guidance import not_in_channel, only_in_channels
from bot.asking import FeedReading
from bot.desk import Asker, Desk
from bot.feed_problems import problem_of, status_of
from bot.language import Language
from bot.message import Message
from bot.rules import rules_problem
from bot.slack import RefusedError, Slack, SlackCallError
from bot.subscription_facts import subscription_facts
from bot.subscriptions import Subscribed, find_subscription, subscribe
from bot.typed import unescaped
from feeds import FeedError, NewDocument

_LINK = re.compile(r"<([^<>|]+)(?:\|[^<>]*)?>")


def add_feed(
    desk: Desk, slack: Slack, reading: FeedReading, asker: Asker, given: str, rules: str = ""
) -> Message:
    """Subscribe the channel that the asker is in to a feed, with rules; say what came of it.

    ``given`` may be the address of a page too; where that has several feeds, they are offered.
    """
    url = feed_url(given)
    with desk.visit(asker) as visit:
        language = visit.language
        bot_user = visit.workspace.bot_user_id or ""
        known = find_subscription(visit.session, visit.workspace.id, url)
    if refusal := cannot_post(slack, asker, bot_user, language):
        return refusal
    if known is not None:
        return feed_already(subscription_facts(known), language)
    if problem := rules_problem(rules, language):
        return problem
    try:
        new = reading.find(url)
    except FeedError as error:
        reason = feed_problem(problem_of(error), language, status_of(error))
        return feed_not_added(url, reason, language)
    if isinstance(new, tuple):
        return feed_choice(url, new, asker.channel or "", rules, language)
    done = _subscribe(desk, reading, asker, new, rules)
    if done.already:
        return feed_already(done.subscription, language)
    return feed_added(done.subscription, done.remembered, language, sample=done.sample)


def _subscribe(
    desk: Desk, reading: FeedReading, asker: Asker, new: NewDocument, rules: str
) -> Subscribed:
    with desk.visit(asker) as visit:
        channel = asker.channel or ""
        if visit.workspace.channel is None:
            # The first channel that sees mentions gets the digest, until somebody chooses.
            visit.workspace.channel = channel
        return subscribe(
            visit.session,
            visit.workspace.id,
            channel,
            new,
            added_by_id=visit.colleague.id,
            intervals=reading.intervals,
            now=visit.now,
            rules=rules,
            cards=reading.cards_per_poll,
        )


def feed_url(given: str) -> str:
    """Read a URL as Slack hands it over: maybe as ``<url>`` or ``<url|label>``, and escaped.

    One address is always written the same way, so that a feed is not added a second time.
    """
    text = given.strip()
    if linked := _LINK.fullmatch(text):
        text = linked[1]
    text = unescaped(text)
    if text.lower().startswith("feed://"):
        text = "https://" + text[len("feed://") :]
    if "://" not in text and "." in text.partition("/")[0] and ":" not in text.partition("/")[0]:
        text = "https://" + text
    return _written_the_same_way(text)


def _written_the_same_way(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.netloc:
        return url
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=user + at + host.lower(), fragment=""))


def cannot_post(slack: Slack, asker: Asker, bot_user: str, language: Language) -> Message | None:
    """Enter the channel if need be; say so where the bot cannot post there."""
    if not asker.channel or asker.channel.startswith("D"):
        return only_in_channels(language)
    try:
        answer = slack.try_without("conversations_info", channel=asker.channel)
        about = (answer or {}).get("channel") or {}
        if about.get("is_im") or about.get("is_mpim"):
            return only_in_channels(language)
        if about.get("is_member"):
            return None
        if about.get("is_private"):
            return not_in_channel(asker.channel, bot_user, language)
        slack.try_without("conversations_join", channel=asker.channel)
    except RefusedError as error:
        if error.reason == "method_not_supported_for_channel_type":
            return None
        return not_in_channel(asker.channel, bot_user, language)
    except SlackCallError:
        # Slack is not well just now; the feed can be added all the same, the card waits.
        return None
    return None
