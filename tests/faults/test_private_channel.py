"""A private channel that the bot is in: cards come there as in public ones, and once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot import slack as calls
from sandbox.config import ChannelConfig, SandboxConfig
from sandbox.driver import Driver, card_with
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot, settings_for


@pytest.fixture(scope="module")
def sandbox_config(sandbox_config: SandboxConfig) -> SandboxConfig:
    """Describe a workspace with a private channel that Su and the bot are in."""
    board = ChannelConfig(name="board", private=True, members=("su", "botschafter"))
    return replace(sandbox_config, channels=(*sandbox_config.channels, board))


@pytest.fixture
def bot(
    sandbox: Sandbox, sqlite_url: str, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningBot]:
    """Run the bot with a time limit for calls that a test can wait for."""
    monkeypatch.setattr(calls, "TIMEOUT", 1.5)
    with RunningBot(settings_for(sandbox, sqlite_url), clock) as running:
        yield running


def test_a_card_whose_answer_is_lost_comes_once_in_a_private_channel(
    bot: RunningBot, slack: Driver, feed_server: FeedServer
) -> None:
    """It is looked for in the channel's history before it is sent again."""
    su, board = slack.colleague("su"), slack.channel("board")
    slack.admin("faults", method="chat.postMessage", kind="lost_answer")
    url = feed_server.serve("/feed", rss(item(1)))
    su.runs(f"/mentions add {url}", in_=board)
    board.waits_for(card_with("Story 1 about Acme", button="Claim", reaction="raised_hand"))
    wait_until(lambda: not bot.unsaid(), 20, lambda: f"unsaid: {bot.unsaid()}")
    assert len(board.messages()) == 1
    needed = slack.needed_scopes()
    assert {"groups:history", "groups:read"} <= needed
    assert not {"channels:history", "channels:read"} & needed
