"""The tables: what is kept about workspaces, feeds, mentions, people and engagements."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.columns import Base, words
from bot.facts import EngagementKind, MentionState
from bot.host_models import host_by_default


class Workspace(Base):
    """A Slack team in which the bot is installed, with its settings and counters."""

    __tablename__ = "workspace"

    id: Mapped[int] = mapped_column(primary_key=True)
    # None: made from the command line, before the bot met Slack; the first team takes it over.
    team_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    bot_user_id: Mapped[str | None] = mapped_column(String(32))
    channel: Mapped[str | None] = mapped_column(String(32))
    digest_at: Mapped[time] = mapped_column(default=time(9))
    # None: nobody has chosen yet; then it is UTC until the first colleague's zone is known.
    zone: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8), default="en")
    emoji_claim: Mapped[str] = mapped_column(String(100), default="raised_hand")
    emoji_replied: Mapped[str] = mapped_column(String(100), default="white_check_mark")
    emoji_dismiss: Mapped[str] = mapped_column(String(100), default="see_no_evil")
    mention_count: Mapped[int] = mapped_column(default=0)
    subscription_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class Colleague(Base):
    """Somebody inside: a Slack user of the workspace."""

    __tablename__ = "colleague"
    __table_args__ = (UniqueConstraint("workspace_id", "slack_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    slack_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str | None] = mapped_column(String(200))
    zone: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str | None] = mapped_column(String(8))
    # When to ask Slack for the name again, where it has not told it.
    ask_slack_at: Mapped[datetime | None]


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


class Person(Base):
    """Somebody outside, known by one or more profiles."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    name: Mapped[str] = mapped_column(String(300))
    # The name as it is searched: case-folded, since SQLite's lower() knows ASCII only.
    search_name: Mapped[str] = mapped_column(String(600))
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    __table_args__ = (Index(None, "workspace_id", "search_name"),)


class Profile(Base):
    """Where a person is met; its key is the URL, the e-mail address, or the name at a place."""

    __tablename__ = "profile"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    key: Mapped[str] = mapped_column(String(600))
    place: Mapped[str] = mapped_column(String(300))
    handle: Mapped[str] = mapped_column(String(300))
    url: Mapped[str | None] = mapped_column(Text)


class Mute(Base):
    """A person or a place whose entries become no mentions; one of the two is set."""

    __tablename__ = "mute"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id"),
        UniqueConstraint("workspace_id", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str | None] = mapped_column(String(300))
    muted_by_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    muted_at: Mapped[datetime]
    person: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    muted_by: Mapped[Colleague] = relationship(lazy="raise_on_sql")


class Mention(Base):
    """What the channel sees of an entry, with its state and its card."""

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("workspace_id", "number"),
        UniqueConstraint("workspace_id", "entry_id"),
        Index(None, "workspace_id", "state"),
        Index(None, "channel", "card_ts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    subscription_id: Mapped[int | None] = mapped_column(
        ForeignKey("subscription.id", ondelete="SET NULL"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]
    channel: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(300))
    authors: Mapped[list[str]]
    excerpt: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime | None]
    found_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[MentionState] = mapped_column(words(MentionState, "mention_state"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"), index=True)
    state_since: Mapped[datetime | None]
    reply_text: Mapped[str | None] = mapped_column(Text)
    reply_link: Mapped[str | None] = mapped_column(Text)
    reminded_at: Mapped[datetime | None]
    # Each change of state is one version; the card in Slack shows some version, or none yet.
    version: Mapped[int] = mapped_column(default=1)
    shown_version: Mapped[int] = mapped_column(default=0)
    card_ts: Mapped[str | None] = mapped_column(String(32))
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    holder: Mapped[Colleague | None] = relationship(lazy="raise_on_sql")


class Engagement(Base):
    """One line in the log: which colleague did what, with which person, about which mention."""

    __tablename__ = "engagement"
    __table_args__ = (Index(None, "workspace_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), index=True)
    kind: Mapped[EngagementKind] = mapped_column(words(EngagementKind, "engagement_kind"))
    at: Mapped[datetime]
    reply_text: Mapped[str | None] = mapped_column(Text)
    reply_link: Mapped[str | None] = mapped_column(Text)
    mention: Mapped[Mention] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    colleague: Mapped[Colleague] = relationship(lazy="raise_on_sql")
