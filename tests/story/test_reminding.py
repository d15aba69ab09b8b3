"""Whoever holds a claim too long is asked about it in private, once, and can let go right there."""

from pathlib import Path

from sqlalchemy import select

from bot.outbox import Kind
from bot.slack_models import OutboxRow
from tests.story.office import Office, OpenOffice


def test_the_holder_is_reminded_and_releases_in_the_reminder(office: Office) -> None:
    card, other = office.new_card(), office.new_card()
    for claimed in (card, other):
        office.loi.clicks("Claim", on=claimed)
        office.changed(claimed, "is on it, since")
    office.loi.clicks("Release", on=office.slack.again(other))
    office.changed(other, "Nobody is on it yet")

    office.clock.move(hours=25)
    office.has_done("reminders")
    reminder = office.loi.sees_direct_message(f"#{office.number(card)}")
    office.clock.move(hours=25)
    office.has_done("reminders")
    office.loi.clicks("Release", on=reminder)

    office.changed(card, "Nobody is on it yet")
    assert office.log_of(card) == ["claim", "release"]
    assert len(office.loi.direct_messages()) == 1
    assert not office.mara.direct_messages()


def test_after_no_hours_nobody_is_ever_reminded(open_office: OpenOffice, tmp_path: Path) -> None:
    with open_office(tmp_path, remind_after_hours=0) as office:
        card = office.new_card()
        office.loi.clicks("Claim", on=card)
        office.changed(card, "is on it, since")
        office.clock.move(days=100)
        office.has_done("reminders")

        with office.bot.bot.store.read() as session:
            kinds = set(session.scalars(select(OutboxRow.kind)))
    assert Kind.DIRECT not in kinds
