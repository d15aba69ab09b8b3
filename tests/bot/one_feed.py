"""One feed that a workspace reads: let it hold entries, and see what comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, select

from bot.feed_models import Feed, Subscription
from bot.models import Mention
from bot.recording import record_mentions
from bot.slack_models import OutboxRow
from bot.store import Store
from feeds import Entry as ParsedEntry
from tests.bot.making import NOW, a_document, take_entries


def poll(store: Store, *entries: ParsedEntry) -> list[str]:
    """Let the feed hold these entries; give the titles of those that became mentions."""
    with store.write() as session:
        subscription = session.scalars(select(Subscription)).one()
        feed = session.get_one(Feed, subscription.feed_id)
        taken = take_entries(session, feed, a_document(*entries), NOW)
        record_mentions(session, subscription, taken, NOW, cards=1000)
    return [entry.title for _, entry in taken]


def mention(store: Store, number: int = 1) -> Mention:
    with store.read() as session:
        return session.scalars(select(Mention).where(Mention.number == number)).one()


def said(store: Store) -> list[tuple[str, dict[str, object]]]:
    """List what is said beyond new cards: kind and payload."""
    with store.read() as session:
        rows = session.scalars(
            select(OutboxRow)
            .where(OutboxRow.kind.in_(["card_update", "thread_line"]))
            .order_by(OutboxRow.id)
        )
        return [(row.kind, row.payload) for row in rows]


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """Note the statements that are run inside."""
    seen: list[str] = []

    def note(*args: object) -> None:
        seen.append(str(args[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
