"""Slack stumbles: what was decided is said all the same, once, and the claim works on it."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot import slack as calls
from bot.facts import EngagementKind
from sandbox.driver import Driver, all_text
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.digest_hour import set_digest_hour_to_now
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot, settings_for

# An answer that was lost is looked for after two seconds; under load it takes longer.
_COMES_WITHIN = 20.0
_TIME_LIMIT = 1.5


@pytest.fixture
def bot(
    sandbox: Sandbox, sqlite_url: str, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningBot]:
    """Run the bot with a time limit for calls that a test can wait for."""
    monkeypatch.setattr(calls, "TIMEOUT", _TIME_LIMIT)
    with RunningBot(settings_for(sandbox, sqlite_url), clock) as running:
        yield running


@pytest.fixture
def feed(bot: RunningBot, slack: Driver, feed_server: FeedServer) -> FeedServer:
    """Add a feed, and see its sample: mention 1, with the claim emoji under it."""
    assert bot
    url = feed_server.serve("/feed", rss(item(1)))
    slack.colleague("su").runs(f"/mentions add {url}", in_="mentions")
    card = slack.waits_for("mentions", "Story 1 about Acme", within=15)
    slack.waits_until_changed(card, lambda message: message.get("reactions"))
    return feed_server


def cards_of(slack: Driver, title: str) -> list[dict[str, Any]]:
    """List the cards that show a title."""
    return [message for message in slack.messages("mentions") if title in all_text(message)]


def settled(bot: RunningBot, slack: Driver) -> None:
    """Wait until nothing is left to be said."""
    wait_until(
        lambda: not bot.unsaid(),
        _COMES_WITHIN,
        lambda: f"in the outbox: {bot.unsaid()}; calls: {[c['method'] for c in slack.calls()]}",
    )


@pytest.mark.parametrize(
    "stumble",
    [{"kind": "lost_answer"}, {"kind": "delay", "seconds": _TIME_LIMIT + 0.7}],
    ids=["answer lost", "answer too late"],
)
def test_a_card_whose_answer_is_missing_comes_once_and_can_be_claimed_at_once(
    bot: RunningBot, feed: FeedServer, slack: Driver, stumble: dict[str, Any]
) -> None:
    """Whoever reacts as soon as the card is to be seen has claimed it, whatever the bot knows."""
    slack.admin("faults", method="chat.postMessage", **stumble)
    feed.serve("/feed", rss(item(2), item(1)))
    card = slack.waits_for("mentions", "Story 2 about Acme", within=_COMES_WITHIN)
    slack.colleague("loi").reacts("raised_hand", to=card)
    slack.waits_until_changed(card, "Release", within=_COMES_WITHIN)
    slack.waits_for_reply(card, "claimed", within=_COMES_WITHIN)
    settled(bot, slack)
    assert len(cards_of(slack, "Story 2 about Acme")) == 1
    assert [one.kind for one in bot.engagements()] == [EngagementKind.CLAIM]


def test_each_card_comes_once_whatever_goes_wrong_with_it(
    bot: RunningBot, feed: FeedServer, slack: Driver
) -> None:
    """Six calls in a row go wrong, each in its own way."""
    stumbles: list[dict[str, Any]] = [
        {"kind": "lost_answer"},
        {"kind": "lost_request"},
        {"kind": "error_500"},
        {"kind": "delay", "seconds": _TIME_LIMIT + 0.7},
        {"kind": "delay", "seconds": _TIME_LIMIT - 0.7},
        {"kind": "rate_limited", "seconds": 2},
    ]
    for stumble in stumbles:
        slack.admin("faults", method="chat.postMessage", **stumble)
    last = len(stumbles) + 1
    feed.serve("/feed", rss(*(item(n) for n in range(last, 0, -1))))
    wait_until(
        lambda: all(cards_of(slack, f"Story {n} about") for n in range(1, last + 1)),
        2 * _COMES_WITHIN,
        lambda: "a card is missing",
    )
    settled(bot, slack)
    assert len(slack.messages("mentions")) == last
    assert all(message["reactions"] for message in slack.messages("mentions"))


def test_a_line_in_the_thread_comes_once(bot: RunningBot, feed: FeedServer, slack: Driver) -> None:
    """The line is looked for in the thread before it is said again."""
    assert feed
    card = slack.messages("mentions")[0]
    slack.admin("faults", method="chat.postMessage", kind="lost_answer")
    slack.colleague("loi").clicks("Claim", on=card)
    slack.waits_for_reply(card, "claimed", within=_COMES_WITHIN)
    settled(bot, slack)
    assert len(slack.thread(card)) == 1


def test_the_digest_comes_once(bot: RunningBot, feed: FeedServer, slack: Driver) -> None:
    """The digest is looked for in the channel before it is said again."""
    assert feed
    slack.admin("faults", method="chat.postMessage", kind="lost_answer")
    set_digest_hour_to_now(bot.bot.store)
    bot.bot.jobs.wake("digests")
    wait_until(lambda: len(slack.messages("mentions")) > 1, 30, lambda: "no digest")
    settled(bot, slack)
    assert len(slack.messages("mentions")) == 2


def test_a_card_is_sent_again_where_the_server_cannot_tell_whether_it_has_it(
    bot: RunningBot, feed: FeedServer, slack: Driver
) -> None:
    """A server without conversations.history: a card said twice is better than a lost one."""
    slack.admin(
        "faults", method="conversations.history", kind="error", error="unknown_method", times=9
    )
    slack.admin("faults", method="chat.postMessage", kind="lost_request")
    feed.serve("/feed", rss(item(2), item(1)))
    slack.waits_for("mentions", "Story 2 about Acme", within=_COMES_WITHIN)
    settled(bot, slack)


def test_stumbles_while_a_lost_card_is_looked_for_make_no_second_one(
    bot: RunningBot, feed: FeedServer, slack: Driver
) -> None:
    """As long as Slack does not tell whether it has the card, nothing is sent."""
    history = "conversations.history"
    slack.admin("faults", method=history, kind="rate_limited", seconds=1)
    slack.admin("faults", method=history, kind="delay", seconds=_TIME_LIMIT + 0.5)
    slack.admin("faults", method="chat.postMessage", kind="lost_answer")
    feed.serve("/feed", rss(item(2), item(1)))
    card = slack.waits_for("mentions", "Story 2 about Acme", within=_COMES_WITHIN)
    slack.waits_until_changed(card, lambda message: message.get("reactions"), _COMES_WITHIN)
    settled(bot, slack)
    assert len(cards_of(slack, "Story 2 about Acme")) == 1


def test_what_is_told_in_private_and_changed_on_the_card_outlives_stumbles(
    bot: RunningBot, feed: FeedServer, slack: Driver
) -> None:
    """The card changes, the emoji comes, and whoever was second is told."""
    for method in ("chat.update", "reactions.add", "chat.postEphemeral", "views.open"):
        slack.admin("faults", method=method, kind="lost_answer")
        slack.admin("faults", method=method, kind="rate_limited")
    feed.serve("/feed", rss(item(2), item(1)))
    card = slack.waits_for("mentions", "Story 2 about Acme", within=_COMES_WITHIN)
    first, second = slack.colleague("loi"), slack.colleague("mara")
    first.clicks("Claim", on=card)
    slack.waits_until_changed(card, "Release", within=_COMES_WITHIN)
    slack.waits_until_changed(card, lambda message: message.get("reactions"), _COMES_WITHIN)
    second.reacts("raised_hand", to=card)
    second.sees_ephemeral("#2", within=_COMES_WITHIN)
    card = slack.again(card)
    first.clicks("Answer…", on=card)
    wait_until(
        lambda: first.modals() or first.ephemerals("mentions"),
        _COMES_WITHIN,
        lambda: "neither the modal nor a word about it",
    )
    settled(bot, slack)
    assert len(slack.thread(card)) == 1


def test_a_summary_comes_once_and_its_button_works_at_once(
    sandbox: Sandbox,
    slack: Driver,
    feed_server: FeedServer,
    sqlite_url: str,
    clock: MovableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever presses before the bot knows that its summary has arrived gets the cards."""
    monkeypatch.setattr(calls, "TIMEOUT", _TIME_LIMIT)
    su = slack.colleague("su")
    with RunningBot(settings_for(sandbox, sqlite_url, cards_per_poll=1), clock) as bot:
        url = feed_server.serve("/feed", rss())
        su.runs(f"/mentions add {url}", in_="mentions")
        su.sees_ephemeral("From now on")
        stumbles = {"times": 2, "kind": "lost_answer"}
        slack.admin("faults", method="chat.postMessage", **stumbles)
        feed_server.serve("/feed", rss(*(item(n) for n in range(4, 0, -1))))
        summary = slack.waits_for("mentions", "3 more mentions", within=_COMES_WITHIN)

        su.clicks("Show them", on=summary)

        slack.waits_until_changed(summary, "cards of their own", within=_COMES_WITHIN)
        slack.waits_for("mentions", "Story 3 about Acme>*", within=_COMES_WITHIN)
        settled(bot, slack)
    assert len(slack.messages("mentions")) == 5
