"""Whoever asks for it is forgotten: by whom it may be done, and what is left in Slack."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete

from bot.slack_models import OutboxRow
from sandbox.driver import Driver, all_text
from sandbox.looking import wait_until
from tests.bot.dump import dump, found_in
from tests.documents import item, rss
from tests.feeds.server import FeedServer
from tests.running import RunningBot
from tests.story.office import Json, Office, answer, told_after

# Where Mara lives.
ZURICH = ZoneInfo("Europe/Zurich")
NAME = "Zoë Gratkatze"
WANTED = {
    "name": NAME,
    "title": "Why my rucksack broke",
    "edited title": "Rucksack, a draft",
    "text": "It tore on the second day",
    "link": "zoe.example/rucksack",
    "answer": "Sorry about the strap",
}
HERS = item(70) | {
    "title": "Rucksack, a draft",
    "dc:creator": NAME,
    "link": "https://zoe.example/rucksack",
    "description": "It tore on the second day.",
}


@pytest.fixture
def card(office: Office) -> Json:
    """Bring a card that was edited, reminded of, answered, and on a digest."""
    path = "/hers"
    office.brings(rss(HERS), path)
    card = office.card_of("Rucksack, a draft")
    office.feeds.serve(path, rss(HERS | {"title": "Why my rucksack broke"}))
    office.looks_at_feeds()
    office.slack.waits_for_reply(card, "The title was")
    office.mara.clicks("Claim", on=office.slack.again(card))
    office.changed(card, "is on it, since")
    tomorrow = office.clock.now().astimezone(ZURICH) + timedelta(days=1)
    office.goes_to(tomorrow.replace(hour=10))
    office.has_done("digests")
    office.slack.waits_for("mentions", "The day")
    office.goes_to_reminders(of=ZURICH)
    office.mara.sees_direct_message("Why my rucksack broke")
    office.mara.clicks("Answer…", on=office.slack.again(card))
    office.mara.submits(office.mara.sees_modal(), reply_text="Sorry about the strap.")
    office.slack.waits_for_reply(card, "Sorry about the strap")
    return card


def everything_said(office: Office) -> Iterator[Json]:
    """Give every message in Slack that stays: in channels, threads, and direct conversations."""
    for channel in ("mentions", "random"):
        for message in office.slack.messages(channel):
            yield message
            yield from office.slack.thread(message)
    for colleague in (office.su, office.loi, office.mara):
        yield from colleague.direct_messages()


def still_said(office: Office) -> dict[str, list[str]]:
    return found_in("\n".join(map(str, everything_said(office))), WANTED)


def test_somebody_is_forgotten_in_slack_and_in_the_database(office: Office, card: Json) -> None:
    number = office.number(card)
    assert still_said(office).keys() == WANTED.keys()

    refused = answer(office.loi, "forget gratkatze")
    assert "Only community managers" in refused
    asked = told_after(
        office.su, lambda: office.su.runs("/mentions forget gratkatze", in_="random"), "random"
    )
    assert "Erased for good: 1 profile, the text of 1 mention, and 1 answer." in all_text(asked)
    told = told_after(office.su, lambda: office.su.clicks("Forget for good", on=asked), "random")

    assert all_text(told).startswith("Done. Erased for good: 1 profile")
    office.changed(card, "This person asked to be forgotten")
    wait_until(lambda: not still_said(office), 20, lambda: f"still said: {still_said(office)}")
    assert office.slack.thread(card) == []
    office.slack.waits_for(
        "mentions", lambda said: "The day" in all_text(said) and f"#{number}" in all_text(said)
    )
    # The same document again, and a new entry of hers in it.
    office.feeds.serve(
        "/hers", rss(HERS | {"title": "Why my rucksack broke"}, HERS | {"guid": "n"})
    )
    office.looks_at_feeds()
    [other] = office.feeds_mentions(1)
    assert office.number(other) == number + 1
    assert found_in(dump(office.bot.bot.store), WANTED) == {}
    assert "asked to be forgotten" in answer(office.mara, f"claim {number}")
    assert "I know nobody" in answer(office.su, "forget gratkatze")
    assert office.log_of(card) == ["claim", "reply"]


def test_an_owner_names_a_community_manager_who_may_then_forget(office: Office) -> None:
    office.loi.runs("/mentions settings", in_="random")
    modal = office.loi.sees_modal("Community managers: ")
    office.loi.closes(modal)
    office.su.runs("/mentions settings", in_="mentions")
    modal = office.su.sees_modal("They may forget people")
    assert office.su.submits(modal, community_managers=[office.loi.id])["ok"]
    office.su.sees_no_modal()
    office.su.sees_ephemeral("Saved.")

    assert "I know nobody" in answer(office.loi, "forget nobody at all")
    office.has_done("names")
    assert "Ask Loi." in answer(office.mara, "forget nobody at all")


def test_of_several_the_one_that_is_meant_is_chosen(office: Office) -> None:
    office.feeds_mentions(1, **{"dc:creator": "Ann Twin"})
    office.feeds_mentions(1, **{"dc:creator": "Ann Twin", "link": "https://twin.example/1"})
    chosen = told_after(
        office.su, lambda: office.su.runs("/mentions forget ann twin", in_="random"), "random"
    )
    asked = told_after(office.su, lambda: office.su.clicks("Forget…", on=chosen), "random")

    assert "Forget Ann Twin? This cannot be undone." in all_text(asked)


def test_what_the_outbox_no_longer_knows_is_looked_up_in_slack(
    bot: RunningBot, slack: Driver, feed_server: FeedServer
) -> None:
    """After a month the outbox has forgotten what it said, and Slack has not."""
    su = slack.colleague("su")
    url = feed_server.serve("/hers", rss(item(1)))
    su.runs(f"/mentions add {url}", in_="mentions")
    card = slack.waits_for("mentions", "Story 1")
    feed_server.serve("/hers", rss(HERS, item(1)))
    slack.waits_for("mentions", "Rucksack, a draft")
    su.clicks("Answer…", on=slack.again(card))
    su.submits(su.sees_modal(), reply_text=f"Ask {NAME}, she knows.")
    line = slack.waits_for_reply(card, NAME)
    bot.bot.jobs.run("posting")
    with bot.bot.store.write() as session:
        session.execute(delete(OutboxRow).where(OutboxRow.state == "done"))

    asked = told_after(su, lambda: su.runs("/mentions forget gratkatze", in_="random"), "random")
    su.clicks("Forget for good", on=asked)

    slack.waits_until_changed(line, "Ask …, she knows.")
    slack.waits_until_changed(card, "Ask …, she knows.")
