"""Reactions that shall do nothing: by bots, by guests who only read along, on old cards."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from sandbox.colleague import Colleague
from sandbox.driver import all_text
from tests.story.office import Json, Office, answer, told_after


@pytest.fixture
def card(office: Office) -> Json:
    return office.new_card()


@pytest.fixture
def gina(office: Office) -> Colleague:
    return office.slack.colleague("gina")


def sets_guests(office: Office, chosen: str) -> None:
    office.su.runs("/mentions settings", in_="mentions")
    modal = office.su.sees_modal("Guests of your Slack")
    told_after(office.su, lambda: office.su.submits(modal, guests=chosen), "mentions")


@pytest.fixture
def _guests_read_along(office: Office) -> Iterator[None]:
    sets_guests(office, "read_along")
    yield
    sets_guests(office, "take_part")


def later_in_the_channel(office: Office) -> None:
    """Wait until what was done before has been heard."""
    later = office.new_card()
    office.mara.reacts("see_no_evil", to=later)
    office.changed(later, "Not for us, says")


def test_another_bots_reactions_do_nothing_and_it_is_told_nothing(
    office: Office, card: Json
) -> None:
    api_url = office.bot.settings.slack_api_url
    polls = WebClient("xoxb-polls", base_url=api_url)
    for name in ("white_check_mark", "see_no_evil", "raised_hand"):
        polls.reactions_add(channel=card["channel"], timestamp=card["ts"], name=name)
    later_in_the_channel(office)

    assert office.log_of(card) == []
    assert "Nobody is on it yet" in all_text(office.slack.again(card))
    assert not [row for row in office.bot.unsaid() if "answer" in row]


def test_a_guest_claims_like_everybody_at_first(
    office: Office, card: Json, gina: Colleague
) -> None:
    gina.reacts("raised_hand", to=card)

    office.changed(card, "*gina* is on it, since")


@pytest.mark.usefixtures("_guests_read_along")
def test_a_guest_who_only_reads_along_is_told_so_whatever_they_try(
    office: Office, card: Json, gina: Colleague
) -> None:
    number = office.number(card)
    for name in ("raised_hand", "white_check_mark", "see_no_evil"):
        told = told_after(gina, lambda name=name: gina.reacts(name, to=card), "mentions")  # type: ignore[misc]
        assert "guests only read along" in all_text(told)
    for what in ("Claim", "Answer…", "Not for us", "Hand over…"):
        told = told_after(gina, lambda what=what: gina.clicks(what, on=card), "mentions")  # type: ignore[misc]
        assert "guests only read along" in all_text(told)
    for subcommand in ("claim", "reply", "dismiss"):
        assert "guests only read along" in answer(gina, f"{subcommand} {number}", "mentions")
    assert "is a guest" in answer(office.mara, f"give {number} <@{gina.id}|gina>")
    gina.unreacts("raised_hand", to=card)
    later_in_the_channel(office)

    assert office.log_of(card) == []
    assert "#" in answer(gina, "list all", "mentions"), "they read"


def test_a_guest_can_let_go_of_what_they_hold(office: Office, card: Json, gina: Colleague) -> None:
    gina.reacts("raised_hand", to=card)
    office.changed(card, "*gina* is on it, since")
    sets_guests(office, "read_along")
    try:
        gina.unreacts("raised_hand", to=card)
        office.changed(card, "Nobody is on it yet")
    finally:
        sets_guests(office, "take_part")


def test_old_cards_stay_as_they_are_whatever_is_put_on_them(office: Office, card: Json) -> None:
    office.loi.clicks("Answer…", on=card)
    assert office.loi.submits(office.loi.sees_modal(), reply_text="Welcome, Anna!")["ok"]
    shown = office.changed(card, "Welcome, Anna!")
    office.clock.move(days=90)

    for name in ("raised_hand", "see_no_evil"):
        told = told_after(
            office.mara,
            lambda name=name: office.mara.reacts(name, to=card),  # type: ignore[misc]
            "mentions",
        )
        assert "Loi answered this 3 months ago" in all_text(told)
    for name in ("see_no_evil", "raised_hand"):
        office.mara.unreacts(name, to=card)
    later_in_the_channel(office)

    assert office.log_of(card) == ["claim", "reply"]
    assert all_text(office.slack.again(card)) == all_text(shown)
