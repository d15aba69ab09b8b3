"""Two bots on one database: one that was held up does not say again what the other has said."""

import time

from sqlalchemy import select

from bot.outbox import Kind, RowState
from bot.slack_models import OutboxRow
from sandbox.driver import Driver
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.clock import MovableClock
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot, settings_for

_HELD_UP = 4.0
# Longer than any lease.
_LATER = 90


def is_being_sent(bot: RunningBot, kind: Kind) -> bool:
    """Tell whether a row of a kind is leased at this moment."""
    sent = select(OutboxRow.id).where(OutboxRow.kind == kind, OutboxRow.state == RowState.SENT)
    with bot.bot.store.read() as session:
        return session.scalar(sent) is not None


def test_a_worker_that_was_held_up_before_the_call_leaves_the_line_to_the_other(
    sandbox: Sandbox,
    slack: Driver,
    feed_server: FeedServer,
    clock: MovableClock,
    postgres_url: str,
) -> None:
    """Slack keeps one worker waiting for a name until its lease is over; one line is said."""
    url = feed_server.serve("/feed", rss(item(1)))
    settings = settings_for(sandbox, postgres_url)
    with RunningBot(settings, clock) as bot:
        slack.colleague("su").runs(f"/mentions add {url}", in_="mentions")
        card = slack.waits_for("mentions", "Story 1 about Acme", within=15)
        card = slack.waits_until_changed(card, lambda message: message.get("reactions"))
        wait_until(lambda: not bot.unsaid(), 10, lambda: "something is unsaid")
        # While the card is drawn anew, somebody comes along whose name has to be asked for.
        slack.admin("faults", method="chat.update", kind="delay", seconds=1.5)
        slack.colleague("su").clicks("Claim", on=card)
        wait_until(lambda: slack.calls("chat.update"), 10, lambda: "the card is not drawn anew")
        slack.admin("faults", method="users.info", kind="delay", seconds=_HELD_UP, times=2)
        slack.colleague("loi").runs("/mentions help", in_="mentions")
        wait_until(lambda: is_being_sent(bot, Kind.THREAD_LINE), 10, lambda: "no line is sent")
        held_up_until = time.monotonic() + _HELD_UP + 0.5
        clock.move(seconds=_LATER)
        slack.admin("faults", kind="delay", times=0)
        with RunningBot(settings, clock):
            slack.waits_for_reply(card, "claimed", within=20)
            wait_until(lambda: time.monotonic() > held_up_until, 20, lambda: "time stands still")
            wait_until(lambda: not bot.unsaid(), 20, lambda: "something is unsaid")
            assert len(slack.thread(card)) == 1
