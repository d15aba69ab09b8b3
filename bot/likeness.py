"""Likeness: when a name that somebody typed is nearly another one."""

import re
from collections.abc import Iterable, Sequence

from feeds.folding import folded

_WORD = re.compile(r"\w+")
# The letters of a word that may be wrong, from so many letters on. A short word with another
# letter is another word.
_TYPOS = ((8, 2), (4, 1))
_MOST_LIKE = 40


def words_of(name: str) -> list[str]:
    """Take a folded name apart."""
    return _WORD.findall(name)


def words_like(word: str, known: Sequence[str]) -> dict[str, int]:
    """Give those of many words that are nearest to one, each with its typos."""
    # Large, and what polls feeds has no names to look for.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    may_differ = next((typos for length, typos in _TYPOS if len(word) >= length), 0)
    found = process.extract(
        word,
        known,
        scorer=OSA.distance,
        processor=None,
        score_cutoff=may_differ,
        limit=_MOST_LIKE,
    )
    return {like: int(typos) for like, typos, _ in found}


def typos_in(alike: Iterable[dict[str, int]], name: str) -> int | None:
    """Count the typos of a folded name, from what is like each word that was typed.

    None where one of these words has no like in it.
    """
    words = set(words_of(name))
    typos = [min((some[w] for w in words & some.keys()), default=None) for some in alike]
    return None if None in typos else sum(count for count in typos if count)


def nearly(typed: str, names: Iterable[str]) -> list[str]:
    """Give those of a few names that somebody may have meant, none better than another."""
    wanted = folded(typed)
    counted: dict[str, int] = {}
    for name in names:
        other = folded(name)
        for mine, theirs in ((wanted.plain, other.plain), (wanted.spelled, other.spelled)):
            alike = [words_like(word, words_of(theirs)) for word in words_of(mine)]
            typos = typos_in(alike, theirs) if alike else None
            if typos is not None:
                counted[name] = min(typos, counted.get(name, typos))
    best = min(counted.values(), default=0)
    return [name for name, typos in counted.items() if typos == best]
