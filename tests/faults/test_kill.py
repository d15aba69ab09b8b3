"""SIGKILL: whatever the bot was doing, after a restart each card is there, and once."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.feed_models import Feed
from bot.outbox import RowState
from bot.slack_models import OutboxRow
from bot.store import Store
from sandbox.driver import Driver, all_text
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.program import Program, environment_for

_ENTRIES = 5
_ALL_WITHIN = 20.0


def stories(slack: Driver) -> Counter[str]:
    """Count the cards for each story."""
    return Counter(
        all_text(message).partition(" about")[0].partition("Story ")[2]
        for message in slack.messages("mentions")
    )


def is_at_rest(store: Store) -> bool:
    """Tell whether no feed is being polled, and nothing waits to be said."""
    with store.read() as session:
        polling = session.scalar(select(Feed.id).where(Feed.leased_until.is_not(None)).limit(1))
        saying = session.scalar(
            select(OutboxRow.id).where(OutboxRow.state != RowState.DONE).limit(1)
        )
    return polling is None and saying is None


def cards_waiting(store: Store) -> int:
    """Count the cards that are decided and not said yet."""
    waiting = select(OutboxRow.id).where(
        OutboxRow.kind == "card", OutboxRow.state == RowState.WAITING
    )
    with store.read() as session:
        return len(session.scalars(waiting).all())


def let_leases_end(store: Store) -> None:
    """Put the leases of the dead forward in place of the clock, which is another process's."""
    with store.write() as session:
        for table in (Feed, OutboxRow):
            leased = update(table).where(table.leased_until.is_not(None))
            session.execute(leased.values(leased_until=datetime.now(UTC)))


@pytest.mark.parametrize("moment", ["between two polls", "cards wait", "a card is in flight"])
def test_a_killed_bot_loses_no_card_and_repeats_none(
    sandbox: Sandbox,
    slack: Driver,
    feed_server: FeedServer,
    sqlite_url: str,
    tmp_path: Path,
    moment: str,
) -> None:
    """It is started again on the same database, and says what is missing."""
    environment = environment_for(sandbox.api_url, sqlite_url)
    store = Store(sqlite_url)
    url = feed_server.serve("/feed", rss(item(1)))
    with Program(["run"], environment, tmp_path) as bot:
        bot.waits_for_log("bot.running")
        slack.colleague("su").runs(f"/mentions add {url}", in_="mentions")
        slack.waits_for("mentions", "Story 1 about Acme", within=15)
        wait_until(lambda: is_at_rest(store), 15, lambda: "it does not come to rest")
        if moment == "between two polls":
            bot.kill()
        if moment == "a card is in flight":
            slack.admin("faults", method="chat.postMessage", kind="delay", seconds=1)
        before = len(slack.calls("chat.postMessage"))
        feed_server.serve("/feed", rss(*(item(n) for n in range(_ENTRIES, 0, -1))))
        if moment == "cards wait":
            wait_until(lambda: cards_waiting(store) > 1, 15, lambda: "no cards are decided")
            bot.kill()
        if moment == "a card is in flight":
            posting = lambda: len(slack.calls("chat.postMessage")) > before  # noqa: E731
            wait_until(posting, 15, lambda: "nothing is posted")
            bot.kill()
    let_leases_end(store)
    with Program(["run"], environment, tmp_path) as bot:
        bot.waits_for_log("bot.running")
        wait_until(
            lambda: len(stories(slack)) == _ENTRIES and is_at_rest(store),
            _ALL_WITHIN,
            lambda: f"there are {stories(slack)}; {bot.log()}",
        )
        card = slack.waits_for("mentions", f"Story {_ENTRIES} about")
        slack.colleague("loi").reacts("raised_hand", to=card)
        slack.waits_until_changed(card, "Release", within=15)
    store.close()
    assert stories(slack) == Counter({str(n): 1 for n in range(1, _ENTRIES + 1)})
    keys = [
        json.dumps(message["metadata"]["event_payload"], sort_keys=True)
        for message in slack.messages("mentions")
    ]
    assert len(keys) == len(set(keys))
