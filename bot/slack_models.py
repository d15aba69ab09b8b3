"""The tables about Slack: what is to be said there, what was said, and what came from it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.columns import Base


class OutboxRow(Base):
    """Something that was decided and is still to be said in Slack, or was said."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "state", "due_at"),
        Index(None, "lane", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    # Names the decision, so that one decision is said once; it travels in Slack's metadata.
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    # Rows of one lane are sent one after the other.
    lane: Mapped[str | None] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(32))
    mention_id: Mapped[int | None] = mapped_column(ForeignKey("mention.id"), index=True)
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    # When it was first handed to Slack: from then on Slack may have it, whatever we heard back.
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    message_ts: Mapped[str | None] = mapped_column(String(32))
    last_error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]


class DigestRun(Base):
    """A digest that was decided for a channel and day; there is never a second one."""

    __tablename__ = "digest_run"
    __table_args__ = (UniqueConstraint("workspace_id", "channel", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id"))
    channel: Mapped[str] = mapped_column(String(32))
    day: Mapped[date]
    decided_at: Mapped[datetime]


class HeardReaction(Base):
    """When a colleague last gave or took one reaction on a card, as far as Slack has told us.

    Slack may bring an earlier one later (https://docs.slack.dev/apis/events-api).
    """

    __tablename__ = "heard_reaction"

    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), primary_key=True)
    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    # The event's own ts, which Slack gives in the order in which things happened.
    event_ts: Mapped[str] = mapped_column(String(32))
    heard_at: Mapped[datetime] = mapped_column(index=True)


class Delivery(Base):
    """A delivery from Slack that was taken, so that the same one is not handled again."""

    __tablename__ = "delivery"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(index=True)
