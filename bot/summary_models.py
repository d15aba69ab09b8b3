"""The tables about floods: summary cards, and the mentions that have no card of their own yet."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.columns import Base


class Summary(Base):
    """The card that stands for those mentions of one poll for which there was no room."""

    __tablename__ = "summary"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    channel: Mapped[str] = mapped_column(String(32))
    # The feed's, as it was called then.
    title: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    # Each press of its button is one version, so that one that comes late is seen to be so.
    version: Mapped[int] = mapped_column(default=1)
    card_ts: Mapped[str | None] = mapped_column(String(32))


class SummaryLine(Base):
    """A mention that its summary stands for, until it gets a card of its own."""

    __tablename__ = "summary_line"

    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), primary_key=True)
    summary_id: Mapped[int] = mapped_column(ForeignKey("summary.id"), index=True)
    shown_at: Mapped[datetime | None]
