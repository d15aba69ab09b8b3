"""Telling a team what was learned: whether the bot can speak there, and where the card stands."""

from dataclasses import replace

from sqlalchemy import select

from bot.adding import cannot_post
from bot.answer_models import Lesson
from bot.answers.lessons import lesson_gone, lesson_passed_on, lesson_unheard
from bot.card_links import learn_card_link
from bot.desk import Asker, Desk
from bot.lessons import put_lesson
from bot.mentions import mention_by_number
from bot.message import Message
from bot.models import Engagement, Mention
from bot.slack import Slack


def cannot_tell(desk: Desk, slack: Slack, asker: Asker, channel: str) -> Message | None:
    """Say why the bot cannot speak in a channel; enter it, where that is all it takes."""
    with desk.visit(asker) as visit:
        bot_user, language = visit.workspace.bot_user_id or "", visit.language
    return cannot_post(slack, replace(asker, channel=channel), bot_user, language)


def learn_card_of(desk: Desk, slack: Slack, asker: Asker, number: int) -> None:
    """Ask Slack where the card of a mention stands, so that whoever hears of it finds it."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
    if mention is not None:
        learn_card_link(desk.store, desk.clock, slack, mention.id)


def pass_on(desk: Desk, slack: Slack, asker: Asker, lesson_id: int, channel: str) -> Message:
    """Tell a team a lesson that was kept before, now that the bot may be in their channel."""
    with desk.visit(asker) as visit:
        language = visit.language
        number = visit.session.scalar(
            select(Mention.number)
            .join(Engagement, Engagement.mention_id == Mention.id)
            .join(Lesson, Lesson.engagement_id == Engagement.id)
            .where(Lesson.id == lesson_id, Lesson.workspace_id == visit.workspace.id)
        )
    if number is None:
        return lesson_gone(language)
    if refused := cannot_tell(desk, slack, asker, channel):
        return lesson_unheard(refused, lesson_id, channel, language)
    learn_card_of(desk, slack, asker, number)
    with desk.visit(asker) as visit:
        put_lesson(visit, lesson_id, channel)
    return lesson_passed_on(channel, language)
