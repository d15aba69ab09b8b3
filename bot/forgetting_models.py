"""The tables about people who asked to be forgotten: by what their profiles are known again."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.columns import Base


class ForgettingSalt(Base):
    """What a workspace's digests of forgotten profiles are made with; random, made when needed."""

    __tablename__ = "forgetting_salt"

    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    salt: Mapped[bytes]


class ForgottenProfile(Base):
    """A profile that is forgotten, as a digest of its key; nothing says whose it was."""

    __tablename__ = "forgotten_profile"

    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    forgotten_at: Mapped[datetime]
    # Entries that came since, and became no mention.
    kept_out: Mapped[int] = mapped_column(default=0)
