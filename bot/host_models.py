"""The table of hosts that feeds come from: until when each wants to be left in peace."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from bot.columns import Base
from feeds.places import pace_key

LONGEST_KEY = 300


class Host(Base):
    """A host, or the whole domain of a place that is paced as one."""

    __tablename__ = "host"

    key: Mapped[str] = mapped_column(String(LONGEST_KEY), primary_key=True)
    quiet_until: Mapped[datetime | None]
    # How often in a row it has said that it is asked too much.
    refusals: Mapped[int] = mapped_column(default=0)


def host_key(url: str) -> str:
    """Give the key of the host that a URL belongs to."""
    return pace_key(url)[:LONGEST_KEY]


def host_by_default(context: DefaultExecutionContext) -> str:
    """Fill in the host of a new feed."""
    row: dict[str, object] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return host_key(str(row["url"]))
