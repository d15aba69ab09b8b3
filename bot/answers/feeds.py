"""What the bot answers about feeds."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import InteractiveElement

from bot.answers.mutes import ROOM, mute_list
from bot.answers.rules import feeds_with_rules, rules_added, rules_line
from bot.feed_facts import FeedProblem, MuteFacts, SubscriptionFacts
from bot.ids import Action
from bot.language import Language
from bot.message import (
    LONGEST_MESSAGE,
    LONGEST_SECTION,
    Message,
    actions,
    button,
    context,
    fitting,
    header,
    message,
    said,
    section,
)
from bot.mrkdwn import channel, inline, link, one_line
from bot.wording import moment

_LONGEST_URL = 500


def feed_added(
    subscription: SubscriptionFacts, remembered: int, language: Language, *, sample: bool
) -> Message:
    """Confirm a new feed.

    ``remembered`` entries were there already and stay quiet; with ``sample`` the newest one is
    shown as a card.
    """
    parts = [
        language.gettext(
            "From now on I watch feed {number}: {feed}. What is new comes to {channel}.",
            number=subscription.number,
            feed=_name(subscription),
            channel=channel(subscription.channel),
        )
    ]
    if subscription.rules:
        parts.append(rules_added(subscription.rules, language))
    if sample:
        parts.append(language.gettext("To show you how it looks, here comes the newest entry."))
    if remembered:
        parts.append(
            language.ngettext(
                "I keep quiet about {n} older entry.",
                "I keep quiet about {n} older entries.",
                remembered,
            )
        )
    return said(" ".join(parts))


def feed_already(subscription: SubscriptionFacts, language: Language) -> Message:
    """Say that a feed is watched already."""
    return said(
        language.gettext(
            "I watch this feed already: number {number}, {feed}, for {channel}.",
            number=subscription.number,
            feed=_name(subscription),
            channel=channel(subscription.channel),
        )
    )


def feed_not_added(url: str, problem: str, language: Language) -> Message:
    """Say why a feed cannot be added; ``problem`` is what ``feed_problem`` says."""
    return said(
        language.gettext(
            "I can’t add {url}. {problem}", url=link(url, url, limit=300), problem=problem
        )
    )


def feed_removed(subscription: SubscriptionFacts, language: Language) -> Message:
    """Confirm that a feed is watched no more."""
    return said(
        language.gettext("I no longer watch {feed}. Its mentions stay.", feed=_name(subscription))
    )


def feed_list(
    subscriptions: Sequence[SubscriptionFacts],
    language: Language,
    zone: ZoneInfo,
    mutes: Sequence[MuteFacts] = (),
) -> Message:
    """List the feeds with what is wrong with them, and what is muted."""
    muted = mute_list(mutes, language, zone)
    if not subscriptions:
        nothing = language.gettext("I watch no feed yet. Add one: `/mentions add URL`")
        return message(nothing, [section(nothing, _import(language)), *muted])
    title = language.gettext("Feeds")
    room = LONGEST_MESSAGE - (ROOM if muted else 0)
    groups = _grouped(subscriptions)
    singles = [None if group[0].watch else group[0] for group in groups]
    lines = fitting((_group(each, language, zone) for each in groups), room)
    rest = sum(len(group) for group in groups[len(lines) :])
    more = [context(language.ngettext("… and {n} more", "… and {n} more", rest))] if rest else []
    return message(
        title,
        [
            header(title),
            *feeds_with_rules(lines, singles, language),
            *more,
            context(language.gettext("Stop watching one: `/mentions remove N`")),
            *muted,
            *actions(_import(language)),
        ],
    )


def feed_problem(kind: FeedProblem, language: Language, status: int | None = None) -> str:
    """Say why a feed cannot be read, and what can be done."""
    texts = {
        FeedProblem.BAD_ADDRESS: language.gettext(
            "I can’t fetch from such an address. It starts with https:// or http:// and names no "
            "port, or one from 1024 up."
        ),
        FeedProblem.NOT_ALLOWED: language.gettext(
            "It lies in a private network, where I don’t fetch. Whoever runs me can allow it."
        ),
        FeedProblem.UNREACHABLE: language.gettext(
            "I can’t reach the site. Is the address spelled right?"
        ),
        FeedProblem.TIMED_OUT: language.gettext("The site takes too long to answer."),
        FeedProblem.REFUSED: _refused(language, status),
        FeedProblem.GONE: language.gettext("The feed is gone for good."),
        FeedProblem.RATE_LIMITED: language.gettext("The site asks me to come less often."),
        FeedProblem.TOO_LARGE: language.gettext("The feed is too large for me."),
        FeedProblem.TOO_MANY_REDIRECTS: language.gettext(
            "The address sends me in circles from one page to the next."
        ),
        FeedProblem.NOT_A_FEED: language.gettext(
            "There is a page, but I find no feed. Look for an RSS or Atom link on it."
        ),
        FeedProblem.BOT_CHECK: language.gettext(
            "The site takes me for a robot, which I am, and wants to see a person. Perhaps it has "
            "a feed that is meant for readers like me."
        ),
        FeedProblem.UNEXPECTED: language.gettext("Something unexpected happened while I read it."),
    }
    return texts[kind]


def _refused(language: Language, status: int | None) -> str:
    if status is None:
        return language.gettext("The site won’t give it to me.")
    return language.gettext("The site won’t give it to me (status {status}).", status=status)


def _import(language: Language) -> InteractiveElement:
    return button(language.gettext("Import feeds…"), Action.FEEDS_IMPORT, "import")


def _grouped(subscriptions: Sequence[SubscriptionFacts]) -> list[list[SubscriptionFacts]]:
    """Put what belongs to one watch together, in the order of the numbers."""
    groups: dict[tuple[int, int], list[SubscriptionFacts]] = {}
    for position, each in enumerate(subscriptions):
        key = (each.watch.number, -1) if each.watch else (each.number, position)
        groups.setdefault(key, []).append(each)
    return [groups[key] for key in sorted(groups)]


def _group(feeds: Sequence[SubscriptionFacts], language: Language, zone: ZoneInfo) -> str:
    """Describe one feed, or a watch with its feeds below it."""
    watch = feeds[0].watch
    if watch is None:
        return _line(feeds[0], language, zone)
    term = language.gettext("“{term}”", term=inline(watch.term, 100))
    mentions = sum(feed.mention_count for feed in feeds)
    parts = [
        f"*{watch.number}* 🔎 {term}",
        channel(watch.channel),
        language.ngettext("{n} mention", "{n} mentions", mentions),
    ]
    below = fitting((f"   {_line(feed, language, zone)}" for feed in feeds), LONGEST_SECTION - 400)
    return "\n".join([" · ".join(parts), *below])


def _line(feed: SubscriptionFacts, language: Language, zone: ZoneInfo) -> str:
    """Describe one feed."""
    parts = [
        f"*{feed.number}* {_name(feed)}",
        *([] if feed.watch else [channel(feed.channel)]),
        language.ngettext("{n} mention", "{n} mentions", feed.mention_count),
    ]
    line = " · ".join(parts)
    if feed.rules:
        line += f"\n{rules_line(feed.rules, language)}"
    return f"{line}\n{_health(feed, language, zone)}"


def _health(feed: SubscriptionFacts, language: Language, zone: ZoneInfo) -> str:
    """Say when it was read, when it is read next, what it brings, and what is wrong with it."""
    if feed.last_read is None:
        parts = [language.gettext("not read yet")]
    else:
        at = moment(feed.last_read, language, zone)
        parts = [language.gettext("read {when}", when=at)]
    if feed.next_poll is not None:
        parts.append(language.gettext("next {when}", when=moment(feed.next_poll, language, zone)))
    if feed.weekly is not None:
        parts.append(_weekly(feed.weekly, language))
    line = " · ".join(parts)
    if not feed.problem:
        return line
    given_up = language.gettext("I no longer ask it.")
    problem = f"{given_up} {feed.problem}" if feed.dead else feed.problem
    return f"{line}\n⚠️ {problem}"


def _weekly(entries: float, language: Language) -> str:
    if entries < 1:
        return language.gettext("fewer than one entry a week")
    return language.ngettext("{n} entry a week", "{n} entries a week", round(entries))


def _name(feed: SubscriptionFacts) -> str:
    label = one_line(feed.title) or feed.place or feed.url
    return link(feed.url, label, longest_url=_LONGEST_URL)
