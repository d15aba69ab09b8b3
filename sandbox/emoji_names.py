"""Which emoji there are, under which names, and in which group of the picker they stand.

The names are the `emoji` package's aliases, and Slack's own where they differ
(https://docs.slack.dev/reference/methods/reactions.add).
"""

from __future__ import annotations

import hashlib
import json
import re
import string
from collections import defaultdict

import emoji

_FULLY_QUALIFIED = 2
# Slack's own names, which come before all others.
_SLACKS_OWN = {
    "✋": "raised_hand",
    "👍": "+1",
    "👎": "-1",
    "🤦": "face_palm",
    "🌧️": "rain_cloud",
    "🛑": "octagonal_sign",
    "⬜": "white_large_square",
    "✉️": "email",
    "🥇": "first_place_medal",
    "🥈": "second_place_medal",
    "🥉": "third_place_medal",
    "🟠": "large_orange_circle",
    "🟡": "large_yellow_circle",
    "🟢": "large_green_circle",
    "🟣": "large_purple_circle",
    "🟤": "large_brown_circle",
    "🟥": "large_red_square",
    "🟧": "large_orange_square",
    "🟨": "large_yellow_square",
    "🟩": "large_green_square",
    "🟦": "large_blue_square",
    "🟪": "large_purple_square",
    "🏳️‍🌈": "rainbow-flag",
}
_SHORT_FLAGS = ("cn", "de", "es", "fr", "gb", "it", "jp", "kr", "ru", "us")
_NAME = re.compile(r"[a-z0-9_+'\-]{1,100}")
_REACTION = re.compile(r"(?P<bare>[a-z0-9_+'\-]{1,100})(::skin-tone-(?P<tone>[2-6]))?")
_TONES = "🏻🏼🏽🏾🏿"
_VARIATION = "\N{VARIATION SELECTOR-16}"
_REGIONAL_A = ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}")
# The first code points of each group's ranges; what lies before the next begins belongs to it.
_STARTS = (
    (0x0, "Symbols"),
    (0x1F1E6, "Flags"),
    (0x1F200, "Symbols"),
    (0x1F300, "Nature"),
    (0x1F32D, "Food"),
    (0x1F331, "Nature"),
    (0x1F345, "Food"),
    (0x1F380, "Activities"),
    (0x1F3D4, "Places"),
    (0x1F3F3, "Flags"),
    (0x1F3F5, "Nature"),
    (0x1F3F8, "Activities"),
    (0x1F400, "Nature"),
    (0x1F440, "People"),
    (0x1F484, "Objects"),
    (0x1F493, "Symbols"),
    (0x1F4A1, "Objects"),
    (0x1F500, "Symbols"),
    (0x1F525, "Objects"),
    (0x1F549, "Symbols"),
    (0x1F56F, "Objects"),
    (0x1F590, "People"),
    (0x1F5A4, "Symbols"),
    (0x1F5A5, "Objects"),
    (0x1F5FA, "Places"),
    (0x1F600, "Smileys"),
    (0x1F645, "People"),
    (0x1F680, "Places"),
    (0x1F7E0, "Symbols"),
    (0x1F90C, "People"),
    (0x1F910, "Smileys"),
    (0x1F918, "People"),
    (0x1F920, "Smileys"),
    (0x1F930, "People"),
    (0x1F940, "Nature"),
    (0x1F945, "Activities"),
    (0x1F950, "Food"),
    (0x1F970, "Smileys"),
    (0x1F97B, "Objects"),
    (0x1F980, "Nature"),
    (0x1F9B0, "People"),
    (0x1F9C0, "Food"),
    (0x1F9CC, "People"),
    (0x1F9E0, "Objects"),
    (0x1FA80, "Activities"),
    (0x1FA90, "Objects"),
    (0x1FAB0, "Nature"),
    (0x1FAC0, "People"),
    (0x1FACE, "Nature"),
    (0x1FAD0, "Food"),
    (0x1FAE0, "Smileys"),
    (0x1FAF0, "People"),
)
_ORDER = ("Smileys", "People", "Nature", "Food", "Activities", "Places", "Objects", "Symbols")


class EmojiNames:
    """All names, read once from the `emoji` package."""

    def __init__(self) -> None:
        self.characters: dict[str, str] = {}
        """The character for each name, without skin tones."""
        self.toned: set[str] = set()
        """The characters that skin tones exist for."""
        names = self._names()
        self.body = self._page(names)
        """What the page gets: groups of `[character, names, 1 with skin tones]`."""
        self.etag = f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    def knows(self, name: str) -> bool:
        """Tell whether a name, perhaps with a skin tone, stands for an emoji."""
        found = _REACTION.fullmatch(name)
        character = self.characters.get(found["bare"]) if found else None
        if found is None or character is None:
            return False
        return found["tone"] is None or character in self.toned

    def _names(self) -> dict[str, list[str]]:
        given: dict[str, list[list[str]]] = {}
        for character, data in emoji.EMOJI_DATA.items():
            if data["status"] != _FULLY_QUALIFIED or any(tone in character for tone in _TONES):
                continue
            if (
                character[0] + _TONES[0] + character[1:].removeprefix(_VARIATION)
                in emoji.EMOJI_DATA
            ):
                self.toned.add(character)
            own = [_SLACKS_OWN[character]] if character in _SLACKS_OWN else []
            aliases = [each.strip(":").lower() for each in data.get("alias", [])]
            last = data["en"].strip(":").lower()
            more = [*_flag_names(character), *_with_hyphens([*aliases, last])]
            given[character] = [own, aliases, [last], more]
        names: dict[str, list[str]] = {character: [] for character in given}
        # A name that two emoji have belongs to the one for which it counts more.
        for rank in range(4):
            for character, ranks in given.items():
                for name in ranks[rank]:
                    self._take(names, character, name)
        return {character: each for character, each in names.items() if each}

    def _take(self, names: dict[str, list[str]], character: str, name: str) -> None:
        if _NAME.fullmatch(name) and name not in self.characters:
            self.characters[name] = character
            names[character].append(name)

    def _page(self, names: dict[str, list[str]]) -> bytes:
        groups: dict[str, list[list[str | int]]] = defaultdict(list)
        for character in sorted(names, key=lambda each: [ord(letter) for letter in each]):
            row: list[str | int] = [
                character,
                " ".join(names[character]),
                int(character in self.toned),
            ]
            groups[_group(character)].append(row)
        ordered = [{"group": each, "emoji": groups[each]} for each in (*_ORDER, "Flags")]
        return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode()


def _group(character: str) -> str:
    first = ord(character[0])
    return next(group for start, group in reversed(_STARTS) if start <= first)


def _flag_names(character: str) -> list[str]:
    letters = [ord(each) - _REGIONAL_A for each in character]
    if not all(0 <= each < len(string.ascii_lowercase) for each in letters):
        return []
    code = "".join(string.ascii_lowercase[each] for each in letters)
    return [f"flag-{code}", *([code] if code in _SHORT_FLAGS else [])]


def _with_hyphens(names: list[str]) -> list[str]:
    """Give Slack's names for what men and women do: `man-shrugging`, `female-technologist`."""
    found: list[str] = []
    for name in names:
        who, _, what = name.replace("_", "-").partition("-")
        if who in {"man", "woman"} and what:
            found += [f"{who}-{what}", f"{'male' if who == 'man' else 'female'}-{what}"]
    return found
