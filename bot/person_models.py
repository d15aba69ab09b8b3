"""The tables about people outside: their names, and what colleagues say about them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.columns import Base
from bot.models import Colleague, Person


class PersonName(Base):
    """A name or handle by which a person is found, folded in two ways (feeds.folding)."""

    __tablename__ = "person_name"
    __table_args__ = (
        UniqueConstraint("person_id", "plain", "spelled"),
        Index(None, "workspace_id", "plain"),
        Index(None, "workspace_id", "spelled"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(300))
    plain: Mapped[str] = mapped_column(String(600))
    spelled: Mapped[str] = mapped_column(String(600))


class PersonMerge(Base):
    """A colleague says that one person is another one too; undoing it takes the row away."""

    __tablename__ = "person_merge"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    merged_by_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    merged_at: Mapped[datetime]
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="raise_on_sql")
    merged_by: Mapped[Colleague] = relationship(lazy="raise_on_sql")


class PersonNote(Base):
    """What a colleague wrote down about a person."""

    __tablename__ = "person_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    written_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[Colleague] = relationship(lazy="raise_on_sql")


class Acquaintance(Base):
    """A colleague says that they know a person."""

    __tablename__ = "acquaintance"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    colleague_id: Mapped[int] = mapped_column(
        ForeignKey("colleague.id"), primary_key=True, index=True
    )
    said_at: Mapped[datetime]
    colleague: Mapped[Colleague] = relationship(lazy="raise_on_sql")


class NoContact(Base):
    """A colleague says that a person is not to be contacted, and perhaps why."""

    __tablename__ = "no_contact"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    said_by_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    said_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    said_by: Mapped[Colleague] = relationship(lazy="raise_on_sql")
