"""The tables about answers: lessons, drafts, snippets, and what another colleague thinks of one."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.columns import Base
from bot.models import Colleague, Engagement, Mention


class Lesson(Base):
    """What an answer taught; colleague, person and mention are those of the line in the log."""

    __tablename__ = "lesson"
    __table_args__ = (Index(None, "workspace_id", "topic_key"), Index(None, "workspace_id", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id"), index=True)
    topic: Mapped[str] = mapped_column(String(60))
    # The topic as it is searched: case-folded, since SQLite's lower() knows ASCII only.
    topic_key: Mapped[str] = mapped_column(String(180))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    # Where a team was told of it, and when.
    channel: Mapped[str | None] = mapped_column(String(32))
    told_at: Mapped[datetime | None]
    engagement: Mapped[Engagement] = relationship(lazy="raise_on_sql")


class Draft(Base):
    """What a colleague has written in a modal and not saved yet; ``answer_id`` 0: a new answer."""

    __tablename__ = "draft"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), primary_key=True, index=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    # The line of the log whose answer is corrected.
    answer_id: Mapped[int] = mapped_column(primary_key=True, default=0)
    # The modal in which it was written last, and Slack's time of that.
    view_id: Mapped[str] = mapped_column(String(32), default="")
    typed_at: Mapped[float] = mapped_column(default=0.0)
    written: Mapped[dict[str, Any]]
    # Saved or thrown away: what that modal still tells comes too late.
    is_done: Mapped[bool] = mapped_column(default=False)
    kept_at: Mapped[datetime] = mapped_column(index=True)


class Snippet(Base):
    """A short text of the house with which answers may start."""

    __tablename__ = "snippet"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    changed_at: Mapped[datetime]


class Review(Base):
    """A draft that another colleague was asked to look at, and the wording they would prefer."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    reader_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    text: Mapped[str] = mapped_column(Text)
    # None: good as it is, or nothing said yet.
    better: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    mention: Mapped[Mention] = relationship(lazy="raise_on_sql")
    author: Mapped[Colleague] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    reader: Mapped[Colleague] = relationship(foreign_keys=[reader_id], lazy="raise_on_sql")
