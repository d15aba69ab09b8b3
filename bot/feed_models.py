"""The tables of feeds: what is polled for whom, and what of it is known already."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.columns import Base
from bot.host_models import host_by_default


class Feed(Base):
    """A document at a URL, polled once for all workspaces that subscribe to it."""

    __tablename__ = "feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text, default="")
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    next_poll_at: Mapped[datetime] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    polled_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(String(40))
    problem_status: Mapped[int | None]
    # What is paced as one: the host, or the whole domain of a place that wants it so.
    host: Mapped[str] = mapped_column(
        String(300), default=host_by_default, server_default="", index=True
    )
    succeeded_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    # Since when it is not asked any more.
    dead_since: Mapped[datetime | None]
    # Where its last poll was sent to for good; when the next one says the same, it moves.
    moved_to: Mapped[str | None] = mapped_column(Text)
    # Seconds that usually lie between two entries.
    usual_gap: Mapped[int | None]
    newest_at: Mapped[datetime | None]
    # When its last entries were published, the newest first: seconds since 1970.
    last_dates: Mapped[list[int]] = mapped_column(default=list, server_default="[]")
    # How often its last document wants to be read, as bot.feed_paces writes it.
    pace: Mapped[dict[str, Any] | None]


class Watch(Base):
    """A term that a workspace looks for on several places; numbered as subscriptions are."""

    __tablename__ = "watch"
    __table_args__ = (UniqueConstraint("workspace_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    number: Mapped[int]
    term: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str] = mapped_column(String(32))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    created_at: Mapped[datetime]


class Subscription(Base):
    """A workspace's wish to see a feed's entries in a channel."""

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("workspace_id", "feed_id", "term"),
        UniqueConstraint("workspace_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id"), index=True)
    number: Mapped[int]
    channel: Mapped[str] = mapped_column(String(32))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    created_at: Mapped[datetime]
    # As they were written; empty: every entry becomes a mention.
    rules: Mapped[str] = mapped_column(Text, default="", server_default="")
    # What an entry must hold; empty where every entry counts, as the place has searched already.
    term: Mapped[str] = mapped_column(String(200), default="", server_default="")
    watch_id: Mapped[int | None] = mapped_column(ForeignKey("watch.id"), index=True)
    # Since when new entries become mentions. None: the feed is still to be read for the first time,
    # and what it holds then stays quiet.
    listening_since: Mapped[datetime | None]
    watch: Mapped[Watch | None] = relationship(lazy="raise_on_sql")
    feed: Mapped[Feed] = relationship(lazy="raise_on_sql")


class Entry(Base):
    """One item of a feed, as parsed, kept so that it is new only once."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("feed_id", "identity"),
        Index(None, "page", "feed_id"),
        Index(None, "title", "feed_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id"))
    identity: Mapped[str] = mapped_column(Text)
    first_seen_at: Mapped[datetime]
    # The entry that this one is, where its feed has given it another id. No foreign key: SQLite
    # would have to make the table anew to take the column away again.
    same_as_id: Mapped[int | None] = mapped_column(index=True)
    # Digests, as feeds.traces gives them; those from before there were any are None.
    page: Mapped[str | None] = mapped_column(String(32))
    title: Mapped[str | None] = mapped_column(String(32))
    heading: Mapped[str | None] = mapped_column(String(32))
    content: Mapped[str | None] = mapped_column(String(32))
    # How often title or link was edited, and how often nothing but the text was.
    retitled: Mapped[int] = mapped_column(default=0, server_default="0")
    flickered: Mapped[int] = mapped_column(default=0, server_default="0")


class RecentEntry(Base):
    """One of a feed's last entries with its text, so that rules can be tried on it."""

    __tablename__ = "recent_entry"

    # They grow as readers would have met the entries, which entries' own ids do not.
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), unique=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id"), index=True)
    content: Mapped[dict[str, Any]]


class KnownDocument(Base):
    """A feed's last document in digests, so that of the next one only what is new is read."""

    __tablename__ = "known_document"

    feed_id: Mapped[int] = mapped_column(
        ForeignKey("feed.id", ondelete="CASCADE"), primary_key=True
    )
    body: Mapped[bytes]
    entries: Mapped[bytes]
