"""Feeds that move: for good on the second poll that says so, and into one where one is there."""

import pytest
from sqlalchemy import select

from bot.models import Mention
from tests.bot.polling_desk import PollingDesk
from tests.documents import item, rss


@pytest.mark.parametrize(
    ("chain", "moves"),
    [
        pytest.param((301,), True, id="301"),
        pytest.param((308,), True, id="308"),
        pytest.param((302,), False, id="302"),
        pytest.param((307,), False, id="307"),
        pytest.param((301, 308, 301), True, id="all permanent"),
        pytest.param((301, 302), False, id="the second is not"),
        pytest.param((307, 301), False, id="the first is not"),
    ],
)
def test_a_feed_moves_when_two_polls_were_sent_there_for_good(
    desk: PollingDesk, chain: tuple[int, ...], *, moves: bool
) -> None:
    new = desk.server.serve("/new", rss(item(1)))
    for step, status in enumerate(chain):
        last = step == len(chain) - 1
        desk.server.redirect(f"/{step}", "/new" if last else f"/{step + 1}", status)
    old = desk.server.url("/0")
    feed = desk.subscribe(old)
    addresses = []
    with desk.worker() as worker:
        for _ in range(3):
            worker.poll()
            addresses.append(desk.feed(feed).url)
            desk.goes_on_to(feed)
    assert addresses == ([old, new, new] if moves else [old] * 3)
    assert len(desk.server.asked("/0")) == (2 if moves else 3)
    assert desk.mention_titles() == ["Story 1 about Acme"]


def test_a_feed_that_was_unchanged_where_it_is_now_moves_too(desk: PollingDesk) -> None:
    new = desk.server.serve("/new", rss(item(1)), etag='"1"')
    feed = desk.subscribe(desk.server.redirect("/old", "/new", 301))
    with desk.worker() as worker:
        for _ in range(2):
            assert worker.poll().failed == 0
            desk.goes_on_to(feed)
    assert desk.feed(feed).url == new


def test_two_polls_that_were_sent_to_different_places_move_nothing(desk: PollingDesk) -> None:
    for path in ("/a", "/b"):
        desk.server.serve(path, rss(item(1)))
    old = desk.server.url("/old")
    feed = desk.subscribe(old)
    with desk.worker() as worker:
        for target in ("/a", "/b", "/a", None, "/a"):
            desk.server.serve("/old", rss(item(1)))
            if target is not None:
                desk.server.redirect("/old", target, 301)
            worker.poll()
            desk.goes_on_to(feed)
    assert desk.feed(feed).url == old


def test_a_redirect_that_ends_in_an_error_moves_nothing(desk: PollingDesk) -> None:
    old = desk.server.redirect("/old", "/missing", 301)
    feed = desk.subscribe(old)
    with desk.worker() as worker:
        for _ in range(3):
            worker.poll()
            desk.goes_on_to(feed)
    assert desk.feed(feed).url == old


def test_a_feed_becomes_one_with_the_feed_that_is_there_and_no_entry_becomes_new(
    desk: PollingDesk,
) -> None:
    """The old address has told of an entry that the feed at the new one has never seen."""
    old = desk.subscribe(desk.server.serve("/old", rss(item(1), item(2))))
    there = desk.subscribe(desk.server.serve("/new", rss(item(2))), term="Acme")
    with desk.worker() as worker:
        worker.poll()
        before = desk.mention_titles()
        desk.server.redirect("/old", "/new", 301)
        for _ in range(2):
            desk.goes_on_to(old)
            worker.poll()
        asked = len(desk.server.asked("/old"))
        desk.server.serve("/new", rss(item(1), item(2)))
        desk.goes_on_to(there)
        worker.poll()
        assert desk.mention_titles() == before
        desk.server.serve("/new", rss(item(1), item(2), item(3)))
        desk.goes_on_to(old, there)
        worker.poll()
    assert {row.feed_id for row in desk.subscriptions()} == {there}
    assert sorted(row.term for row in desk.subscriptions()) == ["", "Acme"]
    assert set(desk.mention_titles()) - set(before) == {"Story 3 about Acme"}
    assert len(desk.server.asked("/old")) == asked


def test_who_watches_both_addresses_watches_the_one_once(desk: PollingDesk) -> None:
    old = desk.subscribe(desk.server.serve("/old", rss(item(1))))
    new = desk.subscribe(desk.server.serve("/new", rss(item(1))))
    with desk.worker() as worker:
        worker.poll()
        before = desk.mention_titles()
        desk.server.redirect("/old", "/new", 301)
        for _ in range(2):
            desk.goes_on_to(old)
            worker.poll()
    assert [row.feed_id for row in desk.subscriptions()] == [new]
    with desk.store.read() as session:
        brought = set(session.scalars(select(Mention.subscription_id)))
    assert brought == {row.id for row in desk.subscriptions()}
    assert desk.mention_titles() == before
