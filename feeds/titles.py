"""Titles: when two of them say the same, as the reprints of one press release do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from feeds.folding import folded

_FEWEST_WORDS = 5
_FEWEST_CHARACTERS = 25
_FEWEST_OF_MEANING = 3
_LONGEST = 400
_MOST_TAILS = 2
_MOST_WORDS_OF_A_TAIL = 5
# So long a title may have one word less than another.
_WORDS_FOR_ONE_MORE = 6
_EDGE = 3

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# " - Publisher": Google News, and most sites' own titles.
_TAIL = re.compile(r"\s+(?:[-–—|·•»]|::)\s+(?P<tail>[^-–—|·•»:]+(?:-[^-–—|·•»:\s]+)*)$")
_UMLAUT = re.compile("([aou])e")
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)\s*$")
_LABEL = re.compile(
    r"(?:eqs-news|eqs-adhoc|ad[- ]hoc|dgap-news|press release|pressemitteilung|medienmitteilung"
    r"|communiqué de presse|pr newswire|update(?: \d)?|news|breaking)\s*[:|–-]\s+",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\bv\d+(?:\.\d+)+|\b\d+\.\d+\.\d+|\b(?:version|release|rev(?:ision)?|build)\s+v?\d",
    re.IGNORECASE,
)
# Words that come and go when a title is printed again. No negation is among them.
_FILLERS = frozenset(
    re.findall(
        r"\S+",
        "a an the its their his her of to in on at for by with and from as is are has have "
        "der die das den dem des ein eine einen einem einer sein seine ihre ihren ihr "
        "von zu zum zur im in am an auf fur mit und aus bei ist sind hat haben "
        "le la les l un une de du des et en au aux pour avec son sa ses est",
    )
)
_NEGATIONS = frozenset(
    re.findall(
        r"\S+",
        "not no never without against nicht kein keine keinen nie ohne gegen pas sans jamais",
    )
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title as it is compared: the words that mean something, folded, in order.

    ``cut_off``: it ended in an ellipsis, so that another one may go on.
    """

    words: tuple[str, ...]
    cut_off: bool = False

    @property
    def edges(self) -> tuple[str, str]:
        """Give keys of its first and its last words: near-identical titles share one of them."""
        return _digest(self.words[:_EDGE]), _digest(self.words[-_EDGE:])


def heading_of(title: str) -> Heading | None:
    """Read a title for comparing; None where it is too short or too general to mean one text.

    A trailing " - Publisher" and a leading "Press release:" go. Titles of versions mean nothing
    outside of their site.
    """
    text = " ".join(title[:_LONGEST].split())
    if _VERSION.search(text):
        return None
    text = _LABEL.sub("", text, count=1)
    for _ in range(_MOST_TAILS):
        text = _without_tail(text)
    cut_off = len(title) > _LONGEST or bool(_CUT_OFF.search(text))
    text = _CUT_OFF.sub("", text)
    words = _meaning(_words(text))
    enough = _says_enough(text) and len(words) >= _FEWEST_OF_MEANING + cut_off
    return Heading(words, cut_off) if enough else None


def near_identical(one: Heading, other: Heading) -> bool:
    """Tell whether two titles say the same.

    They do where their words are the same, where one is the other cut off, and where one of six
    words or more has another word, which is no number and no negation. A word in place of another
    one makes another title: Zurich is not Geneva.
    """
    if one.words == other.words:
        return True
    short, long = sorted((one, other), key=lambda heading: len(heading.words))
    if short.cut_off and long.words[: len(short.words)] == short.words:
        return True
    more = _additional(short.words, long.words)
    if more is None or len(more) > 1 or len(short.words) < _WORDS_FOR_ONE_MORE:
        return False
    return not any(word in _NEGATIONS or any(map(str.isdigit, word)) for word in more)


@lru_cache(maxsize=4096)  # asked several times for each entry
def title_key(title: str) -> str:
    """Give a key of a title of any length that case, accents and punctuation don't change."""
    return " ".join(_words(title))


def publisher_of(title: str) -> str:
    """Give what stands after the last " - " of a title; empty where there is nothing."""
    found = _TAIL.search(title)
    return found["tail"].strip() if found else ""


def _without_tail(text: str) -> str:
    found = _TAIL.search(text)
    if found is None or len(found["tail"].split()) > _MOST_WORDS_OF_A_TAIL:
        return text
    before = text[: found.start()]
    return before if _says_enough(before) else text


def _says_enough(text: str) -> bool:
    words = _words(text)
    # A sign of Chinese or Japanese says about as much as two letters.
    length = len(text) + len(_UNSPACED.findall(text))
    return len(words) >= _FEWEST_WORDS and length >= _FEWEST_CHARACTERS


def _words(text: str) -> tuple[str, ...]:
    """Take a text apart; Zürich, Zurich and Zuerich are one word."""
    return tuple(_WORD.findall(_UMLAUT.sub(r"\1", folded(text).plain)))


def _meaning(words: Iterable[str]) -> tuple[str, ...]:
    """Leave out fillers; British and American spelling (-ise, -ize) are one."""
    return tuple(word.replace("z", "s") for word in words if word not in _FILLERS)


def _additional(short: tuple[str, ...], long: tuple[str, ...]) -> list[str] | None:
    """List the words that the longer one has more, in order; None where it lacks one."""
    more: list[str] = []
    at = 0
    for word in long:
        if at < len(short) and short[at] == word:
            at += 1
        else:
            more.append(word)
    return more if at == len(short) else None


def _digest(words: tuple[str, ...]) -> str:
    return sha256(" ".join(words).encode(errors="replace")).hexdigest()[:32]
