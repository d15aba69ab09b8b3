"""Folding: how words are compared, whatever their case, accents and way of writing umlauts."""

import re
import unicodedata
from dataclasses import dataclass

_ORNAMENTS = str.maketrans(dict.fromkeys("™℠®©", " "))
# Letters that Unicode does not take apart into a letter and a mark.
_WHOLE = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. Not the marks that make
# another letter: the breve of й and ў, the voicing marks of Japanese, vowel signs of India.
_ACCENTS = re.compile(
    "[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    "|(?<![иу])\u0306"
)
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_GAPS = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ＇`´", "'"))
# Scripts that put no space between words; their letters are named for them in Unicode.
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ", "THAI ", "LAO ", "KHMER ", "MYANMAR ", "TIBETAN ")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded in two ways: ``plain`` has u for ü, ``spelled`` has ue.

    What is the same in one of the two counts as the same: Müller, Muller and Mueller are found by
    Müller, while "pot" does not find "poet".
    """

    plain: str
    spelled: str

    def holds(self, wanted: "Folded", *, open_start: bool = False, open_end: bool = False) -> bool:
        """Tell whether ``wanted`` stands in it as whole words; an open end may go on."""
        ways = {(self.plain, wanted.plain), (self.spelled, wanted.spelled)}
        return any(_stands_in(text, words, open_start, open_end) for text, words in ways)


def folded(text: str) -> Folded:
    """Fold case (ß is ss), accents, umlauts, and gaps: blanks, hyphens, underscores are one."""
    if text.isascii():
        plain = _joined(text.lower().translate(_APOSTROPHES))
        return Folded(plain, plain)
    whole = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_ORNAMENTS).casefold()
    return Folded(_bare(whole), _bare(whole.translate(_SPELLED)))


def has_words(text: str) -> bool:
    """Tell whether there is anything to look for: a letter, a digit, an emoji."""
    kinds = {unicodedata.category(char) for char in text}
    return any(kind[0] in "LN" or kind == "So" for kind in kinds)


def stands_as_written(text: str, wanted: str) -> bool:
    """Tell whether ``wanted`` stands in a text as whole words; both as ``as_written`` gives them.

    Case, accents and signs count.
    """
    return _stands_in(text, wanted, open_start=False, open_end=False)


def as_written(text: str) -> str:
    """Fold nothing but runs of blanks, and the two ways in which Unicode encodes an accent."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_edge(text: str, at: int) -> bool:
    """Tell whether a word may begin or end before the character at a place.

    Scripts without spaces between words may break anywhere but before a mark.
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before.isascii() and after.isascii():
        return not (before.isalnum() and after.isalnum())
    if unicodedata.category(after)[0] == "M":
        return False
    if not (_is_word(before) and _is_word(after)):
        return True
    return _is_unspaced(before) or _is_unspaced(after)


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_WHOLE)).casefold()
    return _joined(_ACCENTS.sub("", decomposed).translate(_APOSTROPHES))


def _joined(text: str) -> str:
    return _GAPS.sub(" ", text).strip()


def _stands_in(text: str, wanted: str, open_start: bool, open_end: bool) -> bool:  # noqa: FBT001
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        if (open_start or is_edge(text, at)) and (open_end or is_edge(text, at + len(wanted))):
            return True
        at = text.find(wanted, at + 1)
    return False


def _is_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _is_unspaced(char: str) -> bool:
    return not char.isascii() and unicodedata.name(char, "").startswith(_UNSPACED)
