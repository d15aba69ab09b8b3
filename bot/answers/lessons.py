"""What the bot says about lessons."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.answer_facts import TopicFacts
from bot.answer_ids import Action, lesson_value
from bot.facts import LessonFacts
from bot.language import Language
from bot.message import Message, button, context, fitting, message, paragraphs, said
from bot.mrkdwn import channel, inline
from bot.wording import colleague_name, moment, reference

_ROOM = 9000


def lesson_told(lesson: LessonFacts, language: Language) -> Message:
    """Tell a team what was learned: from whom, by whom, and where it can be read."""
    return said(
        language.gettext(
            "💡 *{topic}*: {lesson}\n{name} learned this from {person}: {mention}",
            topic=inline(lesson.topic, 80),
            lesson=inline(lesson.text, 400),
            name=colleague_name(lesson.colleague, language),
            person=_person(lesson, language),
            mention=reference(lesson.mention, language),
        )
    )


def lesson_unheard(
    refusal: Message, lesson_id: int, channel_id: str, language: Language
) -> Message:
    """Add to why the bot cannot speak in a channel that the lesson is kept, and another try."""
    kept = said(
        language.gettext("The lesson is kept. Then tell them:"),
        button(
            language.gettext("Tell them now"),
            Action.LESSON_TELL,
            lesson_value(lesson_id, channel_id),
        ),
    )
    return Message(f"{refusal.text} {kept.text}", [*refusal.blocks, *kept.blocks])


def lesson_passed_on(channel_id: str, language: Language) -> Message:
    """Confirm that a team hears a lesson."""
    return said(language.gettext("{channel} hears of it.", channel=channel(channel_id)))


def lesson_gone(language: Language) -> Message:
    """Answer to what is done with a lesson that is not kept here."""
    return said(language.gettext("I don’t know this lesson any more."))


def lesson_line(lesson: LessonFacts, language: Language) -> str:
    """Say on one line what was learned, where the topic is not clear from what stands around."""
    return language.gettext(
        "*{topic}*: {lesson} ({name}, from {person}, #{number})",
        topic=inline(lesson.topic, 80),
        lesson=inline(lesson.text, 400),
        name=colleague_name(lesson.colleague, language),
        person=_person(lesson, language),
        number=lesson.mention.number,
    )


def lesson_list(
    topic: str,
    count: int,
    lessons: Sequence[LessonFacts],
    language: Language,
    zone: ZoneInfo,
) -> Message:
    """List what was learned about a topic, newest first; ``count``: how many there are in all."""
    title = language.gettext("What we learned about {topic}", topic=inline(topic, 80))
    lines = fitting((_dated(each, language, zone, named=False) for each in lessons), _ROOM)
    rest = count - len(lines)
    more = [context(language.ngettext("… and {n} more", "… and {n} more", rest))] if rest else []
    return message(title, [*paragraphs([f"*{title}*", *lines]), *more])


def topic_list(
    topics: Sequence[TopicFacts],
    newest: Sequence[LessonFacts],
    language: Language,
    zone: ZoneInfo,
) -> Message:
    """List the topics that there are, and what was learned of late."""
    if not topics:
        return said(
            language.gettext(
                "We have noted no lesson yet. When you log an answer, tell me what it taught us."
            )
        )
    title = language.gettext("What we learned")
    counts = " · ".join(f"{inline(each.name, 80)} ({each.count})" for each in topics)
    lines = fitting((_dated(each, language, zone, named=True) for each in newest), _ROOM)
    how = language.gettext("All about one topic: `/mentions lessons TOPIC`")
    return message(title, [*paragraphs([f"*{title}*", counts, *lines]), context(how)])


def no_such_topic(topic: str, near: Sequence[str], language: Language) -> Message:
    """Answer a topic about which nothing was learned, with those that may be meant."""
    shown = inline(topic, 60)
    if near:
        meant = language.list([inline(each, 80) for each in near])
        return said(
            language.gettext(
                "We have noted nothing about “{topic}”. There is: {topics}",
                topic=shown,
                topics=meant,
            )
        )
    return said(
        language.gettext(
            "We have noted nothing about “{topic}”. All topics: `/mentions lessons`", topic=shown
        )
    )


def _dated(lesson: LessonFacts, language: Language, zone: ZoneInfo, *, named: bool) -> str:
    line = language.gettext(
        "{lesson} ({name}, from {person})",
        lesson=inline(lesson.text, 400),
        name=colleague_name(lesson.colleague, language),
        person=_person(lesson, language),
    )
    topic = f"*{inline(lesson.topic, 80)}*: " if named else ""
    about = reference(lesson.mention, language)
    return f"• {topic}{line}\n{moment(lesson.at, language, zone)} · {about}"


def _person(lesson: LessonFacts, language: Language) -> str:
    return inline(lesson.person, 60) or language.gettext("somebody")
