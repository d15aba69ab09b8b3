"""The digest comes once a day, at the workspace's hour, wherever on earth and whatever happens."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.digests import decide_digests, digest_due
from bot.models import Workspace
from bot.slack_models import DigestRun, OutboxRow
from bot.store import Store
from tests.bot.making import make_workspace

ZURICH = ZoneInfo("Europe/Zurich")
HOUR = timedelta(hours=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Where the clock shows 09:00 in Zurich on this day, UTC shows 08:00 in winter and 07:00 in summer.
DUE = {
    "a second before the hour": ("2026-11-03T07:59:59", 9, "Europe/Zurich", None),
    "on the hour": ("2026-11-03T08:00", 9, "Europe/Zurich", ("2026-11-03", "2026-11-03T08:00")),
    "12 hours later": ("2026-11-03T20:00", 9, "Europe/Zurich", ("2026-11-03", "2026-11-03T08:00")),
    "a second more": ("2026-11-03T20:00:01", 9, "Europe/Zurich", None),
    "after midnight": (
        "2026-11-04T00:30",
        22,
        "Europe/Zurich",
        ("2026-11-03", "2026-11-03T21:00"),
    ),
    "in summer": ("2026-07-01T07:00", 9, "Europe/Zurich", ("2026-07-01", "2026-07-01T07:00")),
    "at midnight": ("2026-11-02T23:00", 0, "Europe/Zurich", ("2026-11-03", "2026-11-02T23:00")),
    "a second before midnight": (
        "2026-11-02T22:59:59",
        0,
        "Europe/Zurich",
        None,
    ),
    "spring: the hour is jumped over": (
        "2026-03-29T01:00",
        2,
        "Europe/Zurich",
        ("2026-03-29", "2026-03-29T01:00"),
    ),
    "spring: before the jump": ("2026-03-29T00:59:59", 2, "Europe/Zurich", None),
    "autumn: the hour comes twice, the first counts": (
        "2026-10-25T00:00",
        2,
        "Europe/Zurich",
        ("2026-10-25", "2026-10-25T00:00"),
    ),
    "autumn: its second time is the same digest": (
        "2026-10-25T01:00",
        2,
        "Europe/Zurich",
        ("2026-10-25", "2026-10-25T00:00"),
    ),
    "far east: their day has begun": (
        "2026-11-02T19:00",
        9,
        "Pacific/Kiritimati",
        ("2026-11-03", "2026-11-02T19:00"),
    ),
    "far west: their day is yesterday": (
        "2026-11-04T05:00",
        18,
        "Pacific/Pago_Pago",
        ("2026-11-03", "2026-11-04T05:00"),
    ),
    "half an hour off": (
        "2026-11-03T03:30",
        9,
        "Asia/Kolkata",
        ("2026-11-03", "2026-11-03T03:30"),
    ),
}


@pytest.mark.parametrize(("now", "hour", "zone", "expected"), DUE.values(), ids=DUE.keys())
def test_when_a_digest_is_due(
    now: str, hour: int, zone: str, expected: tuple[str, str] | None
) -> None:
    due = digest_due(utc(now), hour, 0, ZoneInfo(zone))

    if expected is None:
        assert due is None
    else:
        assert due is not None
        assert (due.day, due.at) == (date.fromisoformat(expected[0]), utc(expected[1]))


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-03", 24)]
)
def test_a_digest_tells_from_the_one_before_on_days_of_23_and_25_hours_too(
    day: str, hours: int
) -> None:
    now = datetime.combine(date.fromisoformat(day), time(9), ZURICH).astimezone(UTC)

    due = digest_due(now, 9, 0, ZURICH)

    assert due is not None
    assert due.at - due.since == hours * HOUR


@pytest.mark.parametrize("hour", [0, 2, 3, 9, 23])
@pytest.mark.parametrize("zone", ["Europe/Zurich", "Pacific/Apia", "America/St_Johns"])
def test_a_year_of_looking_every_half_hour_brings_one_digest_a_day(hour: int, zone: str) -> None:
    moment, end = utc("2026-01-01T00:00"), utc("2026-12-31T00:00")
    days: list[date] = []
    while moment < end:
        due = digest_due(moment, hour, 0, ZoneInfo(zone))
        if due is not None and (not days or days[-1] != due.day):
            days.append(due.day)
        moment += timedelta(minutes=30)

    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) >= 364


def decided(store: Store, now: datetime) -> int:
    with store.write() as session:
        return decide_digests(session, now)


def runs(store: Store) -> list[date]:
    with store.read() as session:
        days = list(session.scalars(select(DigestRun.day).order_by(DigestRun.day)))
        rows = session.scalar(select(func.count()).select_from(OutboxRow))
    assert rows == len(days)
    return days


def with_workspace(store: Store, **about: object) -> None:
    with store.write() as session:
        make_workspace(session, **about)  # type: ignore[arg-type]


MORNING = utc("2026-11-03T08:00")


def test_a_digest_is_decided_once_a_day(store: Store) -> None:
    with_workspace(store)

    assert decided(store, MORNING - HOUR) == 0
    assert [decided(store, MORNING + n * HOUR) for n in range(4)] == [1, 0, 0, 0]
    assert decided(store, MORNING + 24 * HOUR) == 1
    assert runs(store) == [date(2026, 11, 3), date(2026, 11, 4)]


def at_once(work: Callable[[], None], times: int) -> None:
    together = Barrier(times)

    def one() -> None:
        together.wait()
        work()

    threads = [Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_several_workers_at_the_same_instant_one_decides(store: Store) -> None:
    with_workspace(store)
    counts: list[int] = []

    at_once(lambda: counts.append(decided(store, MORNING)), 6)

    assert sorted(counts) == [0, 0, 0, 0, 0, 1]
    assert runs(store) == [date(2026, 11, 3)]


def test_a_digest_is_not_decided_anew_after_a_restart(database_url: str, store: Store) -> None:
    with_workspace(store)
    decided(store, MORNING)
    store.close()
    again = Store(database_url)

    assert decided(again, MORNING + HOUR) == 0

    again.close()


@pytest.mark.parametrize(("hours", "expected"), [(12, 1), (13, 0)], ids=["within 12", "after 13"])
def test_a_bot_that_was_down_at_the_hour_catches_up_while_it_is_worth_reading(
    store: Store, hours: int, expected: int
) -> None:
    with_workspace(store)

    assert decided(store, MORNING + hours * HOUR) == expected


def test_a_workspace_that_joined_after_the_hour_waits_for_the_next_day(store: Store) -> None:
    with_workspace(store, created_at=MORNING + HOUR)

    assert decided(store, MORNING + 2 * HOUR) == 0
    assert decided(store, MORNING + 24 * HOUR) == 1


def test_without_a_channel_there_is_no_digest(store: Store) -> None:
    with_workspace(store, channel=None)

    assert decided(store, MORNING) == 0


def test_an_unknown_zone_counts_as_utc(store: Store) -> None:
    with_workspace(store, zone="Mars/Olympus")

    assert decided(store, MORNING) == 0
    assert decided(store, MORNING + HOUR) == 1


def test_each_workspace_has_its_own_hour(store: Store) -> None:
    with_workspace(store, team="T1", digest_at=time(9))
    with_workspace(store, team="T2", digest_at=time(8), channel="C2")
    with_workspace(store, team="T3", zone="America/New_York", channel="C3")

    assert [decided(store, MORNING + n * HOUR) for n in (-1, 0, 6)] == [1, 1, 1]


def test_a_new_hour_or_channel_on_the_same_day_brings_no_second_digest_to_a_channel(
    store: Store,
) -> None:
    with_workspace(store)
    decided(store, MORNING)
    with store.write() as session:
        session.scalars(select(Workspace)).one().digest_at = time(10)

    assert decided(store, MORNING + HOUR) == 0
