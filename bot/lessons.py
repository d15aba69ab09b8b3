"""Lessons: what colleagues learned from answering, kept by topic."""

from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.answer_facts import TopicFacts
from bot.answer_models import Lesson
from bot.answer_reading import LessonInput
from bot.answers.lessons import lesson_list, no_such_topic, topic_list
from bot.colleagues import facts_of
from bot.desk import Asker, Desk, Visit
from bot.facts import LessonFacts
from bot.message import Message
from bot.models import Engagement, Mention
from bot.reading import mention_facts

_OFFERED = 20
_SHOWN = 20


def keep_lesson(visit: Visit, given: LessonInput, engagement_id: int) -> int:
    """Keep what was learned, by the line of the log that it is credited to; give its id."""
    lesson = Lesson(
        workspace_id=visit.workspace.id,
        engagement_id=engagement_id,
        topic=given.topic,
        topic_key=_key(given.topic),
        text=given.text,
        at=visit.now,
    )
    visit.session.add(lesson)
    visit.session.flush()
    return lesson.id


def put_lesson(visit: Visit, lesson_id: int, channel: str) -> None:
    """Let a team hear a lesson, once."""
    lesson = visit.session.get_one(Lesson, lesson_id)
    lesson.channel, lesson.told_at = channel, visit.now
    outbox.put_message(
        visit.session,
        outbox.Kind.LESSON,
        f"lesson:{lesson_id}:{channel}",
        {"lesson_id": lesson_id},
        visit.now,
        to=outbox.Recipient(visit.workspace.id, channel),
    )


def topics_offered(session: Session, workspace_id: int) -> tuple[str, ...]:
    """List the topics used before, the latest first."""
    return tuple(topic.name for topic in _topics(session, workspace_id, _OFFERED))


def lesson_facts(session: Session, lesson_id: int) -> LessonFacts:
    """Read a lesson with all that it is credited to."""
    return _facts(session.scalars(_whole().where(Lesson.id == lesson_id)).one())


def lessons_between(
    session: Session, workspace_id: int, since: datetime, until: datetime, limit: int
) -> tuple[int, tuple[LessonFacts, ...]]:
    """Count what was learned after ``since`` and up to ``until``, and give the newest."""
    here = (Lesson.workspace_id == workspace_id, Lesson.at > since, Lesson.at <= until)
    count = session.scalar(select(func.count()).select_from(Lesson).where(*here)) or 0
    newest = session.scalars(_whole().where(*here).order_by(Lesson.id.desc()).limit(limit))
    return count, tuple(_facts(each) for each in newest)


def show_lessons(desk: Desk, asker: Asker, topic: str) -> Message:
    """List what was learned about a topic; without one, the topics and what is newest."""
    with desk.visit(asker) as visit:
        session, here = visit.session, Lesson.workspace_id == visit.workspace.id
        if not topic:
            topics = _topics(session, visit.workspace.id, _OFFERED)
            newest = _newest(session, _whole().where(here))
            return topic_list(topics, newest, visit.language, visit.zone)
        about = (here, Lesson.topic_key == _key(topic))
        count = session.scalar(select(func.count()).select_from(Lesson).where(*about)) or 0
        if not count:
            known = {_key(name): name for name in topics_offered(session, visit.workspace.id)}
            near = [known[key] for key in get_close_matches(_key(topic), known, n=3)]
            return no_such_topic(topic, near, visit.language)
        lessons = _newest(session, _whole().where(*about))
        return lesson_list(lessons[0].topic, count, lessons, visit.language, visit.zone)


def _topics(session: Session, workspace_id: int, limit: int) -> list[TopicFacts]:
    """Give topics as they were written first, those with the latest lessons first."""
    rows = session.execute(
        select(func.min(Lesson.id).label("first"), func.count().label("lessons"))
        .where(Lesson.workspace_id == workspace_id)
        .group_by(Lesson.topic_key)
        .order_by(func.max(Lesson.id).desc())
        .limit(limit)
    ).all()
    firsts = select(Lesson.id, Lesson.topic).where(Lesson.id.in_([row.first for row in rows]))
    names = {row.id: row.topic for row in session.execute(firsts)}
    return [TopicFacts(names[row.first], row.lessons) for row in rows]


def _whole() -> Select[Lesson]:
    line = joinedload(Lesson.engagement)
    return select(Lesson).options(
        line.joinedload(Engagement.colleague),
        line.joinedload(Engagement.person),
        line.joinedload(Engagement.mention).joinedload(Mention.holder),
    )


def _newest(session: Session, wanted: Select[Lesson]) -> Sequence[LessonFacts]:
    found = session.scalars(wanted.order_by(Lesson.id.desc()).limit(_SHOWN))
    return [_facts(each) for each in found]


def _facts(lesson: Lesson) -> LessonFacts:
    line = lesson.engagement
    return LessonFacts(
        topic=lesson.topic,
        text=lesson.text,
        at=lesson.at,
        colleague=facts_of(line.colleague),
        person=line.person.standing.name,
        mention=mention_facts(line.mention),
    )


def _key(topic: str) -> str:
    """Write a topic so that case and blanks make no difference."""
    return " ".join(topic.casefold().split())[:180]
