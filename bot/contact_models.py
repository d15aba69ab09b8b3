"""The tables about contacts: who was told today that somebody they know has appeared."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.columns import Base


class KnownNotice(Base):
    """A colleague was told on a day of theirs that somebody they know appeared; once a day."""

    __tablename__ = "known_notice"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
