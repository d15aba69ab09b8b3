"""The whole story in Socket Mode: from a feed to the digest of the next morning."""

from bot.facts import EngagementKind
from sandbox.driver import Driver
from tests.clock import MovableClock
from tests.digest_hour import next_morning
from tests.feeds.server import FeedServer
from tests.running import RunningBot
from tests.story.telling import live_until_answered, read_digest


def test_a_mention_is_found_claimed_answered_logged_and_told_next_morning(
    bot: RunningBot, slack: Driver, feed_server: FeedServer, clock: MovableClock
) -> None:
    """One feed, three colleagues, one answer, one digest."""
    card = live_until_answered(slack, feed_server)
    clock.move_to(next_morning(clock))
    read_digest(slack, card)
    assert [e.kind for e in bot.engagements()] == [EngagementKind.CLAIM, EngagementKind.REPLY]
