"""Slack sends some things twice: they are done once."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.facts import EngagementKind, MentionState
from sandbox.config import SandboxConfig
from sandbox.driver import Driver, all_text
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot, settings_for

CLAIM, UNDO = EngagementKind.CLAIM, EngagementKind.UNDO


@pytest.fixture(scope="module")
def sandbox_config(sandbox_config: SandboxConfig) -> SandboxConfig:
    """Describe a workspace that sends again after half a second without an acknowledgement."""
    return replace(sandbox_config, ack_seconds=0.5, retry_seconds=(0, 0, 0))


@pytest.fixture
def bot(sandbox: Sandbox, sqlite_url: str, clock: MovableClock) -> Iterator[RunningBot]:
    """Run the bot in Socket Mode."""
    with RunningBot(settings_for(sandbox, sqlite_url), clock) as running:
        yield running


def redeliver(slack: Driver, kind: str) -> None:
    """Let the last delivery of a kind come again, and wait until it is acknowledged."""
    known = len(slack.deliveries(kind))
    slack.admin("redeliver_last", type=kind)
    wait_until(
        lambda: (
            all(one["acked_after"] is not None for one in slack.deliveries(kind)[known:])
            and len(slack.deliveries(kind)) > known
        ),
        10,
        lambda: "it is not acknowledged",
    )


def test_a_delivery_that_comes_again_changes_nothing(
    bot: RunningBot, slack: Driver, feed_server: FeedServer
) -> None:
    """A lost acknowledgement, an event, a click and a command once more."""
    su, loi = slack.colleague("su"), slack.colleague("loi")
    url = feed_server.serve("/feed", rss(item(1)))
    su.runs(f"/mentions add {url}", in_="mentions")
    card = slack.waits_for("mentions", "Story 1 about Acme", within=15)
    card = slack.waits_until_changed(card, lambda message: message.get("reactions"))

    # The bot hears of its own emoji, too; that must not be the acknowledgement that is lost.
    wait_until(
        lambda: all(one["acked_after"] is not None for one in slack.deliveries("events_api")),
        10,
        lambda: "an event is not acknowledged",
    )
    slack.admin("drop_acks", times=1)
    loi.reacts("raised_hand", to=card)
    slack.waits_until_changed(card, "Release")
    wait_until(
        lambda: slack.deliveries("events_api")[-1]["attempts"] == 2,
        10,
        lambda: "it did not come again",
    )
    loi.runs("/mentions release 1", in_="mentions")
    card = slack.waits_until_changed(card, lambda message: "Release" not in all_text(message))
    redeliver(slack, "events_api")
    _nothing_changes(bot, [CLAIM, UNDO])

    su.clicks("Claim", on=card)
    card = slack.waits_until_changed(card, "Release")
    su.runs("/mentions release 1", in_="mentions")
    card = slack.waits_until_changed(card, lambda message: "Release" not in all_text(message))
    redeliver(slack, "interactive")
    _nothing_changes(bot, [CLAIM, UNDO, CLAIM, UNDO])

    loi.runs("/mentions list", in_="random")
    loi.sees_ephemeral("Story 1", in_="random")
    redeliver(slack, "slash_commands")
    loi.runs("/mentions feeds", in_="random")
    loi.sees_ephemeral("Bergblog", in_="random")
    assert len(_lists(loi.ephemerals("random"))) == 1


def _nothing_changes(bot: RunningBot, log: list[EngagementKind]) -> None:
    assert [one.kind for one in bot.engagements()] == log
    assert [one.state for one in bot.mentions()] == [MentionState.OPEN]


def _lists(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [message for message in messages if "Story 1" in all_text(message)]
