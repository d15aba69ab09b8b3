"""Dates are read as people say them, and what is no date is left alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.date_words import read_span

TUESDAY = date(2026, 11, 3)

DAYS = {
    "2026-10-01": (2026, 10, 1),
    "1.10.2026": (2026, 10, 1),
    "01.10.26": (2026, 10, 1),
    "1. 10. 2026": (2026, 10, 1),
    "1.10.": (2026, 10, 1),
    "24.12.": (2025, 12, 24),
    "29.2.": (2024, 2, 29),
    "3/4/2026": (2026, 4, 3),
    "10/25/2026": (2026, 10, 25),
    "today": (2026, 11, 3),
    "Gestern": (2026, 11, 2),
    "the day before yesterday": (2026, 11, 1),
    "vorgestern": (2026, 11, 1),
    "monday": (2026, 11, 2),
    "Tue": (2026, 11, 3),
    "last tuesday": (2026, 10, 27),
    "letzten Mittwoch": (2026, 10, 28),
    "am Samstag": (2026, 10, 31),
    "3 days ago": (2026, 10, 31),
    "vor einer Woche": (2026, 10, 27),
    "two": None,
    "1 month ago": (2026, 10, 3),
    "vor 2 Jahren": (2024, 11, 3),
    "2 years ago": (2024, 11, 3),
    "1 October": (2026, 10, 1),
    "october 1st, 2025": (2025, 10, 1),
    "1. Dezember": (2025, 12, 1),
    "5. März 2026": (2026, 3, 5),
    "31.2.2026": None,
    "32.1.": None,
    "2026-13-01": None,
    "0000-01-01": None,
    "9999 years ago": None,
    "anna": None,
    "": None,
    "may the force": None,
}


@pytest.mark.parametrize(("said", "day"), DAYS.items(), ids=DAYS.keys())
def test_a_day_is_read(said: str, day: tuple[int, int, int] | None) -> None:
    span = read_span(said, TUESDAY)

    if day is None:
        assert span is None
    else:
        assert span is not None
        assert (span.first, span.last) == (date(*day), date(*day))


SPANS = {
    "last week": ("2026-10-26", "2026-11-01"),
    "diese Woche": ("2026-11-02", "2026-11-08"),
    "letzten Monat": ("2026-10-01", "2026-10-31"),
    "this month": ("2026-11-01", "2026-11-30"),
    "vergangenes Jahr": ("2025-01-01", "2025-12-31"),
    "october": ("2026-10-01", "2026-10-31"),
    "Dezember": ("2025-12-01", "2025-12-31"),
    "Feb 2024": ("2024-02-01", "2024-02-29"),
    "2026-02": ("2026-02-01", "2026-02-28"),
    "2025": ("2025-01-01", "2025-12-31"),
}


@pytest.mark.parametrize(("said", "span"), SPANS.items(), ids=SPANS.keys())
def test_a_week_a_month_and_a_year_have_a_first_and_a_last_day(
    said: str, span: tuple[str, str]
) -> None:
    found = read_span(said, TUESDAY)

    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == span


@given(day=st.dates(date(1950, 1, 1), date(2090, 1, 1)), today=st.dates(date(1950, 1, 1)))
def test_every_day_is_read_as_it_is_written(day: date, today: date) -> None:
    for written in (f"{day}", f"{day.day}.{day.month}.{day.year}", f"{day:%d %B %Y}"):
        span = read_span(written, today)
        assert span is not None
        assert span.first == span.last == day


@given(
    said=st.text(max_size=30) | st.from_regex(r"(vor |last )?\d{1,5}[./-]?\d* ?[a-z]{0,6}"),
    today=st.dates(),
)
def test_whatever_is_typed_is_a_span_or_nothing(said: str, today: date) -> None:
    span = read_span(said, today)

    assert span is None or span.first <= span.last


@given(weekday=st.sampled_from(["mon", "Dienstag", "fr", "sunday"]), today=st.dates())
def test_a_weekday_is_the_latest_one(weekday: str, today: date) -> None:
    if today < date.min + timedelta(days=14):
        return
    span = read_span(weekday, today)

    assert span is not None
    assert timedelta(0) <= today - span.first < timedelta(days=7)
