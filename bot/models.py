"""The tables: what is kept about workspaces, colleagues, people, mentions and engagements."""

from datetime import datetime, time

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

import bot.feed_models  # noqa: F401, mentions and people refer to its tables
from bot.columns import Base, words
from bot.facts import ColleagueKind, EngagementKind, MentionState


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
    excludes_guests: Mapped[bool] = mapped_column(default=False, server_default=false())
    # How long a new card waits for one colleague before it is for everybody; 0: not at all.
    first_call_minutes: Mapped[int] = mapped_column(default=0, server_default="0")
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
    # None: Slack has not told yet.
    kind: Mapped[ColleagueKind | None] = mapped_column(words(ColleagueKind, "colleague_kind"))
    # When to ask Slack again how they are called, and whether they are still there.
    ask_slack_at: Mapped[datetime | None]
    # Since when the Slack account is deactivated.
    left_at: Mapped[datetime | None]
    # What the bot may send by itself: reminders, the hint that a card would suit, direct messages.
    wants_reminders: Mapped[bool] = mapped_column(default=True, server_default=true())
    wants_suggestions: Mapped[bool] = mapped_column(default=True, server_default=true())
    wants_messages: Mapped[bool] = mapped_column(default=True, server_default=true())


class Person(Base):
    """Somebody outside, known by one or more profiles.

    Whoever was merged into another person keeps what is theirs, and is read as the other one.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    name: Mapped[str] = mapped_column(String(300))
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    # Since when nothing but the counts is known of them, at their wish.
    forgotten_at: Mapped[datetime | None]
    # Which colleague they are; None: somebody outside.
    colleague_id: Mapped[int | None] = mapped_column(index=True)
    # Who stands for them, themselves merged into nobody. No foreign key: SQLite would have to make
    # the table anew.
    merged_into_id: Mapped[int | None] = mapped_column(index=True)
    merged_into: Mapped["Person | None"] = relationship(
        primaryjoin="foreign(Person.merged_into_id) == remote(Person.id)",
        lazy="joined",
        join_depth=1,
        viewonly=True,
    )

    @property
    def standing(self) -> "Person":
        """Give the person as whom this one is read."""
        return self.merged_into or self


class Profile(Base):
    """Where a person is met; its key is the page, the e-mail address, or the name at a place."""

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
    # Which kind of site it is answered at, by its key in feeds.places.
    place_key: Mapped[str] = mapped_column(String(40), default="url", server_default="url")
    authors: Mapped[list[str]]
    excerpt: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime | None]
    found_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[MentionState] = mapped_column(words(MentionState, "mention_state"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"), index=True)
    state_since: Mapped[datetime | None]
    # Handed over to the holder, who has said neither yes nor no to it yet.
    is_offered: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Who held it before and gets it back when the holder declines; None: then it is open to all.
    given_by_id: Mapped[int | None]
    # For whom it waits first, and until when; then it is for all.
    called_id: Mapped[int | None] = mapped_column(index=True)
    called_until: Mapped[datetime | None] = mapped_column(index=True)
    # How many answers stand, and the text and link of the first of them.
    answer_count: Mapped[int] = mapped_column(default=0, server_default="0")
    reply_text: Mapped[str | None] = mapped_column(Text)
    reply_link: Mapped[str | None] = mapped_column(Text)
    # From when the holder's time counts: since the claim, or since they said they are still on it.
    time_from: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    # Each change of state is one version; the card in Slack shows some version, or none yet.
    version: Mapped[int] = mapped_column(default=1)
    shown_version: Mapped[int] = mapped_column(default=0)
    card_ts: Mapped[str | None] = mapped_column(String(32))
    # The card's address, from when somebody is first sent there.
    card_link: Mapped[str | None] = mapped_column(Text)
    # Since when it is known that somebody has deleted the card in Slack; its thread may be there.
    card_deleted_at: Mapped[datetime | None]
    # Since when its person is forgotten, and since when its text is dropped, as it was too old.
    forgotten_at: Mapped[datetime | None]
    texts_dropped_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    holder: Mapped[Colleague | None] = relationship(lazy="raise_on_sql")


class Engagement(Base):
    """One line in the log: which colleague did what, with which person, about which mention.

    Lines are added and never changed. Columns that came later have no foreign keys: SQLite would
    have to make the table anew to take them away again.
    """

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
    # When the answer was given out there, where that was before it was logged.
    replied_at: Mapped[datetime | None]
    # The other colleague of a hand-over: whom it is given to, or back to.
    other_id: Mapped[int | None]
    # Why, where the colleague said it.
    note: Mapped[str | None] = mapped_column(Text)
    # The earlier line that this one undoes, corrects or withdraws.
    about_id: Mapped[int | None] = mapped_column(index=True)
    mention: Mapped[Mention] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    colleague: Mapped[Colleague] = relationship(lazy="raise_on_sql")
    other: Mapped[Colleague | None] = relationship(
        primaryjoin=lambda: foreign(Engagement.other_id) == Colleague.id, lazy="raise_on_sql"
    )
