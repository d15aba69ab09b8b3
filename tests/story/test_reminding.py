"""Whoever holds a claim too long is asked about it in private, and says there how it goes."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.outbox import Kind
from bot.slack_models import OutboxRow
from bot.working_time import after_weekdays, after_working_time
from sandbox.colleague import Colleague
from sandbox.driver import all_text
from tests.story.office import Json, Office, OpenOffice, buttons, now_shows

# Where Loi lives.
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(hours=24)


def claims(office: Office, who: Colleague) -> Json:
    card = office.new_card()
    who.clicks("Claim", on=card)
    office.changed(card, "is on it, since")
    return card


def test_the_holder_says_how_it_goes_and_what_they_say_nothing_of_lapses(office: Office) -> None:
    still, answered, released, silent = (claims(office, office.loi) for _ in range(4))
    due = office.goes_to_reminders(of=SAIGON)
    asked = [
        office.loi.sees_direct_message(f"#{office.number(card)}")
        for card in (still, answered, released, silent)
    ]
    assert "You claimed this" in all_text(asked[0])
    assert buttons(asked[0]) == ["Still on it", "Answered", "Release", "See the card"]

    office.loi.clicks("Still on it", on=asked[0])
    office.loi.clicks("Answered", on=asked[1])
    modal = office.loi.sees_modal(f"#{office.number(answered)}")
    assert office.loi.submits(modal, reply_text="Thank you, Anna.")["ok"]
    office.loi.clicks("Release", on=asked[2])

    assert buttons(now_shows(office.loi, asked[0], "you’re still on it")) == []
    assert buttons(now_shows(office.loi, asked[1], "Thank you, Anna.")) == []
    assert buttons(now_shows(office.loi, asked[2], "Loi released this")) == []
    office.goes_to(after_weekdays(office.clock.now(), DAY, SAIGON) + timedelta(minutes=1))
    office.has_done("reminders")

    office.slack.waits_for_reply(silent, "Loi did not get round to this")
    office.changed(silent, "Nobody is on it yet")
    assert buttons(now_shows(office.loi, asked[3], "did not get round to this")) == []
    assert [office.log_of(card)[1:] for card in (still, answered, released, silent)] == [
        [],
        ["reply"],
        ["release"],
        ["lapse"],
    ]
    told = [each for each in office.loi.direct_messages() if not each.get("ephemeral")]
    assert len(told) == 4
    office.goes_to(after_working_time(due, 2 * DAY, SAIGON))
    office.has_done("reminders")
    again = office.loi.sees_direct_message(
        lambda shown: f"#{office.number(still)}" in all_text(shown) and buttons(shown)
    )
    assert again["ts"] != asked[0]["ts"], "their time began anew"
    assert not office.mara.direct_messages()


def test_after_no_hours_nobody_is_ever_reminded(open_office: OpenOffice, tmp_path: Path) -> None:
    with open_office(tmp_path, remind_after_hours=0) as office:
        card = office.new_card()
        office.loi.clicks("Claim", on=card)
        office.changed(card, "is on it, since")
        office.clock.move(days=100)
        office.has_done("reminders")

        assert office.log_of(card) == ["claim"]
        with office.bot.bot.store.read() as session:
            kinds = set(session.scalars(select(OutboxRow.kind)))
    assert Kind.REMINDER not in kinds
