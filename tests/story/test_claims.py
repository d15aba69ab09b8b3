"""Claiming, releasing, setting aside and answering: by reaction, by button, by command."""

from collections.abc import Callable
from functools import partial

import pytest

from sandbox.colleague import Colleague
from sandbox.driver import all_text
from tests.story.office import Json, Office, told_after

Doing = Callable[[Office, Colleague, Json], None]


@pytest.fixture
def card(office: Office) -> Json:
    return office.new_card()


def reacts(emoji: str) -> Doing:
    return lambda _office, who, card: who.reacts(emoji, to=card)


def unreacts(emoji: str) -> Doing:
    return lambda _office, who, card: who.unreacts(emoji, to=card)


def clicks(what: str) -> Doing:
    return lambda office, who, card: who.clicks(what, on=office.slack.again(card))


def runs(subcommand: str) -> Doing:
    return lambda office, who, card: who.runs(
        f"/mentions {subcommand} {office.number(card)}", in_="random"
    )


CLAIMS = {
    "reaction": reacts("raised_hand"),
    "reaction with a skin tone": reacts("raised_hand::skin-tone-3"),
    "button": clicks("Claim"),
    "command": runs("claim"),
}


@pytest.mark.parametrize("claims", CLAIMS.values(), ids=CLAIMS.keys())
def test_a_claim_shows_on_the_card_in_the_thread_and_in_the_log(
    office: Office, card: Json, claims: Doing
) -> None:
    claims(office, office.loi, card)

    shown = all_text(office.changed(card, "is on it, since"))
    assert "*Loi*" in shown
    assert "Release" in shown
    line = office.slack.waits_for_reply(card, "claimed this")
    assert "<@" not in all_text(line), "nobody is pinged"
    assert office.log_of(card) == ["claim"]


RELEASES = {
    "reaction": (reacts("raised_hand"), unreacts("raised_hand")),
    "reaction with a skin tone": (
        reacts("raised_hand::skin-tone-3"),
        unreacts("raised_hand::skin-tone-3"),
    ),
    "button": (clicks("Claim"), clicks("Release")),
    "command": (runs("claim"), runs("release")),
}


@pytest.mark.parametrize(("claims", "releases"), RELEASES.values(), ids=RELEASES.keys())
def test_a_release_leaves_the_mention_to_others(
    office: Office, card: Json, claims: Doing, releases: Doing
) -> None:
    claims(office, office.loi, card)
    office.changed(card, "is on it, since")
    office.clock.move(minutes=3)
    releases(office, office.loi, card)

    assert "Claim" in all_text(office.changed(card, "Nobody is on it yet"))
    office.slack.waits_for_reply(card, "released this")
    assert office.log_of(card) == ["claim", "release"]


def test_a_claim_taken_back_at_once_was_a_mistake(office: Office, card: Json) -> None:
    office.loi.reacts("raised_hand", to=card)
    office.changed(card, "is on it, since")
    office.loi.unreacts("raised_hand", to=card)

    office.changed(card, "Nobody is on it yet")
    office.slack.waits_for_reply(card, "claimed this by mistake")
    assert office.log_of(card) == ["claim", "undo"]


DISMISSALS = {
    "reaction": (reacts("see_no_evil"), unreacts("see_no_evil")),
    "menu and button": (clicks("Not for us"), clicks("Reopen")),
    "command": (runs("dismiss"), runs("reopen")),
}


@pytest.mark.parametrize(("dismisses", "reopens"), DISMISSALS.values(), ids=DISMISSALS.keys())
def test_what_is_set_aside_shrinks_and_comes_back(
    office: Office, card: Json, dismisses: Doing, reopens: Doing
) -> None:
    dismisses(office, office.mara, card)

    small = office.changed(card, "Not for us, says")
    assert len(small["blocks"]) < len(card["blocks"])
    office.slack.waits_for_reply(card, "not for us")

    reopens(office, office.mara, card)

    office.changed(card, "Nobody is on it yet")
    office.slack.waits_for_reply(card, "reopened this")
    assert office.log_of(card) == ["dismiss", "reopen"]


@pytest.mark.parametrize("way", ["reaction", "reaction with a skin tone", "command"])
def test_whoever_comes_second_is_told_who_has_it_and_since_when(
    office: Office, card: Json, way: str
) -> None:
    number = office.number(card)
    office.loi.reacts("raised_hand", to=card)
    office.changed(card, "is on it, since")
    office.clock.move(minutes=5)
    CLAIMS[way](office, office.mara, card)

    told = all_text(office.mara.sees_ephemeral(f"#{number}"))
    assert "Loi was faster" in told
    assert "minutes ago" in told
    assert not [m for m in office.loi.ephemerals() if f"#{number}" in all_text(m)]
    assert office.log_of(card) == ["claim"]


