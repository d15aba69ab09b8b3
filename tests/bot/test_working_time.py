"""Working time is counted by the clock on a colleague's wall, whatever their zone does to it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.working_time import after_weekdays, after_working_time, is_working_time, working_time

HOUR = timedelta(hours=1)
ZURICH, NEW_YORK, TOKYO = "Europe/Zurich", "America/New_York", "Asia/Tokyo"


def at(written: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone))


# From when, in which zone, how many hours → when they have passed, by the same clock.
WORKED = {
    "within a day": ("2026-11-03 10:00", ZURICH, 3, "2026-11-03 13:00"),
    "three working days": ("2026-11-03 10:00", ZURICH, 24, "2026-11-06 10:00"),
    "until the day ends, not the next morning": ("2026-11-03 09:00", ZURICH, 8, "2026-11-03 17:00"),
    "over night": ("2026-11-03 16:00", ZURICH, 2, "2026-11-04 10:00"),
    "over a weekend": ("2026-11-06 16:00", ZURICH, 2, "2026-11-09 10:00"),
    "claimed at night": ("2026-11-03 22:00", ZURICH, 1, "2026-11-04 10:00"),
    "claimed before work": ("2026-11-03 06:00", ZURICH, 1, "2026-11-03 10:00"),
    "claimed on Saturday": ("2026-11-07 12:00", ZURICH, 24, "2026-11-11 17:00"),
    "over the night in spring": ("2026-03-27 16:00", ZURICH, 2, "2026-03-30 10:00"),
    "over the night in autumn": ("2026-10-23 16:00", ZURICH, 2, "2026-10-26 10:00"),
    "spring in New York": ("2026-03-06 13:00", NEW_YORK, 24, "2026-03-11 13:00"),
    "autumn in New York": ("2026-10-30 13:00", NEW_YORK, 24, "2026-11-04 13:00"),
    "a zone without summer time": ("2026-11-06 16:59", TOKYO, 1, "2026-11-09 09:59"),
    "clocks go ahead at midnight on a Friday": (
        "2026-04-23 16:00",
        "Africa/Cairo",
        2,
        "2026-04-24 10:00",
    ),
}


@pytest.mark.parametrize(("since", "zone", "hours", "until"), WORKED.values(), ids=WORKED.keys())
def test_so_much_working_time_has_passed_then(
    since: str, zone: str, hours: int, until: str
) -> None:
    assert after_working_time(at(since, zone), hours * HOUR, ZoneInfo(zone)) == at(until, zone)


# From when, in which zone → 24 hours later, without weekends.
WEEKDAYS = {
    "within the week": ("2026-11-03 10:00", ZURICH, "2026-11-04 10:00"),
    "over a weekend": ("2026-11-06 15:00", ZURICH, "2026-11-09 15:00"),
    "from within a weekend": ("2026-11-07 12:00", ZURICH, "2026-11-10 00:00"),
    "over the weekend in spring": ("2026-03-27 15:00", ZURICH, "2026-03-30 15:00"),
    "over the weekend in autumn": ("2026-10-23 15:00", ZURICH, "2026-10-26 15:00"),
    "a Friday that has 23 hours": ("2026-04-23 15:00", "Africa/Cairo", "2026-04-24 16:00"),
}


@pytest.mark.parametrize(("since", "zone", "until"), WEEKDAYS.values(), ids=WEEKDAYS.keys())
def test_weekends_do_not_count_among_hours(since: str, zone: str, until: str) -> None:
    assert after_weekdays(at(since, zone), 24 * HOUR, ZoneInfo(zone)) == at(until, zone)


@pytest.mark.parametrize(
    ("moment", "zone", "works"),
    [
        ("2026-11-03 09:00", ZURICH, True),
        ("2026-11-03 08:59", ZURICH, False),
        ("2026-11-03 17:00", ZURICH, False),
        ("2026-11-07 12:00", ZURICH, False),
        ("2026-11-08 12:00", ZURICH, False),
        ("2026-11-09 12:00", ZURICH, True),
    ],
)
def test_people_work_from_nine_to_five_on_five_days(moment: str, zone: str, works: bool) -> None:  # noqa: FBT001  # a table's column
    assert is_working_time(at(moment, zone), ZoneInfo(zone)) is works


ZONES = st.sampled_from(
    (
        *(ZURICH, NEW_YORK, TOKYO, "Africa/Cairo", "Asia/Kathmandu", "Australia/Lord_Howe"),
        *("America/Santiago", "Pacific/Apia", "America/Sao_Paulo", "Asia/Beirut"),
    )
).map(ZoneInfo)
MOMENTS = st.integers(1_330_000_000, 2_050_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
SPANS = st.timedeltas(timedelta(0), timedelta(hours=200))


@given(since=MOMENTS, worked=SPANS.filter(bool), zone=ZONES)
def test_counting_and_reckoning_agree(since: datetime, worked: timedelta, zone: ZoneInfo) -> None:
    until = after_working_time(since, worked, zone)

    assert working_time(since, until, zone) == worked
    assert is_working_time(until - timedelta(microseconds=1), zone)
    assert until - since >= worked


@given(moments=st.lists(MOMENTS, min_size=3, max_size=3).map(sorted), zone=ZONES)
def test_what_passed_in_two_parts_passed_in_all(moments: list[datetime], zone: ZoneInfo) -> None:
    first, second, third = (moments[0] + (one - moments[0]) / 500 for one in moments)
    whole = working_time(first, third, zone)

    assert whole == working_time(first, second, zone) + working_time(second, third, zone)
    assert timedelta(0) <= whole <= third - first
