"""Polling over real HTTP: whom the bot asks when, and what it makes of the answers."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

import bot.intake
from bot.polling import PollSummary
from tests.bot.polling_desk import PollingDesk
from tests.documents import item, lively, rss

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_validators_are_kept_only_together_with_the_entries(
    desk: PollingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = desk.subscribe(desk.server.serve("/feed", rss(item(1)), etag='"1"'))

    def dies(*_args: object, **_options: object) -> int:
        raise ZeroDivisionError

    with desk.worker() as worker:
        with monkeypatch.context() as patch:
            patch.setattr(bot.intake, "record_findings", dies)
            with pytest.raises(ZeroDivisionError):
                worker.poll()
        assert desk.feed(feed).etag is None
        desk.clock.move(hours=1)  # until its lease is over
        assert worker.poll().mentions == 1
        assert desk.feed(feed).etag == '"1"'
        desk.goes_on_to(feed)
        assert worker.poll().unchanged == 1
    sent = [request.headers.get("if-none-match") for request in desk.server.requests]
    assert sent == [None, None, '"1"']


@pytest.mark.parametrize(
    ("headers", "body", "least"),
    [
        pytest.param({"Cache-Control": "max-age=172800"}, "", 2 * DAY, id="two days of max-age"),
        pytest.param({"Cache-Control": "max-age=7200", "Age": "3600"}, "", HOUR, id="with an age"),
        pytest.param({"Cache-Control": "no-cache, max-age=7200"}, "", 5 * MINUTE, id="no-cache"),
        pytest.param({"Cache-Control": "max-age=60"}, "", 5 * MINUTE, id="a minute is ours"),
        pytest.param({"Cache-Control": "max-age=99999999"}, "", 31 * DAY, id="three years"),
        pytest.param({"Expires": "{later}"}, "", 3 * HOUR - MINUTE, id="expires"),
        pytest.param({"Expires": "0"}, "", 5 * MINUTE, id="expired"),
        pytest.param({}, "<ttl>120</ttl>", 2 * HOUR, id="ttl"),
        pytest.param({}, "<sy:updatePeriod>daily</sy:updatePeriod>", DAY, id="daily"),
        pytest.param(
            {},
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>",
            4 * HOUR,
            id="six times a day",
        ),
        pytest.param({}, "<ttl>soon</ttl>", 5 * MINUTE, id="nonsense"),
    ],
)
def test_a_publishers_wish_is_heeded(
    desk: PollingDesk, headers: dict[str, str], body: str, least: timedelta
) -> None:
    """The feed brings something every minute, so that all else would be a poll at the earliest."""
    later = format_datetime(datetime.now(UTC) + 3 * HOUR, usegmt=True)
    given = {name: value.format(later=later) for name, value in headers.items()}
    feed = desk.subscribe(desk.server.serve("/lively.xml", lively(body), headers=given, etag='"1"'))
    with desk.worker() as worker:
        for _ in range(2):  # a new document, and one that is unchanged
            worker.poll()
            assert least <= desk.waits(feed) <= 1.21 * least
            desk.goes_on_to(feed)
    assert len(desk.server.requests) == 2


def test_hours_that_a_document_leaves_out_are_left_out(desk: PollingDesk) -> None:
    now = desk.clock.now()
    hours = [(now + n * HOUR).hour for n in range(3)]
    skips = "".join(f"<hour>{hour}</hour>" for hour in hours)
    body = lively(f"<skipHours>{skips}</skipHours>")
    feed = desk.subscribe(desk.server.serve("/feed", body))
    with desk.worker() as worker:
        worker.poll()
    assert desk.feed(feed).next_poll_at.hour == (now + 3 * HOUR).hour


@pytest.mark.parametrize("status", [404, 500, 403])
def test_a_feed_that_fails_is_asked_ever_more_rarely_and_given_up_after_a_week(
    desk: PollingDesk, status: int
) -> None:
    feed = desk.subscribe(desk.server.serve("/feed", status=status))
    begun, waits = desk.clock.now(), []
    with desk.worker() as worker:
        for _ in range(40):
            worker.poll()
            if desk.feed(feed).dead_since:
                break
            waits.append(desk.waits(feed))
            assert not desk.told()
            desk.goes_on_to(feed)
        lived = desk.clock.now() - begun
        assert 7 * DAY <= lived <= 8.1 * DAY
        assert 8 * MINUTE <= waits[0] <= 12 * MINUTE
        assert waits[4] > 4 * waits[1]
        assert max(waits) <= DAY
        [told] = desk.told()
        assert told.channel == "U1"
        desk.clock.move(days=30)
        assert worker.poll(everything=True) == PollSummary()
    assert len(desk.told()) == 1


def test_a_feed_that_is_gone_is_given_up_at_once(desk: PollingDesk) -> None:
    feed = desk.subscribe(desk.server.serve("/feed", status=410))
    with desk.worker() as worker:
        worker.poll()
        desk.clock.move(days=30)
        worker.poll()
    assert desk.feed(feed).dead_since is not None
    assert len(desk.server.requests) == 1
    assert len(desk.told()) == 1


def test_someone_who_was_away_for_a_week_gives_nothing_up(desk: PollingDesk) -> None:
    feed = desk.subscribe(desk.server.serve("/feed", status=500))
    with desk.worker() as worker:
        worker.poll()
        desk.clock.move(days=8)
        worker.poll()
    assert desk.feed(feed).failures == 2
    assert desk.feed(feed).dead_since is None


def test_a_failed_fetch_erases_nothing(desk: PollingDesk) -> None:
    feed = desk.subscribe(desk.server.serve("/feed", rss(item(1)), etag='"1"'))
    with desk.worker() as worker:
        worker.poll()
        desk.server.serve("/feed", "<html>Sorry", "text/html")
        desk.goes_on_to(feed)
        assert worker.poll().failed == 1
        kept = desk.feed(feed)
        assert (kept.title, kept.etag) == ("Bergblog", '"1"')
        desk.server.serve("/feed", rss(item(1)))
        desk.goes_on_to(feed)
        assert worker.poll().entries == 0
    assert desk.mention_titles() == ["Story 1 about Acme"]


def test_a_feed_that_hangs_holds_up_no_other(desk: PollingDesk) -> None:
    slow = desk.subscribe(desk.server.serve("/slow", rss(item(1)), delay=60))
    fast = desk.subscribe(desk.server.serve("/fast", rss(item(2))))
    with desk.worker(timeout=60) as worker:
        worker.poll_on()
        for number in range(3, 6):
            desk.server.serve("/fast", rss(item(number)))
            desk.goes_on_to(fast)
            worker.poll_on()
        assert desk.feed(slow).polled_at is None
        assert len(desk.mention_titles()) == 4
        desk.server.end_delays()
        for _ in range(20):
            if desk.feed(slow).polled_at is not None:
                break
            worker.poll_on()
    assert len(desk.server.asked("/slow")) == 1
    assert "Story 1 about Acme" in desk.mention_titles()


def test_whoever_stops_lets_go_of_what_is_under_way(desk: PollingDesk) -> None:
    feed = desk.subscribe(desk.server.serve("/slow", rss(item(1)), delay=30))
    with desk.worker() as worker:
        worker.poll_on()
        assert desk.feed(feed).leased_until is not None
    worker.poll_on()
    assert desk.feed(feed).leased_until is None
    desk.server.serve("/slow", rss(item(1)))
    desk.clock.move(seconds=1)
    with desk.worker() as next_one:
        assert next_one.poll().mentions == 1
