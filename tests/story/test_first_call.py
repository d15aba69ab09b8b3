"""A new card waits a while for the colleague who knows the person; whoever hurries is asked."""

import pytest

from sandbox.driver import all_text
from tests.story.office import Json, Office, answer, buttons, now_shows, told_after


@pytest.fixture
def known(office: Office) -> Json:
    """Let Loi answer Anna, whose new cards then wait for them for half an hour."""
    known = office.new_card()
    office.loi.clicks("Answer…", on=known)
    assert office.loi.submits(office.loi.sees_modal(), reply_text="Welcome, Anna!")["ok"]
    office.changed(known, "Welcome, Anna!")
    office.su.runs("/mentions settings", in_="mentions")
    modal = office.su.sees_modal("Ask one colleague first")
    told_after(office.su, lambda: office.su.submits(modal, first_call="30"), "mentions")
    return known


@pytest.fixture
def cards(office: Office, known: Json) -> list[Json]:
    assert known
    return office.feeds_mentions(4)


def test_a_card_waits_for_one_colleague_and_then_for_all(office: Office, cards: list[Json]) -> None:
    taken, left, anyway, waiting = cards
    for card in cards:
        assert "For the first 30 minutes" in all_text(card)
        assert "this waits for *Loi*" in all_text(card)
    asked = [office.loi.sees_direct_message(f"#{office.number(card)}") for card in cards]
    assert "whom you know" in all_text(asked[0])
    assert buttons(asked[0]) == ["Claim", "Leave it to others", "See the card"]

    office.loi.clicks("Claim", on=asked[0])
    office.changed(taken, "*Loi* is on it, since")
    assert buttons(now_shows(office.loi, asked[0], "Loi claimed this")) == []

    office.loi.clicks("Leave it to others", on=asked[1])
    office.changed(left, "Nobody is on it yet")
    assert buttons(now_shows(office.loi, asked[1], "It is for everybody now.")) == []
    office.mara.clicks("Claim", on=office.slack.again(left))
    office.changed(left, "*Mara* is on it, since")

    # Hand, button and command are asked alike; who means it takes it.
    told = told_after(office.mara, lambda: office.mara.clicks("Claim", on=anyway), "mentions")
    assert "this waits for Loi" in all_text(told)
    assert "this waits for Loi" in answer(office.mara, f"claim {office.number(anyway)}", "mentions")
    told = told_after(office.mara, lambda: office.mara.reacts("raised_hand", to=anyway), "mentions")
    assert office.log_of(anyway) == []
    office.mara.clicks("Take it all the same", on=told)
    office.changed(anyway, "*Mara* is on it, since")
    assert buttons(now_shows(office.loi, asked[2], "Mara claimed this")) == []

    office.clock.move(minutes=31)
    office.has_done("first calls")
    office.changed(waiting, "Nobody is on it yet")
    assert buttons(now_shows(office.loi, asked[3], "It is for everybody now.")) == []
    office.mara.reacts("raised_hand", to=waiting)
    office.changed(waiting, "*Mara* is on it, since")


@pytest.mark.usefixtures("known")
def test_nothing_waits_for_whoever_is_away(office: Office) -> None:
    office.loi.shows_status(":palm_tree:", "By the sea")
    # What Slack told before is believed for some minutes.
    office.clock.move(minutes=6)
    [card] = office.feeds_mentions(1)

    office.changed(card, "Nobody is on it yet")
    about = f"#{office.number(card)} "
    assert not [each for each in office.loi.direct_messages() if about in all_text(each)]
