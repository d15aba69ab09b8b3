"""The tables about contacts: who was told of whom, and who keeps in touch when somebody leaves."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.columns import Base


class KnownNotice(Base):
    """A colleague was told on a day of theirs that somebody they know appeared; once a day."""

    __tablename__ = "known_notice"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class Parting(Base):
    """A colleague has left: the message that offers people whom they knew to others."""

    __tablename__ = "parting"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    # To whom it is offered; None: to a whole channel, as nobody else knows these people.
    offered_to_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    decided_at: Mapped[datetime]


class PartingLine(Base):
    """One person who is offered, and who keeps in touch with them from now on."""

    __tablename__ = "parting_line"
    __table_args__ = (UniqueConstraint("parting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parting_id: Mapped[int] = mapped_column(ForeignKey("parting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"), index=True)
    kept_at: Mapped[datetime | None]