@pytest.mark.parametrize("emoji", ["raised_hand", "see_no_evil"])
def test_taking_a_reaction_away_that_had_no_effect_does_nothing(
    office: Office, card: Json, emoji: str
) -> None:
    office.loi.reacts("raised_hand", to=card)
    office.changed(card, "is on it, since")
    office.mara.reacts(emoji, to=card)
    office.mara.sees_ephemeral(f"#{office.number(card)}")
    office.mara.unreacts(emoji, to=card)
    # What comes after it in the same channel has been heard after it.
    later = office.new_card()
    office.mara.reacts("see_no_evil", to=later)
    office.changed(later, "Not for us, says")

    assert office.log_of(card) == ["claim"]
    assert "is on it, since" in all_text(office.slack.again(card))


def test_the_holders_check_mark_leads_to_the_modal_and_the_answer(
    office: Office, card: Json
) -> None:
    number = office.number(card)
    office.loi.reacts("raised_hand", to=card)
    office.changed(card, "is on it, since")
    office.loi.reacts("white_check_mark", to=card)
    offer = office.loi.sees_ephemeral(f"#{number}")
    assert "Would you log what you wrote?" in all_text(offer)

    office.loi.clicks("Log the answer…", on=offer)
    modal = office.loi.sees_modal(f"#{number}")
    assert office.loi.submits(modal, reply_text="Thank you, Anna.\nSee you!")["ok"]

    assert "Thank you, Anna." in all_text(office.changed(card, "answered"))
    office.slack.waits_for_reply(card, "See you!")
    office.loi.sees_ephemeral("Your answer is in the log")
    assert office.log_of(card) == ["claim", "reply"]


def test_somebody_elses_check_mark_is_told_who_has_it(office: Office, card: Json) -> None:
    office.loi.reacts("raised_hand", to=card)
    office.changed(card, "is on it, since")
    office.mara.reacts("white_check_mark", to=card)

    told = all_text(office.mara.sees_ephemeral(f"#{office.number(card)}"))
    assert "faster" in told
    assert "Log the answer" not in told
    assert office.log_of(card) == ["claim"]


def test_a_check_mark_on_an_open_card_claims_and_answers_at_once(
    office: Office, card: Json
) -> None:
    office.mara.reacts("white_check_mark", to=card)
    offer = office.mara.sees_ephemeral(f"#{office.number(card)}")
    assert office.log_of(card) == []

    office.mara.clicks("Log the answer…", on=offer)
    modal = office.mara.sees_modal()
    assert office.mara.submits(
        modal, reply_text="Welcome!", reply_link="https://blog.example/1#comment"
    )["ok"]

    office.changed(card, "Welcome!")
    assert office.log_of(card) == ["claim", "reply"]


def test_the_bots_own_reaction_claims_nothing(office: Office, card: Json) -> None:
    [reaction] = office.slack.again(card)["reactions"]

    assert reaction["name"] == "raised_hand"
    assert office.log_of(card) == []
    assert "Nobody is on it yet" in all_text(office.slack.again(card))


def test_reactions_elsewhere_and_other_emojis_do_nothing(office: Office, card: Json) -> None:
    before = office.rows()
    chat = office.su.says("Shall we answer that?", in_="mentions")
    under = office.su.says("I like it", in_="mentions", thread=card)
    for message in (chat, under):
        for emoji in ("raised_hand", "white_check_mark", "see_no_evil"):
            office.mara.reacts(emoji, to=message)
    office.mara.reacts("heart", to=card)
    office.mara.reacts("see_no_evil", to=card)
    office.changed(card, "Not for us, says")

    after = office.rows()
    assert after["engagement"] - before["engagement"] == 1
    assert after["outbox"] - before["outbox"] == 2


def test_a_click_on_an_old_card_is_answered(office: Office, card: Json) -> None:
    """Somebody's screen may show a button that the card has lost."""
    number = office.number(card)
    office.loi.clicks("Claim", on=card)
    office.changed(card, "is on it, since")
    office.mara.runs(f"/mentions release {number}", in_="random")
    assert "not yours" in all_text(office.mara.sees_ephemeral(f"#{number}"))
    office.loi.runs(f"/mentions claim {number}", in_="random")
    assert "have it already" in all_text(office.loi.sees_ephemeral(f"#{number}"))
    assert office.log_of(card) == ["claim"]


def test_whoever_holds_much_is_told_so_however_they_claim(office: Office) -> None:
    ben = office.slack.colleague("ben")
    for _ in range(5):
        told = told_after(ben, partial(CLAIMS["command"], office, ben, office.new_card()), "random")
        assert "You hold" not in all_text(told)

    for held, (way, where) in enumerate(
        {"reaction": "mentions", "button": "mentions", "command": "random"}.items(), start=6
    ):
        told = told_after(ben, partial(CLAIMS[way], office, ben, office.new_card()), where)
        assert f"You hold {held} mentions now." in all_text(told)
    listed = told_after(ben, lambda: ben.clicks("What I hold", on=told), "random")
    assert "Page" not in all_text(listed)
    assert all_text(listed).count("blog.example") >= 8
