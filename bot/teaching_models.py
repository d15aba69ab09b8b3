"""The tables about teaching: a workspace's own house rules and tips, and who wants no more."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.columns import Base


class PlaceWords(Base):
    """What a workspace says about a place, or (with an empty place) about all of them."""

    __tablename__ = "place_words"

    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(40), primary_key=True)
    house_rules: Mapped[str] = mapped_column(Text)
    # None: those that are shipped, in the reader's language.
    tips: Mapped[str | None] = mapped_column(Text)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    changed_at: Mapped[datetime]


class TipsHidden(Base):
    """That a colleague wants to see nothing about a place when they claim something there."""

    __tablename__ = "tips_hidden"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(40), primary_key=True)
    hidden_at: Mapped[datetime]
