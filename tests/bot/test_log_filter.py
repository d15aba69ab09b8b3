"""What is typed after /mentions log is read part by part, in any order."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.log import kind_words
from bot.facts import EngagementKind
from bot.language import load_languages
from bot.log_filter import (
    LogFilter,
    LogWish,
    NotUnderstood,
    Page,
    Part,
    read_log_wish,
    read_page,
    write_page,
)
from bot.message import LONGEST_VALUE

TODAY = date(2026, 11, 3)
OCTOBER = date(2026, 10, 1)
WORDS = kind_words(load_languages().get("de"))
REPLY, CLAIM = EngagementKind.REPLY, EngagementKind.CLAIM


def read(text: str) -> LogWish | NotUnderstood:
    return read_log_wish(text, TODAY, WORDS)


READ = {
    "": LogWish(),
    "<@U1|su>": LogWish(slack_id="U1"),
    "<@U1>": LogWish(slack_id="U1"),
    "anna beispiel": LogWish(name="anna beispiel"),
    "@Mara": LogWish(name="Mara"),
    "since 2026-10-01": LogWish(since=OCTOBER),
    "seit 1.10.2026 anna": LogWish(since=OCTOBER, name="anna"),
    "anna since last week bis gestern": LogWish(
        name="anna", since=date(2026, 10, 26), until=date(2026, 11, 2)
    ),
    "until october": LogWish(until=date(2026, 10, 31)),
    "kind reply claim anna": LogWish(kinds=(REPLY, CLAIM), name="anna"),
    "kind reply, Übernahme": LogWish(kinds=(REPLY, CLAIM)),
    "art antwort art claim": LogWish(kinds=(REPLY, CLAIM)),
    "place reddit anna": LogWish(place="reddit", name="anna"),
    "on Hacker News anna": LogWish(place="Hacker News", name="anna"),
    "place <http://blog.example|blog.example>": LogWish(place="blog.example"),
    "person anna beispiel colleague loi": LogWish(person="anna beispiel", colleague="loi"),
    "Kollegin Mara csv": LogWish(colleague="Mara", csv=True),
    "CSV": LogWish(csv=True),
    '"since csv" since today': LogWish(name="since csv", since=TODAY),
    "“Art Garfunkel”": LogWish(name="Art Garfunkel"),
    "Müller &amp; Söhne": LogWish(name="Müller & Söhne"),
    "since": NotUnderstood(Part.SINCE, ""),
    "since csv": NotUnderstood(Part.SINCE, ""),
    "until whenever": NotUnderstood(Part.UNTIL, "whenever"),
    "kind repli": NotUnderstood(Part.KIND, "repli"),
    "kind since today": NotUnderstood(Part.KIND, ""),
    "place": NotUnderstood(Part.PLACE, ""),
    "person": NotUnderstood(Part.PERSON, ""),
}


@pytest.mark.parametrize(("text", "wish"), READ.items(), ids=READ.keys())
def test_each_part_is_read(text: str, wish: LogWish | NotUnderstood) -> None:
    assert read(text) == wish


PARTS = (
    "<@U1|su>",
    "since 1 october 2026",
    "until yesterday",
    "kind reply claim",
    "place reddit",
    "person anna",
    "csv",
)


@given(order=st.permutations(PARTS))
def test_parts_stand_in_any_order(order: list[str]) -> None:
    expected = LogWish(
        slack_id="U1",
        since=OCTOBER,
        until=date(2026, 11, 2),
        kinds=(REPLY, CLAIM),
        place="reddit",
        person="anna",
        csv=True,
    )
    assert read(" ".join(order)) == expected


@given(st.text() | st.lists(st.sampled_from([*PARTS, *PARTS[1].split(), '"', "<", "kind"])))
def test_whatever_is_typed_is_read_or_refused(typed: str | Sequence[str]) -> None:
    assert isinstance(read(" ".join(typed)), LogWish | NotUnderstood)


FILTERS = st.builds(
    LogFilter,
    colleague_id=st.none() | st.integers(1, 2**31),
    person_id=st.none() | st.integers(1, 2**31),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    kinds=st.lists(st.sampled_from(EngagementKind), unique=True).map(tuple),
    place=st.text(st.characters(codec="utf-8"), max_size=200),
)


@given(wanted=FILTERS, before=st.none() | st.integers(1, 2**31))
def test_a_button_carries_filter_and_page(wanted: LogFilter, before: int | None) -> None:
    page = Page(before=before)
    written = write_page(wanted, page)

    assert read_page(written) == (wanted, page)
    assert len(written) <= LONGEST_VALUE
