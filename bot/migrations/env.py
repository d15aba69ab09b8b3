"""Alembic's environment: runs the migrations on the connection that bot.migrate hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

import bot.answer_models
import bot.community_models
import bot.contact_models
import bot.feed_models
import bot.forgetting_models
import bot.host_models
import bot.models
import bot.person_models
import bot.slack_models
import bot.source_models
import bot.summary_models
import bot.teaching_models  # noqa: F401, all of them add their tables to the metadata
from bot.columns import Base, UtcDateTime


def _render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types in SQLAlchemy's own, so that a migration never needs today's code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
