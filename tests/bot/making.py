"""What a database holds before a test begins: a workspace, colleagues, mentions."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.feed_models import Feed, Subscription
from bot.intervals import Intervals
from bot.migrate import migrate
from bot.models import Mention, Workspace
from bot.recording import record_mentions
from bot.store import Store
from bot.subscriptions import subscribe
from bot.taking import NewEntries, take_documents
from feeds import Author, Document, Entry, FeedRequest, NewDocument, Validators

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
EVERY_MINUTE = Intervals(timedelta(minutes=1), timedelta(minutes=1))


def make_store(url: str) -> Store:
    """Open a database with all its tables."""
    store = Store(url)
    migrate(store.engine)
    return store


def an_entry(name: object, *authors: Author, published: datetime | None = None) -> Entry:
    """Describe an entry, as a feed has it."""
    return Entry(
        identity=f"id:{name}",
        title=f"Story {name}",
        link=f"https://blog.example/{name}",
        authors=authors or (Author("Anna Beispiel"),),
        place="blog.example",
        excerpt="What I think of Acme.",
        published=published,
    )


def a_document(*entries: Entry) -> Document:
    """Describe a feed's document."""
    return Document("Bergblog", "https://blog.example/", entries)


def make_workspace(
    session: Session,
    team: str = "T1",
    *,
    channel: str | None = "C1",
    zone: str | None = "Europe/Zurich",
    digest_at: time = time(9),
    created_at: datetime = NOW - timedelta(days=30),
) -> Workspace:
    """Make a workspace of a Slack team."""
    workspace = Workspace(
        team_id=team, channel=channel, zone=zone, digest_at=digest_at, created_at=created_at
    )
    session.add(workspace)
    session.flush()
    return workspace


def make_subscription(
    session: Session, workspace: Workspace, url: str = "https://blog.example/feed"
) -> Subscription:
    """Subscribe a workspace to a feed that has no entry yet."""
    new = NewDocument(FeedRequest(url), a_document(), Validators(), url)
    done = subscribe(
        session,
        workspace.id,
        "C1",
        new,
        added_by_id=None,
        intervals=EVERY_MINUTE,
        now=NOW,
        cards=1000,
    )
    return session.scalars(
        select(Subscription).where(
            Subscription.workspace_id == workspace.id,
            Subscription.number == done.subscription.number,
        )
    ).one()


def take_entries(session: Session, feed: Feed, document: Document, now: datetime) -> NewEntries:
    """Let one feed bring a document; give what was never seen, oldest first."""
    return take_documents(session, {feed.id: document}, now)[feed.id]


def make_mentions(session: Session, subscription: Subscription, *entries: Entry) -> list[Mention]:
    """Let a feed's new entries become mentions; give them in the same order."""
    feed = session.get_one(Feed, subscription.feed_id)
    taken = take_entries(session, feed, a_document(*entries[::-1]), NOW)
    record_mentions(session, subscription, taken, NOW, cards=1000)
    by_entry = {
        mention.entry_id: mention
        for mention in session.scalars(
            select(Mention).where(Mention.subscription_id == subscription.id)
        )
    }
    return [by_entry[entry_id] for entry_id, _ in taken]
