"""Topics: what somebody writes about, by the words of their titles."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from stopwordsiso import stopwords

from feeds.folding import folded

_WORD = re.compile(r"[^\W\d_][\w'’-]*\w")
_LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
_SHORTEST = 3
# Whatever stands in nearly every title of some places.
_HABITS = frozenset({"ask", "comment", "hn", "new", "post", "re", "show", "tell"})


def topics_of(
    titles: Sequence[str], *, besides: Collection[str] = (), most: int = 6
) -> tuple[str, ...]:
    """Give the words that come in most of the titles, as they are written most often.

    Stop words of our languages and those of ``besides`` are none, such as names and what everybody
    here looks for anyway. Words that come twice are worth more than those of a single title.
    """
    known = {word for text in besides for word, _ in _words(text)}
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for title in titles:
        for word, as_written in topic_words(title).items():
            if word not in known:
                counts[word] += 1
                written.setdefault(word, Counter())[as_written] += 1
    often = [word for word, count in counts.most_common() if count > 1]
    chosen = (often or [word for word, _ in counts.most_common()])[:most]
    return tuple(written[word].most_common(1)[0][0] for word in chosen)


def topic_words(title: str) -> dict[str, str]:
    """Give the words that say what a title is about: folded, each as it first stands there."""
    words: dict[str, str] = {}
    for word, as_written in _words(title):
        if word not in _stop_words() and len(word) >= _SHORTEST:
            words.setdefault(word, as_written)
    return words


def _words(text: str) -> Iterable[tuple[str, str]]:
    return (
        (folded(word).plain, word) for word in _WORD.findall(unicodedata.normalize("NFC", text))
    )


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(folded(word).plain for word in stopwords(_LANGUAGES)) | _HABITS
