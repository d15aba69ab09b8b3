"""An app's manifest, as Slack takes it: the scopes, events and commands of an app in a sandbox.

https://docs.slack.dev/reference/app-manifest
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.config import AppConfig, CommandConfig
from sandbox.config_reading import Reading
from sandbox.document import Document, DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.document import Place


def app_from_manifest(manifest: Mapping[str, Any], **more: Any) -> AppConfig:  # noqa: ANN401  # AppConfig's fields
    """Make an app with exactly a manifest's scopes, events and commands; ``more`` goes over it.

    Addresses in it are passed over: deliveries go through a socket unless ``request_url`` is
    given. Raises DocumentError that lists what is wrong.
    """
    reading = Reading(Document("manifest", dict(manifest)))
    described = read_manifest(reading)
    if reading.problems:
        raise DocumentError(reading.problems)
    return AppConfig(**{**described, **more})


def read_manifest(reading: Reading) -> dict[str, Any]:
    """Read a manifest into fields of AppConfig; mistakes are noted in ``reading``."""
    texts = tuple[str, ...]
    name = _read(reading, str, "features", "bot_user", "display_name")
    name = name or _read(reading, str, "display_information", "name")
    if not name:
        reading.note(("display_information", "name"), "an app needs a name")
    return {
        "name": name or "app",
        "scopes": _read(reading, texts, "oauth_config", "scopes", "bot") or (),
        "events": _read(reading, texts, "settings", "event_subscriptions", "bot_events") or (),
        "commands": tuple(_commands(reading)),
        "channels": (),
    }


def _read(reading: Reading, hint: Any, *place: str) -> Any:  # noqa: ANN401  # of the hint's type
    data: object = reading.document.data
    for depth, step in enumerate(place):
        data = reading.mapping(data, place[:depth]).get(step)
    return reading.read(hint, data, place)


def _commands(reading: Reading) -> list[CommandConfig]:
    place: Place = ("features", "slash_commands")
    features = reading.mapping(reading.document.data, ()).get("features")
    listed = reading.mapping(features, ("features",)).get("slash_commands")
    known = ("command", "usage_hint", "description", "should_escape")
    found = []
    for number, each in enumerate(reading.items(listed, place)):
        here = (*place, number)
        fields = {key: value for key, value in reading.mapping(each, here).items() if key in known}
        # Slack's default, and not that of a command which a sandbox's file describes.
        command = reading.build(CommandConfig, {"should_escape": False} | fields, here)
        found += [command] if command else []
    return found
