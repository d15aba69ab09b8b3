"""At a claim: what only whoever claims is told, beside that it is theirs."""

from bot.answers.tips import joined
from bot.desk import Visit
from bot.facts import EngagementKind
from bot.load import load_at_claim
from bot.mentions import Change
from bot.message import Message
from bot.models import Mention
from bot.teaching import lesson_at_claim


def help_at_claim(visit: Visit, mention: Mention, change: Change) -> Message | None:
    """Say what helps where a change made something the visitor's: tips, and that they hold much."""
    claimed = change.engagement is EngagementKind.CLAIM
    lesson = lesson_at_claim(visit, mention) if claimed else None
    theirs = claimed or change.engagement is EngagementKind.ACCEPT
    load = load_at_claim(visit) if theirs else None
    return joined(load, lesson) if load and lesson else load or lesson


def with_help(visit: Visit, mention: Mention, change: Change, answer: Message) -> Message:
    """Add what helps to the private answer about a wish."""
    helps = help_at_claim(visit, mention, change)
    return joined(answer, helps) if helps else answer
