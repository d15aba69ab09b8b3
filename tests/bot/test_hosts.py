"""Hosts that want to be asked rarely, or not at all for a while, by all workers together."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import select

import feeds.pacing
from bot.feed_models import Feed
from bot.host_models import Host
from bot.hosts import forget_hosts
from bot.leasing import Round, lease_due
from bot.polling import PollSummary
from feeds.places import knowing
from feeds.places.knowing import by_domain
from feeds.places.place import Form, Manners, Place
from tests.bot.polling_desk import OPTIONS, PollingDesk
from tests.documents import item, lively, rss

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True], ids=["seconds", "date"])
def test_retry_after_is_honoured_for_the_whole_host_by_all_workers(
    desk: PollingDesk, status: int, *, as_date: bool
) -> None:
    until = datetime.now(UTC) + HOUR
    wait = format_datetime(until, usegmt=True) if as_date else "3600"
    busy = desk.subscribe(desk.server.serve("/busy", status=status, headers={"Retry-After": wait}))
    with desk.worker(host_concurrency=1) as one, desk.worker() as other:
        assert one.poll().failed == 1
        also = desk.subscribe(desk.server.serve("/also", rss(item(1))))
        elsewhere = desk.subscribe(desk.server.url("/also", host="localhost"))
        assert one.poll().polled == 1
        assert other.poll() == PollSummary()
        assert desk.feed(elsewhere).succeeded_at is not None
        assert HOUR - 2 * MINUTE <= desk.waits(busy) <= HOUR
        desk.clock.move(minutes=55)
        assert not desk.feed(also).polled_at
        other.poll()
        assert len(desk.server.asked("/busy")) == 1
        assert not desk.feed(also).polled_at
        desk.clock.move(minutes=6)
        other.poll()
    assert desk.feed(also).succeeded_at is not None


def test_who_waits_for_a_host_that_asks_for_quiet_goes_home_unasked(desk: PollingDesk) -> None:
    refused = {
        desk.subscribe(
            desk.server.serve(f"/{n}", status=429, headers={"Retry-After": "600"}, delay=0.1)
        )
        for n in range(6)
    }
    with desk.worker(host_concurrency=1) as worker:
        assert worker.poll().failed == 1
        assert len(desk.server.requests) == 1
        assert all(desk.waits(feed) >= 9 * MINUTE for feed in refused)
        assert sum(desk.feed(feed).failures for feed in refused) == 1
        assert all(desk.feed(feed).leased_until is None for feed in refused)


def test_a_host_that_does_not_say_how_long_rests_longer_each_time(desk: PollingDesk) -> None:
    """It is asked as before once it answers again."""
    feed = desk.subscribe(desk.server.serve("/busy", status=429))
    quiet = []
    with desk.worker() as worker:
        for _ in range(3):
            worker.poll()
            quiet.append(desk.quiet_of("127.0.0.1"))
            desk.goes_on_to(feed)
            desk.clock.move(minutes=10)
        desk.server.serve("/busy", rss(item(1)))
        worker.poll()
        desk.server.serve("/busy", status=429)
        desk.goes_on_to(feed)
        worker.poll()
        quiet.append(desk.quiet_of("127.0.0.1"))
    minutes = [round(wait / MINUTE) for wait in quiet]
    assert minutes == [10, 20, 40, 10]


def test_no_redirect_leads_into_a_host_that_wants_quiet(desk: PollingDesk) -> None:
    desk.server.serve("/busy", status=429, headers={"Retry-After": "3600"})
    desk.subscribe(desk.server.url("/busy", host="localhost"))
    with desk.worker() as worker:
        worker.poll()
    desk.server.serve("/also", rss(item(1)))
    led = desk.subscribe(desk.server.redirect("/led", desk.server.url("/also", host="localhost")))
    with desk.worker() as other:
        assert other.poll() == PollSummary()
        assert [each.path for each in desk.server.requests] == ["/busy", "/led"]
        assert HOUR - MINUTE <= desk.waits(led) <= HOUR + MINUTE
        desk.server.serve("/busy", rss(item(1)))
        desk.clock.move(hours=2)
        assert other.poll().polled == 2


def test_hosts_are_forgotten_a_month_after_they_were_asked_too_much(desk: PollingDesk) -> None:
    desk.subscribe(desk.server.serve("/busy", status=429))
    with desk.worker() as worker:
        worker.poll()
    for days, known in ((30, ["127.0.0.1"]), (2, [])):
        desk.clock.move(days=days)
        with desk.store.write() as session:
            forget_hosts(session, desk.clock.now())
            assert session.scalars(select(Host.key)).all() == known


def test_many_feeds_of_one_host_leave_room_for_others(desk: PollingDesk) -> None:
    many = [desk.subscribe(desk.server.serve(f"/{n}", rss())) for n in range(25)]
    other = desk.subscribe(desk.server.url("/0", host="localhost"))
    with desk.worker(concurrency=12) as worker:
        assert worker.poll().polled == 26
    with desk.store.read() as session:
        polled = session.scalars(select(Feed.id).where(Feed.succeeded_at.is_not(None))).all()
    assert set(polled) == {*many, other}


def test_more_is_leased_than_is_fetched_at_a_time(desk: PollingDesk) -> None:
    for n in range(8):
        desk.subscribe(desk.server.serve(f"/{n}", rss()))
    now = desk.clock.now()
    options = replace(OPTIONS, concurrency=3)
    with desk.store.write() as session:
        first = lease_due(session, Round(now), now, options, {})
        under_way = {feed.id: feed.host for feed in first[2:]}
        assert len(first) == 6
        assert len(lease_due(session, Round(now), now, options, under_way)) == 2


@pytest.fixture(params=[60, 30])
def paced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Make this machine a place that wants so many seconds between two requests."""
    gap = int(request.param)
    place = Place(
        key="paced",
        name="Paced",
        forms=(Form(("{address}",)),),
        checked=datetime(2026, 11, 1, tzinfo=UTC).date(),
        source="",
        domains=("127.0.0.1",),
        manners=Manners(every=900, gap=gap, domain="127.0.0.1"),
    )
    monkeypatch.setattr(knowing, "PLACES", (place,))
    # What one worker does in a row would take its time in the test too.
    monkeypatch.setattr(feeds.pacing, "domain_gaps", dict)
    monkeypatch.setattr(knowing, "_BY_DOMAIN", by_domain((place,)))
    monkeypatch.setattr(knowing, "_GAPS", {"127.0.0.1": float(gap)})
    _forget_places()
    yield gap
    _forget_places()


def _forget_places() -> None:
    knowing._place_of.cache_clear()  # noqa: SLF001
    knowing._pace_key.cache_clear()  # noqa: SLF001


def test_a_place_that_wants_few_requests_gets_few_from_all_workers_together(
    desk: PollingDesk, paced: int
) -> None:
    a_minute = 60 // paced
    three = [desk.subscribe(desk.server.serve(f"/{n}", lively())) for n in range(3)]
    for minute in range(1, 4):
        for _ in range(2):
            with desk.worker() as worker:
                worker.poll()
        assert len(desk.server.requests) == min(3, minute * a_minute)
        desk.clock.move(seconds=paced - 10)
        with desk.worker() as worker:
            worker.poll()
        assert len(desk.server.requests) == min(3, minute * a_minute)
        desk.clock.move(seconds=70 - paced)
    assert {request.path for request in desk.server.requests} == {"/0", "/1", "/2"}
    assert all(desk.waits(feed) >= timedelta(seconds=900) - 4 * MINUTE for feed in three)
