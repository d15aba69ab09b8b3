"""The script of the demo's history makes sense, whatever day it is told on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo import read_span, sandbox_config
from bot.demo.history import ZONE, Verb, load_script, moment, read_history, working_day
from bot.errors import ConfigurationError
from sandbox.sample_feeds.drip import load_stories
from tests.demo.running import SHORT

SOME_DAYS = [
    datetime(2026, 3, 25, 9, tzinfo=UTC) + timedelta(days=n, hours=7 * n) for n in range(9)
]
BEGINS, ENDS = time(8, 15), time(18, 15)


@pytest.mark.parametrize("now", SOME_DAYS, ids=str)
def test_all_happens_in_order_and_before_now(now: datetime) -> None:
    history = read_history(load_script(), now)
    moments = [each.at for each in history.appearances]

    assert moments == sorted(moments)
    assert history.opening < min(each.at for each in history.events())
    assert max(each.at for each in history.events()) <= now
    assert now - history.opening > timedelta(days=18)


def test_the_script_tells_the_stories_of_the_feeds() -> None:
    told = [each.title for each in read_history(load_script(), SOME_DAYS[0]).appearances]
    stories = [story.title for story in load_stories()]

    assert told == stories[: len(told)]
    assert 50 <= len(told) <= 80
    assert len(stories) >= len(told) + 20, "new ones are left to come in"


def test_everybody_takes_part_in_their_own_working_hours() -> None:
    zones = {user.name: ZoneInfo(user.tz) for user in sandbox_config().users}
    deeds = read_history(load_script(), SOME_DAYS[0]).deeds

    assert {deed.who for deed in deeds if deed.verb is Verb.ANSWERS} == set(zones)
    for deed in deeds:
        there = deed.at.astimezone(zones[deed.who])
        assert BEGINS <= there.time() <= ENDS, deed
        assert deed.at.astimezone(ZONE).weekday() < 5


def test_working_days_pass_over_weekends() -> None:
    monday = date(2026, 11, 2)
    assert [working_day(monday, back) for back in (0, 1, 5, 6)] == [
        monday,
        date(2026, 10, 30),
        date(2026, 10, 26),
        date(2026, 10, 23),
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("su claims:", "su juggles:"),
        ("-2 09:14 su claims:", "yesterday su claims:"),
        ("-2 09:14 su claims:", "-4 09:14 su claims:"),
        ("ago 90", "some time ago"),
    ],
)
def test_a_script_that_makes_no_sense_is_refused(right: str, wrong: str) -> None:
    assert right in SHORT
    with pytest.raises(ValueError, match=r"\w"):
        read_history(SHORT.replace(right, wrong), SOME_DAYS[0])


def test_a_moment_is_a_working_day_and_the_time_in_zurich() -> None:
    now = datetime(2026, 11, 4, 10, tzinfo=UTC)
    assert moment("-2 09:12", now) == datetime(2026, 11, 2, 8, 12, tzinfo=UTC)
    assert moment("ago 45", now) == now - timedelta(minutes=45)


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("30m", timedelta(minutes=30)),
        ("12h", timedelta(hours=12)),
        ("1d", timedelta(days=1)),
        ("2W", timedelta(weeks=2)),
    ],
)
def test_a_span_is_read(written: str, span: timedelta) -> None:
    assert read_span(written) == span


@pytest.mark.parametrize("written", ["", "1", "d", "-1d", "0h", "13w", "1 year", "9999w"])
def test_what_is_no_span_is_said_kindly(written: str) -> None:
    with pytest.raises(ConfigurationError, match="12h"):
        read_span(written)
