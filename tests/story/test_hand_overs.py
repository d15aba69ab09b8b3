"""Handing over: one colleague asks another one, who says yes or no, and every message shows it."""

import pytest

from sandbox.colleague import Colleague
from sandbox.driver import all_text
from sandbox.looking import wait_until
from tests.story.office import Json, Office, answer, buttons, now_shows, told_after


@pytest.fixture
def card(office: Office) -> Json:
    return office.new_card()


def gives(office: Office, who: Colleague, card: Json, to: Colleague, why: str = "") -> str:
    return answer(who, f"give {office.number(card)} <@{to.id}|{to.name}> {why}")


def test_what_is_handed_over_is_accepted_in_the_message_that_asks(
    office: Office, card: Json
) -> None:
    office.mara.clicks("Claim", on=card)
    office.changed(card, "is on it, since")
    office.mara.clicks("Hand over…", on=office.slack.again(card))
    modal = office.mara.sees_modal(f"#{office.number(card)}")
    refused = office.mara.submits(modal, give_to=office.mara.id)
    assert "That’s you" in refused["errors"]["give_to"]
    done = told_after(
        office.mara,
        lambda: office.mara.submits(modal, give_to=office.loi.id, give_reason="You know Anna."),
        "mentions",
    )
    assert "I’ve asked Loi" in all_text(done)

    shown = office.changed(card, "*Mara* hands this over to *Loi*, who has not said yes yet.")
    asked = office.loi.sees_direct_message(f"#{office.number(card)}")
    assert "Mara asks you to take this over" in all_text(asked)
    assert "You know Anna." in all_text(asked)
    assert buttons(asked) == ["Accept", "Decline", "See the card"]
    links = [each for each in asked["blocks"][1]["elements"] if "url" in each]
    assert links[0]["url"].endswith(f"/p{card['ts'].replace('.', '')}")

    office.loi.clicks("Accept", on=asked)

    office.changed(shown, "*Loi* is on it, since")
    settled = now_shows(office.loi, asked, "Loi takes this over.")
    assert "Accept" not in buttons(settled)
    assert "Log the answer…" in buttons(settled)
    assert office.log_of(card) == ["claim", "give", "accept"]


def test_what_is_declined_goes_back_and_the_giver_hears_what_they_can_do(
    office: Office, card: Json
) -> None:
    office.mara.clicks("Claim", on=card)
    office.changed(card, "is on it, since")
    gives(office, office.mara, card, office.loi)
    asked = office.loi.sees_direct_message(f"#{office.number(card)}")
    office.loi.clicks("Decline", on=asked)

    office.changed(card, "*Mara* is on it, since")
    settled = now_shows(office.loi, asked, "Loi gives this back to Mara.")
    assert "Decline" not in buttons(settled)
    back = office.mara.sees_direct_message("Loi can’t take this over, so it is yours again")
    assert buttons(back)[:3] == ["Log the answer…", "Hand over…", "Release"]

    office.mara.clicks("Hand over…", on=back)
    modal = office.mara.sees_modal(f"#{office.number(card)}")
    assert office.mara.submits(modal, give_to=office.su.id)["ok"]
    office.changed(card, "*Mara* hands this over to *Su*")
    assert buttons(now_shows(office.mara, back, "hands this over to Su")) == []
    assert office.log_of(card) == ["claim", "give", "decline", "give"]


def test_an_open_card_may_be_handed_over_and_waits_for_somebody_when_it_is_declined(
    office: Office, card: Json
) -> None:
    gives(office, office.mara, card, office.loi, "You speak Alpine.")
    office.changed(card, "*Mara* hands this over to *Loi*")
    told = told_after(
        office.su, lambda: office.su.clicks("Release", on=office.slack.again(card)), "mentions"
    )
    assert "not yours to release" in all_text(told)
    office.loi.clicks("Release", on=office.slack.again(card))

    office.changed(card, "Nobody is on it yet")
    back = office.mara.sees_direct_message(f"#{office.number(card)}")
    assert "so it waits for somebody" in all_text(back)
    assert buttons(back)[:2] == ["Claim", "Hand over…"]
    assert office.log_of(card) == ["give", "decline"]


def test_a_late_yes_goes_to_no_other_hand_over(office: Office, card: Json) -> None:
    """While Slack holds a yes back, Loi says no, and gets the same card from somebody else."""
    gives(office, office.mara, card, office.loi)
    first = office.loi.sees_direct_message(f"#{office.number(card)}")
    office.slack.faults.delivers_late(seconds=2, what="interactions")
    office.loi.clicks("Accept", on=first)
    answer(office.loi, f"release {office.number(card)}")
    gives(office, office.su, card, office.loi)

    office.loi.sees_ephemeral("no longer waits for your yes or no")

    assert buttons(now_shows(office.loi, first, "Loi gives this back")) == []
    assert "*Su* hands this over to *Loi*" in all_text(office.slack.again(card))
    assert office.log_of(card) == ["give", "decline", "give"]


def test_a_hand_on_the_card_says_yes_and_the_home_tab_asks_too(office: Office, card: Json) -> None:
    gives(office, office.mara, card, office.loi)
    office.loi.opens_home()
    home = office.loi.sees_home("handed over to you")
    assert "Accept" in buttons(home)
    office.changed(card, "*Mara* hands this over to *Loi*")
    office.loi.reacts("raised_hand", to=card)

    office.changed(card, "*Loi* is on it, since")
    assert office.log_of(card) == ["give", "accept"]


def test_nobody_is_asked_who_could_not_answer(office: Office, card: Json) -> None:
    office.mara.clicks("Claim", on=card)
    office.changed(card, "is on it, since")
    number = office.number(card)
    bot = office.slack.find_app(None)["bot_user_id"]
    refusals = {
        f"<@{office.mara.id}|mara>": "That’s you",
        f"<@{bot}|botschafter>": "is a bot",
        "<@U0GONE0001|gone>": "doesn’t work here any more",
        "<@U0NOBODY01|nobody>": "I don’t know whom you mean",
        "nobody": "I don’t know whom you mean",
    }
    for whom, says in refusals.items():
        assert says in answer(office.mara, f"give {number} {whom}")
    assert "not yours to hand over" in gives(office, office.su, card, office.loi)
    assert "Something is missing" in answer(office.mara, f"give {number}")
    assert "not a number" in answer(office.mara, "give this to loi")
    assert "There is no mention" in answer(office.mara, f"give 9999 <@{office.loi.id}>")
    assert office.log_of(card) == ["claim"]
    assert "I’ve asked Loi" in answer(office.mara, f"give {number} @loi")
    wait_until(lambda: office.log_of(card) == ["claim", "give"], 5, lambda: "not given")
