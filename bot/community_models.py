"""The table of community managers whom a workspace has named."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.columns import Base
from bot.models import Colleague


class CommunityManager(Base):
    """A colleague who may do what Slack's admins and owners may."""

    __tablename__ = "community_manager"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    named_by_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    named_at: Mapped[datetime]
    colleague: Mapped[Colleague] = relationship(lazy="raise_on_sql", foreign_keys=colleague_id)
