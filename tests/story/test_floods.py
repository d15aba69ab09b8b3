"""A flood: the newest five get cards, a summary stands for the rest, and its button brings them."""

from collections.abc import Iterator

import pytest

from sandbox.driver import Driver, all_text
from sandbox.looking import wait_until
from sandbox.server import Sandbox
from tests.at_once import in_the_same_instant
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot, settings_for
from tests.story.office import HastyClock, Json, Office, OpenOffice, answer, told_after


@pytest.fixture(scope="module")
def office(open_office: OpenOffice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Open an office whose bot shows five cards at a time, as it does unless told otherwise."""
    with open_office(tmp_path_factory.mktemp("flood"), cards_per_poll=5) as opened:
        yield opened


def brings(office: Office, name: str, start: int, count: int) -> Json:
    """Let a new feed bring so many entries at once; give the summary card."""
    url = office.feeds.serve(f"/{name}", rss(title=name))
    assert "From now on" in answer(office.su, f"add {url}", in_="mentions")
    items = [item(n) for n in range(start + count, start, -1)]
    office.feeds.serve(f"/{name}", rss(*items, title=name))
    office.looks_at_feeds()
    summary = office.slack.waits_for("mentions", f"from {name}", within=15)
    all_is_said(office)
    return summary


def all_is_said(office: Office) -> None:
    wait_until(lambda: not office.bot.unsaid(), 30, lambda: f"unsaid: {office.bot.unsaid()}")


def cards(office: Office, start: int, count: int) -> list[str]:
    """List the texts of the cards that these stories have."""
    titles = [f"|Story {n} about Acme>*" for n in range(start + 1, start + count + 1)]
    texts = [all_text(message) for message in office.slack.messages("mentions")]
    return [text for title in titles for text in texts if title in text and "Claim" in text]


def number_of(office: Office, title: str) -> int:
    return next(one.number for one in office.bot.mentions() if one.title == title)


def test_a_flood_fills_no_channel_and_its_button_brings_the_rest(office: Office) -> None:
    summary = brings(office, "Torrent", 100, 30)

    text = all_text(summary)
    assert "25 more mentions from Torrent" in text
    assert "Story 125 about Acme" in text
    assert "… and 20 more" in text
    assert len(cards(office, 100, 30)) == 5
    assert "Story 130 about Acme" in cards(office, 100, 30)[-1]
    first = number_of(office, "Story 101 about Acme")
    assert f"#{first}" in answer(office.loi, f"claim {first}")

    office.loi.clicks("Show them", on=summary)
    summary = office.changed(summary, "*5 more mentions from Torrent")
    all_is_said(office)
    assert len(cards(office, 100, 30)) == 25

    office.loi.clicks("Show them", on=summary)
    summary = office.changed(summary, "have cards of their own now")
    all_is_said(office)
    assert "Show them" not in all_text(summary)
    claimed = office.slack.waits_for("mentions", "|Story 101 about Acme>*")
    assert "*Loi* is on it" in all_text(claimed)


def test_of_two_who_press_at_once_one_brings_the_cards(office: Office) -> None:
    summary = brings(office, "Deluge", 200, 48)
    before = len(office.loi.ephemerals("mentions")) + len(office.mara.ephemerals("mentions"))

    in_the_same_instant(
        [lambda who=who: who.clicks("Show them", on=summary) for who in (office.loi, office.mara)]  # type: ignore[misc]
    )

    office.changed(summary, "23 more mentions from Deluge")
    all_is_said(office)
    assert len(cards(office, 200, 48)) == 25
    wait_until(
        lambda: (
            len(office.loi.ephemerals("mentions")) + len(office.mara.ephemerals("mentions"))
            == before + 1
        ),
        10,
        lambda: "nobody was told, or both",
    )


def test_what_was_dismissed_meanwhile_gets_no_card(office: Office) -> None:
    summary = brings(office, "Stream", 300, 7)
    assert "2 more mentions from Stream" in all_text(summary)
    dismissed = number_of(office, "Story 301 about Acme")
    answer(office.su, f"dismiss {dismissed}")

    office.su.clicks("Show them", on=summary)

    office.changed(summary, "have cards of their own now")
    all_is_said(office)
    texts = [all_text(message) for message in office.slack.messages("mentions")]
    assert [text for text in texts if "|Story 302 about Acme>*" in text]
    assert not [text for text in texts if "Story 301 about Acme" in text and "Reopen" in text]


def test_whoever_presses_when_all_are_settled_is_told(office: Office) -> None:
    summary = brings(office, "Brook", 400, 6)
    assert "1 more mention from Brook" in all_text(summary)
    answer(office.su, f"dismiss {number_of(office, 'Story 401 about Acme')}")

    told = told_after(office.mara, lambda: office.mara.clicks("Show them", on=summary), "mentions")

    assert "nothing left to show" in all_text(told)


def test_the_list_and_the_digest_count_what_has_no_card(office: Office) -> None:
    before = len(office.bot.mentions())
    brings(office, "River", 500, 12)

    assert len(office.bot.mentions()) == before + 12
    assert f"{before + 12} new mentions" in answer(office.su, "digest")
    assert "Story 512 about Acme" in answer(office.su, "list")


def test_a_summary_outlives_the_bot(
    sandbox: Sandbox, slack: Driver, feed_server: FeedServer, sqlite_url: str
) -> None:
    settings = settings_for(sandbox, sqlite_url, cards_per_poll=1)
    url = feed_server.serve("/feed", rss())
    clock = HastyClock()
    with RunningBot(settings, clock) as bot:
        slack.colleague("su").runs(f"/mentions add {url}", in_="mentions")
        slack.colleague("su").sees_ephemeral("From now on")
        feed_server.serve("/feed", rss(item(3), item(2), item(1)))
        summary = slack.waits_for("mentions", "2 more mentions", within=15)
        wait_until(lambda: not bot.unsaid(), 30, lambda: "something is unsaid")

    with RunningBot(settings, clock):
        slack.colleague("su").clicks("Show them", on=summary)
        slack.waits_for("mentions", "|Story 1 about Acme>*", within=15)
        slack.waits_until_changed(summary, "have cards of their own now")
