"""Lettering: texts from outside as a picture can show them, with the fonts of this machine."""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache

import emoji

from bot.mrkdwn import ELLIPSIS, one_line

# The first one comes with Matplotlib; the others help where they are installed.
_FONTS = (
    *("DejaVu Sans", "Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR"),
    *("Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai"),
    *("WenQuanYi Zen Hei", "Unifont"),
)


# More marks over one letter than any language has run into the lines above and below.
_STACKED = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")


@cache
def fonts() -> tuple[str, ...]:
    """List the fonts to look for a letter in, the first one first."""
    from matplotlib.font_manager import fontManager  # noqa: PLC0415  # slow, and for maps only

    there = set(fontManager.get_font_names())
    return tuple(name for name in _FONTS if name in there)


@cache
def known_letters() -> AbstractSet[int]:
    """Give the code points that one of the fonts has."""
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415

    files = [findfont(FontProperties(family=name)) for name in fonts()]
    return frozenset(point for file in files for point in get_font(file).get_charmap())


def drawable(text: str, known: AbstractSet[int]) -> str:
    """Write a text with letters that the fonts have; may be empty.

    Letters of other scripts become Latin ones that sound alike; emoji that no font has go.
    """
    from anyascii import anyascii  # noqa: PLC0415  # for maps only

    def shown(found: str) -> str:
        return found if all(ord(char) in known for char in found) else ""

    flat = _STACKED.sub(r"\1", one_line(text))
    without = emoji.replace_emoji(flat, replace=lambda found, _: shown(found))
    letters = (char if ord(char) in known else anyascii(char) for char in without)
    return " ".join("".join(letters).split())


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """Cut a text until it fits; what is cut shows."""
    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle].rstrip() + ELLIPSIS) else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS
