"""What was written in the modal for an answer: read and checked, with a text for each fault."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot import ids
from bot.answer_facts import Written
from bot.answer_ids import Block as Input
from bot.answer_ids import read_numbered
from bot.answer_inputs import LONGEST_ANSWER, LONGEST_LESSON, LONGEST_TOPIC
from bot.language import Language
from bot.message import LONGEST_URL
from bot.mrkdwn import clean, cut, one_line, web_address
from bot.snippet_texts import is_unchanged
from bot.submissions import Errors, StateValues

# An answer of an earlier day was given at noon, as far as we know.
_NOON = time(12)
_WEB_BEGAN = 1991


@dataclass(frozen=True, slots=True)
class CarriedAnswer:
    """What the modal carries along: where it was asked for, about which mention and answer.

    ``answer_id`` None: a new answer. ``zone`` is the colleague's, ``sites`` as in AnswerForm,
    ``starts`` are the marks of the snippets that were offered.
    """

    channel: str | None
    number: int
    answer_id: int | None
    zone: str
    sites: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonInput:
    """What was learned, its topic, and the channel that should hear of it."""

    text: str
    topic: str
    channel: str | None


@dataclass(frozen=True, slots=True)
class AnswerInput:
    """What a colleague says they answered; ``at`` None: just now. ``joined`` are Slack users."""

    text: str
    link: str | None
    at: datetime | None = None
    joined: tuple[str, ...] = ()
    lesson: LessonInput | None = None


def read_carried_answer(private_metadata: str) -> CarriedAnswer:
    """Read what the modal carries along."""
    carried = json.loads(private_metadata)
    return CarriedAnswer(
        carried.get("channel"),
        int(carried["mention"]),
        carried.get("answer"),
        carried.get("zone") or "UTC",
        tuple(carried.get("sites") or ()),
        tuple(carried.get("starts") or ()),
    )


def read_written(values: StateValues) -> Written:
    """Read what stands in the modal, right or wrong."""
    return Written(
        text=_given(values, ids.Block.REPLY_TEXT),
        link=_given(values, ids.Block.REPLY_LINK).strip(),
        day=_given(values, Input.DAY),
        joined=tuple(
            str(each) for each in _state(values, Input.JOINED).get("selected_users") or ()
        ),
        lesson=one_line(_given(values, Input.LESSON)),
        topic=one_line(_given(values, Input.TOPIC)),
        known_topic=_given(values, Input.KNOWN_TOPIC),
        channel=_given(values, Input.CHANNEL),
        sure=_given(values, Input.SURE),
    )


def read_reader(values: StateValues) -> str | None:
    """Read which Slack user was chosen to look over a draft."""
    return _state(values, Input.READER).get("selected_user") or None


def read_refills(values: StateValues) -> int:
    """Read how often the bot has put a text into the modal."""
    return read_numbered(next(iter(values.get(ids.Block.REPLY_TEXT, {})), ""))


def read_answer(
    written: Written,
    language: Language,
    now: datetime,
    zone: ZoneInfo,
    starts: Collection[str] = (),
) -> AnswerInput | Errors:
    """Check what was written; ``now`` is aware, the day is one in the colleague's zone.

    ``starts``: marks of snippets, which are a start and no answer.
    """
    errors: Errors = {}
    text = clean(written.text).strip()
    if not one_line(text):
        errors[ids.Block.REPLY_TEXT] = language.gettext("Write what you answered.")
    elif len(text) > LONGEST_ANSWER:
        errors[ids.Block.REPLY_TEXT] = _too_long(LONGEST_ANSWER, language)
    elif is_unchanged(text, starts):
        errors[ids.Block.REPLY_TEXT] = language.gettext(
            "That is the snippet as it is. Put it into your own words."
        )
    address = web_address(written.link)
    if written.link and not address:
        errors[ids.Block.REPLY_LINK] = language.gettext("A link starts with https:// or http://.")
    elif len(address or "") > LONGEST_URL:
        errors[ids.Block.REPLY_LINK] = _too_long(LONGEST_URL, language)
    at = _moment(written.day, now, zone)
    if at is not None and at > now:
        errors[Input.DAY] = language.gettext("That day is still to come.")
    elif at is not None and at.year < _WEB_BEGAN:
        errors[Input.DAY] = language.gettext("That was before the web began.")
    lesson = _lesson(written, language, errors)
    return errors or AnswerInput(text, address, at, written.joined, lesson)


def _lesson(written: Written, language: Language, errors: Errors) -> LessonInput | None:
    """Read what was learned; a topic or a channel without a lesson is a slip, and is told."""
    topic = cut(written.topic or one_line(written.known_topic), LONGEST_TOPIC)
    if written.lesson:
        if not topic:
            errors[Input.TOPIC] = language.gettext("Name the topic, so that others find it.")
        return LessonInput(cut(written.lesson, LONGEST_LESSON), topic, written.channel or None)
    if written.topic or written.known_topic or written.channel:
        errors[Input.LESSON] = language.gettext("What is it that we learned?")
    return None


def _moment(day: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Give the moment of an earlier or later day; None for today, and for no day."""
    try:
        chosen = date.fromisoformat(day)
        at = datetime.combine(chosen, _NOON, zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return None if chosen == now.astimezone(zone).date() else at


def _too_long(limit: int, language: Language) -> str:
    return language.gettext(
        "That is too long: {limit} characters at most.", limit=language.number(limit)
    )


def _state(values: StateValues, block: str) -> dict[str, Any]:
    """Give the state of the one input in a block, whatever the input is called."""
    return dict(next(iter(values.get(block, {}).values()), {}))


def _given(values: StateValues, block: str) -> str:
    """Return what stands in an input, whatever its kind; empty when nothing does."""
    state = _state(values, block)
    chosen = [state.get("selected_option") or {}, *(state.get("selected_options") or ())]
    given = [state.get(kind) for kind in ("value", "selected_date", "selected_conversation")]
    return next((str(each) for each in [*given, *(one.get("value") for one in chosen)] if each), "")
