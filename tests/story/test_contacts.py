"""Contacts are kept: cards say who knows the author, and whoever does is told."""

import pytest

from sandbox.colleague import Colleague
from sandbox.driver import all_text
from tests.story.office import Json, Office, buttons, now_shows


def answers(office: Office, who: Colleague, card: Json) -> None:
    """Let a colleague answer the author of a card, and log it."""
    who.clicks("Answer…", on=card)
    assert who.submits(who.sees_modal(f"#{office.number(card)}"), reply_text="Hello!")["ok"]
    office.changed(card, "answered")


def ticked(home: Json) -> list[str]:
    """List the switches that are on."""
    boxes = [each for block in home["blocks"] for each in block.get("elements", [])]
    return [option["value"] for box in boxes for option in box.get("initial_options", [])]


def beside(home: Json, text: str) -> list[Json]:
    """List the buttons beside a home's sections that say something."""
    shown = [block.get("accessory") or {} for block in home["blocks"]]
    return [each for each in shown if (each.get("text") or {}).get("text") == text]


@pytest.fixture
def met(office: Office) -> Json:
    """Give a card whose author Loi has answered."""
    [card] = office.feeds_mentions(1, **{"dc:creator": "Anna Beispiel"})
    assert "First time we meet" in all_text(card)
    answers(office, office.loi, card)
    return card


@pytest.mark.usefixtures("met")
def test_the_next_card_names_whoever_knows_the_author_and_they_may_claim_it_at_once(
    office: Office,
) -> None:
    [card] = office.feeds_mentions(1, **{"dc:creator": "Anna Beispiel"})

    assert "Known to *Loi* (1×, last" in all_text(card)
    assert "This would suit *Loi* (knows Anna Beispiel)" in all_text(card)
    notice = office.loi.sees_direct_message(f"#{office.number(card)}")
    assert f"/archives/{card['channel']}/p{card['ts'].replace('.', '')}|#" in str(notice["blocks"])
    assert "whom you know" in all_text(notice)
    office.loi.clicks("Claim", on=notice)
    assert "*Loi*" in all_text(office.changed(card, "is on it, since"))
    assert buttons(now_shows(office.loi, notice, "Loi claimed this")) == []
    assert not office.su.direct_messages()

    office.loi.opens_home()
    home = office.loi.sees_home("What I may send you")
    office.loi.clicks("Tell me when somebody I know appears", on=home)
    office.loi.sees_home(lambda view: ticked(view) == ["reminders", "suggestions"])
    office.loi.shows_status(":palm_tree:", "By the sea")
    office.clock.move(days=1)
    [later] = office.feeds_mentions(1, **{"dc:creator": "Anna Beispiel"})
    assert "Known to *Loi*" in all_text(later)
    assert "This would suit" not in all_text(later), "Loi is away"
    told = [each for each in office.loi.direct_messages() if not each.get("ephemeral")]
    assert len(told) == 1, "switched off"


def test_whoever_leaves_lets_go_and_their_contacts_find_somebody_else(office: Office) -> None:
    met, held = office.feeds_mentions(2, **{"dc:creator": "Bert Muster"})
    answers(office, office.mara, met)
    office.mara.clicks("Claim", on=held)
    office.changed(held, "is on it, since")

    office.slack.admin("deactivate", user=office.mara.id)
    office.changed(held, "Nobody is on it yet")
    office.slack.waits_for_reply(held, "Mara has left")
    offer = office.slack.waits_for("mentions", "Mara has left us")
    office.su.clicks("I’ll keep in touch", on=offer)
    office.changed(offer, "Su keeps in touch")
    office.su.sees_ephemeral("I tell you when Bert Muster writes something")

    office.slack.admin("reactivate", user=office.mara.id)
    office.clock.move(days=1)
    [card] = office.feeds_mentions(1, **{"dc:creator": "Bert Muster"})
    assert "and *Su*" in all_text(card), "who says so is named after who has answered"


def test_what_one_of_us_wrote_is_shown_as_ours_until_it_is_taken_back(office: Office) -> None:
    [card] = office.feeds_mentions(1, **{"dc:creator": "Loi Writes"})
    office.su.clicks("That’s me or one of us…", on=card)
    assert office.su.submits(office.su.sees_modal("Loi Writes"), voice=office.loi.id)["ok"]

    ours = all_text(office.changed(card, "One of ours: *Loi* wrote this"))
    assert "Claim" not in ours
    office.su.sees_ephemeral("one of us, wherever they write")
    office.loi.sees_direct_message("Su says that *Loi Writes* is you")
    office.su.reacts("raised_hand", to=card)
    office.su.sees_ephemeral("nobody needs to take it")

    office.loi.opens_home()
    home = office.loi.sees_home("Loi Writes")
    office.loi.clicks("That’s me…", on=home)
    modal = office.loi.sees_modal("The address of your profile")
    assert not office.loi.submits(modal, profile_url="ftp://blog.example")["ok"]
    assert office.loi.submits(modal, profile_url="https://blog.example/loi")["ok"]
    office.loi.sees_home(lambda view: len(beside(view, "Not me")) == 2)
    office.loi.clicks("Not one of us", on=office.slack.again(card))
    assert "Claim" in all_text(office.changed(card, "Nobody is on it yet"))
