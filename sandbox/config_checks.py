"""What no type says about a workspace's description: names that exist, and stand once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from sandbox.config_reading import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.config import SandboxConfig
    from sandbox.config_reading import Reading
    from sandbox.document import Place

# Which texts a field takes, and how it is told.
_FORMS: dict[tuple[str, str], tuple[str, str]] = {
    ("users", "name"): (r"[^\s@#]{1,80}", "a name has no blanks, and no @ or #"),
    ("users", "color"): (r"[0-9a-fA-F]{6}", "a colour is six hexadecimal digits"),
    ("channels", "name"): (r"[^\s@#A-Z]{1,80}", "a channel's name has no blanks and no capitals"),
    ("apps", "request_url"): (r"https?://\S+", "an address begins with http:// or https://"),
    ("commands", "command"): (r"/\S+", "a command begins with / and has no blanks"),
}
_ONCE = {
    "users": ("id", "name"),
    "channels": ("id", "name"),
    "apps": ("id", "name", "bot_user_id", "bot_id", "bot_token", "app_token"),
}


def check(reading: Reading, data: dict[str, Any], config: SandboxConfig) -> None:
    """Note what is wrong in a description that was read from ``data``."""
    for key in ("users", "apps"):
        if data.get(key) == []:
            reading.note((key,), f"a workspace needs {key}; without this key it has some")
    _check_forms(reading, data)
    _check_that_each_stands_once(reading, data)
    _check_zones(reading, data)
    people = _names(data, "users") | {each.name for each in config.users}
    people |= {each.id for each in config.users}
    people |= _names(data, "apps") | {each.name for each in config.apps}
    people |= {each.bot_user_id for each in config.apps}
    channels = _names(data, "channels") | {each.name for each in config.channels}
    _check_names(reading, data, ("channels", "members"), people)
    _check_names(reading, data, ("apps", "channels"), channels)


def _parts(data: dict[str, Any], key: str, above: Place = ()) -> Iterator[tuple[Place, Any]]:
    listed = data.get(key)
    for number, each in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(each, dict):
            yield (*above, key, number), each


def _names(data: dict[str, Any], key: str) -> set[str]:
    return {each["name"] for _, each in _parts(data, key) if isinstance(each.get("name"), str)}


def _check_forms(reading: Reading, data: dict[str, Any]) -> None:
    parts = [(key, *part) for key in _ONCE for part in _parts(data, key)]
    for place, app in _parts(data, "apps"):
        parts += [("commands", *part) for part in _parts(app, "commands", place)]
    for key, place, part in parts:
        for field, value in part.items():
            form, told = _FORMS.get((key, field), (".*", ""))
            if isinstance(value, str) and value and not re.fullmatch(form, value, re.DOTALL):
                reading.note((*place, field), told)


def _check_that_each_stands_once(reading: Reading, data: dict[str, Any]) -> None:
    for key, fields in _ONCE.items():
        for field in fields:
            seen: set[str] = set()
            for place, part in _parts(data, key):
                value = part.get(field)
                if not isinstance(value, str) or not value:
                    continue
                if value in seen:
                    reading.note((*place, field), f"{value} stands twice")
                seen.add(value)
    for place, app in _parts(data, "apps"):
        if app.get("name") in _names(data, "users"):
            reading.note((*place, "name"), f"a user is called {app['name']} too")


def _check_zones(reading: Reading, data: dict[str, Any]) -> None:
    for place, user in _parts(data, "users"):
        zone = user.get("tz")
        if isinstance(zone, str) and zone and zone not in available_timezones():
            close = nearest(zone, available_timezones())
            advice = close if close.startswith("do you mean") else "Europe/Zurich is one"
            reading.note((*place, "tz"), f"there is no time zone {zone}; {advice}")


def _check_names(
    reading: Reading, data: dict[str, Any], where: tuple[str, str], known: set[str]
) -> None:
    key, field = where
    for place, part in _parts(data, key):
        listed = part.get(field)
        for number, name in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(name, str) and name not in known:
                advice = nearest(name, sorted(known))
                reading.note((*place, field, number), f"nobody knows {name}; {advice}")
