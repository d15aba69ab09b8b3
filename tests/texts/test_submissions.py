"""What is written into a modal is read, or refused with a word that helps."""

from datetime import time
from typing import Any

import pytest

from bot import ids
from bot.facts import ColleagueFacts, Emojis, SettingsFacts
from bot.language import load_languages
from bot.modals import settings_modal
from bot.submissions import SettingsInput, read_settings
from tests.texts.examples import NAMES

ENGLISH = load_languages().get("en")
GOOD: dict[str, Any] = {
    ids.Block.CHANNEL: {"selected_conversation": "C1"},
    ids.Block.DIGEST_AT: {"selected_time": "07:30"},
    ids.Block.ZONE: {"value": "Europe/Zurich"},
    ids.Block.EMOJI_CLAIM: {"value": ":raised_hand:"},
    ids.Block.EMOJI_REPLIED: {"value": "white_check_mark"},
    ids.Block.EMOJI_DISMISS: {"value": ":see_no_evil:"},
    ids.Block.LANGUAGE: {"selected_option": {"value": "de"}},
    ids.Block.OWN_LANGUAGE: {"selected_option": {"value": "en"}},
}


def state(values: dict[str, Any]) -> dict[str, Any]:
    return {block: {ids.Action.INPUT: value} for block, value in values.items()}


def settings(**changed: Any) -> SettingsInput | dict[str, str]:  # noqa: ANN401 - as Slack sends it
    return read_settings(state(GOOD | changed), ENGLISH)


def test_settings_are_read() -> None:
    assert settings() == SettingsInput("C1", time(7, 30), "Europe/Zurich", "de", "en", Emojis())


def test_settings_may_leave_the_channel_and_the_own_language_open() -> None:
    read = settings(
        channel={"selected_conversation": None},
        own_language={"selected_option": {"value": ids.AS_WORKSPACE}},
    )

    assert isinstance(read, SettingsInput)
    assert read.channel is None
    assert read.own_language is None


@pytest.mark.parametrize("zone", ["europe/zurich", " Europe/Zurich ", "EUROPE/ZURICH"])
def test_a_zone_is_found_however_it_is_written(zone: str) -> None:
    read = settings(zone={"value": zone})

    assert isinstance(read, SettingsInput)
    assert read.zone == "Europe/Zurich"


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Europe/Zürich", "I don’t know this zone. Is it Europe/Zurich?"),
        ("new yorck", "I don’t know this zone. Is it America/New_York?"),
        ("../../etc/passwd", "I don’t know this zone. Write it like Europe/Zurich."),
        ("", "I don’t know this zone. Write it like Europe/Zurich."),
    ],
)
def test_an_unknown_zone_is_refused_with_the_one_that_may_be_meant(zone: str, text: str) -> None:
    assert settings(zone={"value": zone}) == {ids.Block.ZONE: text}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (":wave:", "wave"),
        ("wave", "wave"),
        (":wave::skin-tone-3:", "wave"),
        ("+1", "+1"),
        (":grüezi:", "grüezi"),
    ],
)
def test_an_emoji_is_read_with_or_without_colons_and_skin_tone(written: str, name: str) -> None:
    read = settings(emoji_claim={"value": written})

    assert isinstance(read, SettingsInput)
    assert read.emojis.claim == name


@pytest.mark.parametrize("written", ["", "two words", "Wave", "<!here>", "✋", "::"])
def test_what_is_no_emoji_name_is_refused(written: str) -> None:
    errors = settings(emoji_claim={"value": written})

    assert isinstance(errors, dict)
    assert list(errors) == [ids.Block.EMOJI_CLAIM]


def test_three_emojis_have_to_differ() -> None:
    errors = settings(emoji_dismiss={"value": "raised_hand"})

    assert errors == {ids.Block.EMOJI_DISMISS: "Each of the three needs an emoji of its own."}


def test_a_missing_time_is_refused() -> None:
    assert settings(digest_at={"selected_time": None}) == {ids.Block.DIGEST_AT: "Choose a time."}


def test_the_settings_modal_shows_what_holds() -> None:
    emojis, managers = Emojis("a", "b", "c"), (ColleagueFacts("U7", "Su"),)
    facts = SettingsFacts("C9", time(7, 5), "Asia/Tokyo", "de", emojis, None, managers, True)  # noqa: FBT003  # in their order
    view = settings_modal(facts, ENGLISH, NAMES)
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if "element" in block}

    assert inputs[ids.Block.CHANNEL]["initial_conversation"] == "C9"
    assert inputs[ids.Block.DIGEST_AT]["initial_time"] == "07:05"
    assert inputs[ids.Block.ZONE]["initial_value"] == "Asia/Tokyo"
    assert inputs[ids.Block.EMOJI_CLAIM]["initial_value"] == ":a:"
    assert inputs[ids.Block.LANGUAGE]["initial_option"]["value"] == "de"
    assert inputs[ids.Block.OWN_LANGUAGE]["initial_option"]["value"] == ids.AS_WORKSPACE
    assert inputs[ids.Block.COMMUNITY_MANAGERS]["initial_users"] == ["U7"]


def test_who_may_not_name_community_managers_reads_who_they_are() -> None:
    managers = (ColleagueFacts("U7", "Su"),)
    facts = SettingsFacts("C9", time(7, 5), "Asia/Tokyo", "de", community_managers=managers)
    blocks = settings_modal(facts, ENGLISH, NAMES)["blocks"]

    assert ids.Block.COMMUNITY_MANAGERS not in {block.get("block_id") for block in blocks}
    assert [block["elements"][0]["text"] for block in blocks if block["type"] == "context"] == [
        "Community managers: Su and the admins and owners of this Slack"
    ]
    assert read_chosen({}) is None


@pytest.mark.parametrize("chosen", [[], ["U1", "U2"]])
def test_community_managers_are_read_as_chosen(chosen: list[str]) -> None:
    assert read_chosen({ids.Block.COMMUNITY_MANAGERS: chosen}) == tuple(chosen)


def read_chosen(chosen: dict[ids.Block, list[str]]) -> tuple[str, ...] | None:
    read = settings(**{block: {"selected_users": users} for block, users in chosen.items()})
    assert isinstance(read, SettingsInput)
    return read.community_managers
