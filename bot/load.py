"""Load: whoever holds much is told so, kindly, when they claim more."""

from sqlalchemy import func, select

from bot.answers.claims import load
from bot.desk import Visit
from bot.facts import MentionState
from bot.message import Message
from bot.models import Mention

_MANY = 5


def load_at_claim(visit: Visit) -> Message | None:
    """Say how much the visitor holds by now, where that is much."""
    held = visit.session.scalar(
        select(func.count())
        .select_from(Mention)
        .where(
            Mention.workspace_id == visit.workspace.id,
            Mention.state == MentionState.CLAIMED,
            Mention.holder_id == visit.colleague.id,
        )
    )
    return load(held, visit.language) if held and held > _MANY else None
