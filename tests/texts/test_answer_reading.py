"""What is written into the modal for an answer is read, or refused with a word that helps."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import ids
from bot.answer_facts import AnswerForm, Written
from bot.answer_ids import Block
from bot.answer_modal import answer_modal
from bot.answer_reading import (
    AnswerInput,
    LessonInput,
    read_answer,
    read_carried_answer,
    read_written,
)
from bot.language import load_languages
from bot.submissions import read_carried
from tests.texts.examples import mention
from tests.texts.given import NOW, ZURICH, Given

ENGLISH = load_languages().get("en")
HELLO = Written(text="Hello")


def read(written: Written) -> AnswerInput | dict[str, str]:
    return read_answer(written, ENGLISH, NOW, ZURICH)


def refused(written: Written) -> list[str]:
    errors = read(written)
    assert isinstance(errors, dict)
    return list(errors)


def test_an_answer_needs_a_text_and_may_have_a_link() -> None:
    assert read(Written(text=" Hello ")) == AnswerInput("Hello", None)
    link = "https://a.example/1"
    assert read(Written(text="Hello", link=link)) == AnswerInput("Hello", link)


@pytest.mark.parametrize("text", ["", "  \n", "\u200b", "x" * 3001])
def test_an_answer_without_words_or_with_too_many_is_refused(text: str) -> None:
    assert refused(Written(text=text)) == [ids.Block.REPLY_TEXT]


@pytest.mark.parametrize(
    "link", ["a.example", "ftp://a.example", "https://a.example/" + "x" * 3000]
)
def test_a_link_that_is_none_is_refused(link: str) -> None:
    assert refused(Written(text="Hello", link=link)) == [ids.Block.REPLY_LINK]


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("", None),
        ("2026-11-03", None),
        ("2026-11-02", datetime(2026, 11, 2, 11, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("no day", None),
    ],
)
def test_an_earlier_day_is_noon_where_the_colleague_lives(day: str, at: datetime | None) -> None:
    answer = read(Written(text="Hello", day=day))

    assert isinstance(answer, AnswerInput)
    assert answer.at == at


@pytest.mark.parametrize(
    "day", [(NOW + timedelta(days=1)).date().isoformat(), "9999-12-31", "1980-01-01", "0001-01-02"]
)
def test_a_day_to_come_or_long_gone_is_refused(day: str) -> None:
    assert refused(Written(text="Hello", day=day)) == [Block.DAY]


@pytest.mark.parametrize(
    ("written", "lesson"),
    [
        (Written(text="Hello"), None),
        (Written(text="Hello", lesson="L", topic="T"), LessonInput("L", "T", None)),
        (Written(text="Hello", lesson="L", known_topic="K"), LessonInput("L", "K", None)),
        (
            Written(text="Hello", lesson="L", topic="T", known_topic="K", channel="C1"),
            LessonInput("L", "T", "C1"),
        ),
    ],
)
def test_a_lesson_has_a_topic_and_perhaps_a_team(
    written: Written, lesson: LessonInput | None
) -> None:
    assert read(written) == AnswerInput("Hello", None, lesson=lesson)


@pytest.mark.parametrize(
    ("written", "block"),
    [
        (Written(text="Hello", lesson="L"), Block.TOPIC),
        (Written(text="Hello", lesson="L", channel="C1"), Block.TOPIC),
        (Written(text="Hello", topic="T"), Block.LESSON),
        (Written(text="Hello", known_topic="K"), Block.LESSON),
        (Written(text="Hello", channel="C1"), Block.LESSON),
    ],
)
def test_half_a_lesson_is_a_slip(written: Written, block: Block) -> None:
    assert refused(written) == [block]


def test_the_modal_carries_what_its_check_needs() -> None:
    form = AnswerForm(mention(Given(number=42)), "Europe/Zurich", answer_id=7, sites=("a.example",))
    view = answer_modal(form, ENGLISH, "C1")
    carried = read_carried_answer(view["private_metadata"])

    assert (carried.number, carried.answer_id, carried.channel) == (42, 7, "C1")
    assert (carried.zone, carried.sites) == ("Europe/Zurich", ("a.example",))
    assert read_carried(view["private_metadata"]).language == "en"
    assert view["callback_id"] == ids.View.REPLY


WRITTEN = st.builds(
    Written,
    text=st.text(),
    link=st.text().map(str.strip),
    day=st.sampled_from(["", "2026-11-02"]),
    joined=st.lists(st.sampled_from(["U1", "U2"]), unique=True).map(tuple),
    lesson=st.text().map(lambda text: " ".join(text.split())),
    channel=st.sampled_from(["", "C1"]),
)


@given(WRITTEN)
def test_what_was_written_is_kept_as_it_was(written: Written) -> None:
    """From the modal to the database and back into the modal nothing changes."""
    assert Written.from_row(written.as_row()) == written
    values: dict[str, Any] = {
        ids.Block.REPLY_TEXT: {"answer_typed_3": {"value": written.text or None}},
        ids.Block.REPLY_LINK: {"answer_typed": {"value": written.link or None}},
        Block.DAY: {"answer_typed": {"selected_date": written.day or None}},
        Block.JOINED: {"answer_typed": {"selected_users": list(written.joined)}},
        Block.CHANNEL: {"answer_typed": {"selected_conversation": written.channel or None}},
    }
    assert read_written(values) == Written(
        text=written.text,
        link=written.link,
        day=written.day,
        joined=written.joined,
        channel=written.channel,
    )
    assert isinstance(read(written), AnswerInput | dict)
