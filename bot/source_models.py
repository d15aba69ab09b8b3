"""The tables about where a mention was found: its sources, its pages, and its title."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.columns import Base, words
from bot.facts import SourceKind


class MentionSource(Base):
    """An entry in which a mention was found; the first one is what its card shows."""

    __tablename__ = "mention_source"
    __table_args__ = (UniqueConstraint("workspace_id", "entry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    subscription_id: Mapped[int | None] = mapped_column(
        ForeignKey("subscription.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[SourceKind] = mapped_column(words(SourceKind, "source_kind"))
    place: Mapped[str] = mapped_column(String(300))
    link: Mapped[str | None] = mapped_column(Text)
    found_at: Mapped[datetime]


class MentionPage(Base):
    """Which mention a page belongs to in its workspace, so that it becomes one only once."""

    __tablename__ = "mention_page"

    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    # A digest: of the page, or of page and title where several entries share the page.
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), index=True)
    kind: Mapped[SourceKind] = mapped_column(words(SourceKind, "source_kind"))


class MentionTitle(Base):
    """A mention's title as others are compared with it, for the days in which that makes sense."""

    __tablename__ = "mention_title"
    __table_args__ = (
        Index(None, "workspace_id", "first_words"),
        Index(None, "workspace_id", "last_words"),
    )

    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    first_words: Mapped[str] = mapped_column(String(32))
    last_words: Mapped[str] = mapped_column(String(32))
    words: Mapped[list[str]]
    cut_off: Mapped[bool]
    site: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(index=True)
