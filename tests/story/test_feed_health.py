"""A feed's health as colleagues see it: in the list, in a message when it is dead, revived."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.feed_models import Feed
from sandbox.driver import all_text
from sandbox.looking import wait_until
from tests.documents import item, rss
from tests.story.office import Office, OpenOffice, answer, told_after


def dead(office: Office, url: str) -> bool:
    """Tell whether a feed has been given up."""
    with office.bot.bot.store.read() as session:
        return session.scalar(select(Feed.dead_since).where(Feed.url == url)) is not None


def test_whoever_added_a_feed_is_told_that_it_is_gone_and_tries_again(office: Office) -> None:
    url = office.feeds.serve("/dying", rss(title="Dying blog"))
    assert "From now on" in answer(office.mara, f"add {url}", in_="mentions")
    office.feeds.serve("/dying", status=410)
    office.looks_at_feeds()
    told = office.mara.sees_direct_message("Dying blog", within=15)
    assert "gone for good" in all_text(told)
    assert dead(office, url)
    asked = len(office.feeds.asked("/dying"))

    office.has_done("polling")
    office.has_done("polling")
    assert len(office.feeds.asked("/dying")) == asked
    assert "I no longer ask it" in answer(office.loi, "feeds")

    office.mara.clicks("Try again", on=told)
    still = office.mara.sees_ephemeral("I tried feed")
    assert "gone for good" in all_text(still)
    assert len(office.feeds.asked("/dying")) == asked + 1
    given_up = [m for m in office.mara.direct_messages() if "I no longer ask" in all_text(m)]
    assert len(given_up) == 1

    office.feeds.serve("/dying", rss(item(77_001), title="Dying blog"))
    office.mara.clicks("Try again", on=told)
    office.mara.sees_ephemeral("can be read again")
    office.card_of("Story 77001 about Acme")
    assert not dead(office, url)
    office.feeds.serve("/dying", rss(item(77_002), item(77_001), title="Dying blog"))
    office.looks_at_feeds()
    office.card_of("Story 77002 about Acme")


def test_a_feed_that_fails_for_a_week_is_given_up_in_the_list_too(office: Office) -> None:
    url = office.feeds.serve("/failing", rss(item(77_101), title="Failing blog"))
    assert "From now on" in answer(office.su, f"add {url}", in_="mentions")
    office.feeds.serve("/failing", "<h1>Are you human?</h1>", "text/html", status=403)
    for _ in range(9):
        office.clock.move(days=1)
        office.has_done("polling")
    wait_until(lambda: dead(office, url), 10, lambda: "it is not given up")
    told = office.su.sees_direct_message("Failing blog", within=15)
    assert "takes me for a robot" in all_text(told)
    listed = answer(office.loi, "feeds")
    assert "I no longer ask it. The site takes me for a robot" in listed


def test_the_list_says_how_a_feed_is(office: Office) -> None:
    now = office.clock.now()
    entries = [item(77_200 + n, at=now - timedelta(hours=12 * n)) for n in range(1, 20)]
    url = office.feeds.serve("/healthy", rss(*entries, title="Healthy blog"))
    assert "From now on" in answer(office.su, f"add {url}", in_="mentions")
    [line] = [part for part in listed_feeds(office) if "Healthy blog" in part]
    assert "read " in line
    assert "next " in line
    assert "14 entries a week" in line
    assert "⚠️" not in line


def listed_feeds(office: Office) -> list[str]:
    """Give the sections of the list of feeds."""
    message = told_after(
        office.loi, lambda: office.loi.runs("/mentions feeds", in_="random"), "random"
    )
    return [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]


def test_adding_a_feed_asks_for_it_once(open_office: OpenOffice, tmp_path: Path) -> None:
    """The read at adding counts as its poll; the next one comes in its time."""
    with open_office(tmp_path, min_interval=300, max_interval=86400) as office:
        url = office.feeds.serve("/once", rss(item(1)))
        assert "From now on" in answer(office.su, f"add {url}", in_="mentions")
        office.has_done("polling")
        office.has_done("polling")
        assert len(office.feeds.asked("/once")) == 1


def test_a_host_that_wants_quiet_is_not_asked_for_a_new_feed_either(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    with open_office(tmp_path) as office:
        busy = office.feeds.serve("/busy", status=429, headers={"Retry-After": "3600"})
        assert "come less often" in answer(office.su, f"add {busy}", in_="mentions")
        url = office.feeds.serve("/fine", rss(item(1)))
        assert "come less often" in answer(office.su, f"add {url}", in_="mentions")
        assert not office.feeds.asked("/fine")
        office.clock.move(hours=1)
        assert "From now on" in answer(office.su, f"add {url}", in_="mentions")
