"""What was answered in a modal: read and checked, with a text for each fault."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from bot import ids
from bot.claiming_settings import read_claiming
from bot.facts import Claiming, Emojis
from bot.language import Language

_EMOJI = re.compile(r"[\w+'-]{1,100}")
_SKIN_TONE = re.compile(r"::?skin-tone-[2-6]$")
# How alike two names of a city must be; below it, a guess would be a wild one.
_NEARLY = 0.75

StateValues = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What Slack sends as ``view.state.values``: block id → action id → input."""

Errors = dict[str, str]
"""Block id → what is wrong, as Slack wants it with ``response_action: errors``."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a view carries along: its language, where it was asked for, and the mention's number."""

    language: str | None
    channel: str | None
    mention_number: int


@dataclass(frozen=True, slots=True)
class SettingsInput:
    """Settings as submitted; ``own_language`` None means: as the workspace.

    ``community_managers`` (Slack ids) is None where the colleague was not asked.
    """

    channel: str | None
    digest_at: time
    zone: str
    language: str
    own_language: str | None
    emojis: Emojis
    community_managers: tuple[str, ...] | None = None
    claiming: Claiming = field(default_factory=Claiming)


def read_carried(private_metadata: str) -> Carried:
    """Read what ``carry`` put into a view."""
    carried = json.loads(private_metadata)
    return Carried(carried.get("language"), carried.get("channel"), carried.get("mention") or 0)


def read_settings(values: StateValues, language: Language) -> SettingsInput | Errors:
    """Read and check a submitted settings modal."""
    errors: Errors = {}
    digest_at = _time(given(values, ids.Block.DIGEST_AT))
    if digest_at is None:
        errors[ids.Block.DIGEST_AT] = language.gettext("Choose a time.")
    zone = _zone(given(values, ids.Block.ZONE))
    if zone is None:
        errors[ids.Block.ZONE] = _zone_unknown(given(values, ids.Block.ZONE), language)
    blocks = (ids.Block.EMOJI_CLAIM, ids.Block.EMOJI_REPLIED, ids.Block.EMOJI_DISMISS)
    emojis = [_emoji_name(given(values, block)) for block in blocks]
    for at, block in enumerate(blocks):
        if emojis[at] is None:
            errors[block] = language.gettext("Write the emoji’s name, such as :raised_hand:.")
        elif emojis[at] in emojis[:at]:
            errors[block] = language.gettext("Each of the three needs an emoji of its own.")
    if errors or digest_at is None or zone is None:
        return errors
    own_language = given(values, ids.Block.OWN_LANGUAGE)
    return SettingsInput(
        channel=given(values, ids.Block.CHANNEL) or None,
        digest_at=digest_at,
        zone=zone,
        language=given(values, ids.Block.LANGUAGE),
        own_language=None if own_language == ids.AS_WORKSPACE else own_language or None,
        emojis=Emojis(*(emoji or "" for emoji in emojis)),
        community_managers=_users(values, ids.Block.COMMUNITY_MANAGERS),
        claiming=read_claiming(values),
    )


def given(values: StateValues, block: ids.Block) -> str:
    """Return what stands in an input, whatever its kind; empty when nothing does."""
    state = values.get(block, {}).get(ids.Action.INPUT, {})
    option = state.get("selected_option") or {}
    kinds = ("value", "selected_conversation", "selected_time", "selected_user")
    return next((str(state[kind]) for kind in kinds if state.get(kind)), option.get("value", ""))


def _users(values: StateValues, block: ids.Block) -> tuple[str, ...] | None:
    if block not in values:
        return None
    chosen = values[block].get(ids.Action.INPUT, {}).get("selected_users") or ()
    return tuple(map(str, chosen))


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _zone(name: str) -> str | None:
    """Find a zone by its name, however it is capitalised."""
    wanted = name.strip().replace(" ", "_").casefold()
    return next((zone for zone in available_timezones() if zone.casefold() == wanted), None)


def _zone_unknown(name: str, language: Language) -> str:
    """Say that there is no such zone, and which one might be meant."""
    city = name.strip().replace(" ", "_").rpartition("/")[2].casefold()
    by_city = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(available_timezones())}
    near = get_close_matches(city, by_city, n=1, cutoff=_NEARLY)
    if near:
        return language.gettext("I don’t know this zone. Is it {zone}?", zone=by_city[near[0]])
    return language.gettext("I don’t know this zone. Write it like Europe/Zurich.")


def _emoji_name(text: str) -> str | None:
    """Read an emoji's name with or without colons and skin tone."""
    bare = _SKIN_TONE.sub("", text.strip().strip(":")).strip(":")
    return bare if _EMOJI.fullmatch(bare) and bare == bare.lower() else None
