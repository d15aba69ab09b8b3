"""Naming: what names somebody in a text, by name, handle or address, and taking it out of it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from feeds.folding import is_edge

GONE = "…"
"""What stands where somebody was named."""
_SHORTEST = 4
"""Letters of a name that is looked for; a shorter one is part of too many other words."""
_SHORTEST_UNSPACED = 2
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"}
# What is left of an address; a full stop after it is the sentence's.
_REST = r"""(?:[^\s<>|"']*[^\s<>|"'.,;:!?)\]])?"""
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Naming:
    """How somebody is named; made by ``naming``."""

    names: re.Pattern[str]
    addresses: re.Pattern[str]

    def is_in(self, value: object) -> bool:
        """Tell whether they are named in a text, or in any text of JSON."""
        return bool(self.clear(value) != value)

    def has_address(self, url: str) -> bool:
        """Tell whether an address is one of theirs, or lies below it."""
        return self.addresses.search(unquote(url)) is not None

    def is_in_link(self, url: str) -> bool:
        """Tell whether an address names them, be it in its path."""
        return self.is_in(unquote(url))

    def clear(self, value: Any) -> Any:  # noqa: ANN401  # JSON in, the same kind of JSON out
        """Take out what names them, from a text or from all texts of JSON."""
        if isinstance(value, str):
            return self._cleared(value)
        if isinstance(value, list):
            return [self.clear(each) for each in value]
        if isinstance(value, dict):
            return {key: self.clear(each) for key, each in value.items()}
        return value

    def _cleared(self, text: str) -> str:
        # What is taken out may leave a name behind whose parts stood around it.
        while True:
            shorter = self.names.sub(_as_words, self.addresses.sub(GONE, text))
            if shorter == text:
                return text
            text = shorter


def naming(names: Iterable[str], addresses: Iterable[str]) -> Naming:
    """Say how somebody is named: by names and handles, and by web and e-mail addresses.

    Names count as whole words, whatever their case and accents and what stands between their
    words; those with fewer than four letters are not looked for.
    """
    return Naming(
        _any_of(_name(name) for name in names),
        _any_of(_address(address) for address in addresses),
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    # The longest first: of "Anna" and "Anna Beispiel" the whole name shall go.
    wanted = sorted({each for each in patterns if each}, key=len, reverse=True)
    return re.compile("|".join(wanted) or r"(?!)", re.IGNORECASE)


def _name(name: str) -> str:
    words = _WORDS.findall(unicodedata.normalize("NFC", name))
    letters = "".join(words)
    enough = _SHORTEST if letters.isascii() else _SHORTEST_UNSPACED
    if len(letters) < enough:
        return ""
    return r"[\W_]{1,3}".join("".join(map(_letter, word)) for word in words)


def _letter(letter: str) -> str:
    """Match a letter in all the ways in which it is written."""
    small = letter.lower()
    apart = unicodedata.normalize("NFD", letter)
    ways = {letter, small, apart, apart[0], _SPELLED.get(small, letter)}
    if len(ways) == 1:
        return re.escape(letter)
    return f"(?:{'|'.join(sorted(map(re.escape, ways), key=len, reverse=True))})"


def _address(address: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?|^mailto:", "", address.strip(), flags=re.IGNORECASE)
    bare = unquote(bare).rstrip("/")
    if len(bare) < _SHORTEST:
        return ""
    return rf"(?<![\w.@-])(?:https?://)?(?:www\.)?{re.escape(bare)}(?![\w-]){_REST}"


def _as_words(found: re.Match[str]) -> str:
    whole = is_edge(found.string, found.start()) and is_edge(found.string, found.end())
    return GONE if whole else found[0]
