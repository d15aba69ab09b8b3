"""The settings: what is chosen in the modal holds from then on; what is wrong is said in it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.models import Workspace
from sandbox.driver import all_text
from tests.story.office import Json, Office, told_after

AS_AT_FIRST = {
    "channel": "C0MENTIONS",
    "digest_at": "09:00",
    "zone": "Europe/Zurich",
    "emoji_claim": ":raised_hand:",
    "emoji_replied": ":white_check_mark:",
    "emoji_dismiss": ":see_no_evil:",
    "guests": "take_part",
    "first_call": "0",
    "language": "en",
    "own_language": "workspace",
}


def opens_settings(office: Office) -> Json:
    office.su.runs("/mentions settings", in_="mentions")
    return office.su.sees_modal()


def saves(office: Office, **chosen: str) -> None:
    modal = opens_settings(office)

    def submit() -> None:
        assert office.su.submits(modal, {**AS_AT_FIRST, **chosen})["ok"]

    told_after(office.su, submit, "mentions")
    office.su.sees_no_modal()


@pytest.fixture(autouse=True)
def _as_at_first(office: Office) -> Iterator[None]:
    yield
    saves(office)


def workspace(office: Office) -> Workspace:
    with office.bot.bot.store.read() as session:
        return session.scalars(select(Workspace)).one()


def test_what_is_saved_stands_in_the_modal_the_next_time(office: Office) -> None:
    saves(office, channel="C0RANDOM01", digest_at="17:45", zone="asia/ho chi minh", language="de")

    shown = opens_settings(office)
    assert "Einstellungen" in all_text(shown)
    state = {
        block: next(iter(element.values())) for block, element in shown["state"]["values"].items()
    }
    assert state["channel"]["selected_conversation"] == "C0RANDOM01"
    assert state["digest_at"]["selected_time"] == "17:45"
    assert state["zone"]["value"] == "Asia/Ho_Chi_Minh"
    assert state["guests"]["selected_option"]["value"] == "take_part"
    assert state["language"]["selected_option"]["value"] == "de"
    assert state["own_language"]["selected_option"]["value"] == "workspace"
    office.su.closes(shown)


def test_new_emojis_work_and_the_old_ones_do_no_more(office: Office) -> None:
    saves(office, emoji_claim="pray", emoji_replied=":tada:", emoji_dismiss=":x::skin-tone-2:")
    [card] = office.feeds_mentions(1)
    assert [each["name"] for each in office.slack.again(card)["reactions"]] == ["pray"]
    assert ":pray:" in all_text(card)

    office.loi.reacts("raised_hand", to=card)
    office.mara.reacts("pray", to=card)
    assert ":pray: *Mara*" in all_text(office.changed(card, "is on it, since"))
    office.mara.reacts("tada", to=card)
    office.mara.sees_ephemeral("Would you log what you wrote?", in_="mentions")
    office.mara.unreacts("pray", to=card)
    office.changed(card, "Nobody is on it yet")
    office.loi.reacts("x", to=card)
    office.changed(card, ":x:")
    assert office.log_of(card) == ["claim", "undo", "dismiss"]


def test_the_workspaces_language_is_that_of_cards_and_of_whoever_chose_none(
    office: Office,
) -> None:
    saves(office, language="de", own_language="en")
    [card] = office.feeds_mentions(1)

    assert "Übernehmen" in all_text(card)
    office.loi.runs("/mentions list mine", in_="mentions")
    office.loi.sees_ephemeral("Bei dir liegt", in_="mentions")
    office.su.runs("/mentions list mine", in_="mentions")
    office.su.sees_ephemeral("You hold nothing", in_="mentions")


WRONG = {
    "a zone that is none": ({"zone": "qqq"}, "zone", "Europe/Zurich"),
    "a city that is nearly one": ({"zone": "Europe/Zürich"}, "zone", "Is it Europe/Zurich?"),
    "no emoji's name": ({"emoji_claim": "two words"}, "emoji_claim", ":raised_hand:"),
    "the same emoji twice": (
        {"emoji_claim": "tada", "emoji_dismiss": ":tada:"},
        "emoji_dismiss",
        "of its own",
    ),
    "only colons": ({"emoji_replied": ":::"}, "emoji_replied", ":raised_hand:"),
}


@pytest.mark.parametrize(("chosen", "block", "says"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_at_its_input_and_nothing_is_saved(
    office: Office, chosen: dict[str, str], block: str, says: str
) -> None:
    before = workspace(office)
    modal = opens_settings(office)

    refused = office.su.submits(modal, {**AS_AT_FIRST, "digest_at": "23:00", **chosen})

    assert refused["error"] == "validation"
    assert list(refused["errors"]) == [block]
    assert says in refused["errors"][block]
    after = workspace(office)
    assert (after.digest_at, after.zone) == (before.digest_at, before.zone)
    office.su.closes(modal)


def test_no_channel_means_no_digest(office: Office) -> None:
    saves(office, channel="")

    assert workspace(office).channel is None
