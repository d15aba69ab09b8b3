"""When a feed is polled again: by what it brings, what its publisher wishes, and how it fails."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intervals import Intervals, Wishes, usual_gap
from feeds import Pace
from tests.bot.making import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
INTERVALS = Intervals(5 * MINUTE, DAY)
QUICK = Intervals(timedelta(seconds=1), timedelta(seconds=1))
CHANCES = st.floats(0, 1)
GAPS = st.none() | st.timedeltas(timedelta(0), 400 * DAY)
WISHES = st.builds(
    Wishes,
    usual_gap=GAPS,
    fresh=st.timedeltas(timedelta(0), 400 * DAY),
    pace=st.builds(
        Pace,
        every=st.integers(0, 10**8),
        hours=st.frozensets(st.integers(0, 23), max_size=23),
        days=st.frozensets(st.integers(0, 6), max_size=6),
    ),
    every=st.timedeltas(timedelta(0), DAY),
)


def wait(wishes: Wishes, chance: float = 0.5) -> timedelta:
    return INTERVALS.after_success(NOW, wishes, chance) - NOW


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        pytest.param(timedelta(0), 5.5 * MINUTE, id="all at once: the shortest"),
        pytest.param(2 * MINUTE, 5.5 * MINUTE, id="livelier than allowed"),
        pytest.param(3 * HOUR, 3 * HOUR, id="as often as it brings something"),
        pytest.param(30 * DAY, 0.9 * DAY, id="rarer than allowed"),
        pytest.param(None, HOUR, id="nobody knows"),
    ],
)
def test_a_feed_is_polled_as_often_as_it_brings_something(
    gap: timedelta | None, expected: timedelta
) -> None:
    assert wait(Wishes(gap)) == expected


@pytest.mark.parametrize("gap", [timedelta(0), 3 * HOUR, DAY, 30 * DAY])
def test_feeds_that_bring_equally_much_do_not_fall_due_together(gap: timedelta) -> None:
    waits = [wait(Wishes(gap), chance / 1000) for chance in range(1000)]

    assert len(set(waits)) == 1000
    assert max(waits) - min(waits) >= 0.19 * min(max(gap, 5 * MINUTE), DAY)


@pytest.mark.parametrize(
    ("asked", "least"),
    [
        pytest.param(timedelta(seconds=299), 5 * MINUTE, id="too little to be heeded"),
        pytest.param(HOUR, HOUR, id="an hour"),
        pytest.param(2 * DAY, 2 * DAY, id="more than our longest"),
        pytest.param(31 * DAY, 31 * DAY, id="a month"),
        pytest.param(365 * DAY, 31 * DAY, id="a year is a mistake"),
    ],
)
@pytest.mark.parametrize("through", ["fresh", "pace", "every"])
def test_what_a_publisher_wishes_is_heeded(
    asked: timedelta, least: timedelta, through: str
) -> None:
    wishes = {
        "fresh": Wishes(timedelta(0), fresh=asked),
        "pace": Wishes(timedelta(0), pace=Pace(int(asked.total_seconds()))),
        "every": Wishes(timedelta(0), every=asked),
    }
    for chance in (0.0, 0.5, 1.0):
        assert least <= wait(wishes[through], chance) <= 1.2 * least


def test_hours_and_days_that_a_document_leaves_out_are_left_out() -> None:
    # NOW is a Tuesday, at 12.
    assert wait(Wishes(HOUR, pace=Pace(hours=frozenset({13, 14})))) == 3 * HOUR
    assert wait(Wishes(HOUR, pace=Pace(days=frozenset({1})))) == 12 * HOUR
    week = Pace(hours=frozenset(range(23)), days=frozenset(range(6)))
    assert NOW + wait(Wishes(HOUR, pace=week)) == datetime(2026, 11, 8, 23, tzinfo=UTC)


@given(WISHES, CHANCES)
def test_bounds_and_wishes_hold_whatever_is_known(wishes: Wishes, chance: float) -> None:
    at = INTERVALS.after_success(NOW, wishes, chance)
    asked = min(max(wishes.fresh, wishes.every, timedelta(seconds=wishes.pace.every)), 31 * DAY)

    assert at - NOW >= max(5 * MINUTE, asked)
    assert at - NOW <= max(DAY, 1.1 * asked) + 8 * DAY
    assert at.hour not in wishes.pace.hours
    assert at.weekday() not in wishes.pace.days


@given(WISHES, CHANCES, st.integers(1, 100))
def test_both_bounds_at_one_second_mean_every_second(
    wishes: Wishes, chance: float, failures: int
) -> None:
    second = timedelta(seconds=1)

    assert QUICK.after_success(NOW, wishes, chance) - NOW == second
    assert QUICK.after_failure(NOW, failures, None, chance) - NOW == second
    assert QUICK.after_failure(NOW, failures, 3600, chance) - NOW == HOUR


@pytest.mark.parametrize(
    ("failures", "expected"),
    [(1, 10 * MINUTE), (2, 20 * MINUTE), (5, 160 * MINUTE), (9, 0.9 * DAY), (10**9, 0.9 * DAY)],
)
def test_each_failure_doubles_the_wait_up_to_the_longest(
    failures: int, expected: timedelta
) -> None:
    assert INTERVALS.after_failure(NOW, failures, None, 0.5) - NOW == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(0, 10 * MINUTE), (60, 10 * MINUTE), (7200, 2 * HOUR), (2e5, 2e5), (1e12, 31 * DAY)],
    ids=["nothing", "less than ours", "more than ours", "more than our longest", "absurd"],
)
def test_a_host_that_asks_for_more_time_gets_it_within_reason(
    asked: float, expected: timedelta | float
) -> None:
    seconds = expected if isinstance(expected, timedelta) else timedelta(seconds=expected)
    assert INTERVALS.after_failure(NOW, 1, asked, 0.5) - NOW == seconds


GAP_CASES = {
    "nothing": ([], None),
    "too few": ([1, 2], None),
    "one date on all": ([3] * 50, None),
    "daily": ([1, 2, 3, 4], 1),
    "the silence counts": ([40, 41, 42], 1),
    "mostly silence": ([40, 50, 60, 61], 10),
    "a burst long ago": ([1, 5, 9, *(100 + n / 1000 for n in range(15))], 0.001),
    "the future is not believed": ([-500, -400, 2, 4, 6], 2),
}


@pytest.mark.parametrize(("ages", "expected"), GAP_CASES.values(), ids=GAP_CASES.keys())
def test_the_usual_gap_is_the_median_of_the_last_ones(
    ages: list[float], expected: float | None
) -> None:
    gap = usual_gap([NOW - age * DAY for age in ages], NOW)

    days = None if gap is None else gap / DAY
    assert days == (None if expected is None else pytest.approx(expected))


@given(st.lists(st.datetimes(timezones=st.just(UTC)), max_size=30))
def test_a_usual_gap_is_never_negative(moments: list[datetime]) -> None:
    gap = usual_gap(moments, NOW)

    assert gap is None or gap >= timedelta(0)
