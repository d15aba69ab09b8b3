"""What a colleague wishes to watch: a term, places, a channel, as typed and as carried along."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.typed import unescaped
from feeds.places import (
    WATCHED_BY_DEFAULT,
    Ask,
    FeedAddress,
    Place,
    Question,
    feeds_for,
    feeds_of_page,
    place_named,
    read_answer,
)

LONGEST_TERM = 100
_WISH = re.compile(
    r"(?:[\"“„”«»](?P<quoted>[^\"“”„«»]*)[\"“”«»]|(?P<bare>.*?))(?:\s+on(?:\s+(?P<places>.*))?)?",
    re.DOTALL | re.IGNORECASE,
)
_LISTED = re.compile(r",|\s+(?:and|und)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WishedPlace:
    """A place to watch, with what is known of the answers that it needs."""

    place: Place
    answers: Mapping[Ask, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """A term to watch for; ``channel`` is where its mentions go."""

    term: str
    places: tuple[WishedPlace, ...]
    channel: str


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """A word that names no place."""

    word: str


def read_wish(text: str, channel: str) -> Wish | UnknownPlace | None:
    """Read what follows ``watch``: a term, perhaps in quotation marks, and perhaps ``on`` places.

    A place may come with an answer, as in ``mastodon:fosstodon.org``, or be the address of a feed.
    None where there is no term, or ``on`` leads nowhere.
    """
    found = _WISH.fullmatch(text.strip())
    if found is None:
        return None
    term = " ".join(unescaped(found["quoted"] or found["bare"] or "").split())
    named = found["places"]
    if not term or (named is None and found[0].rstrip().lower().endswith(" on")):
        return None
    if named is None:
        places = [WishedPlace(place) for key in WATCHED_BY_DEFAULT if (place := place_named(key))]
        return Wish(term, tuple(places), channel)
    wished: dict[str, WishedPlace] = {}
    for word in _words(named):
        one = _place(word)
        if one is None:
            return UnknownPlace(word)
        wished.setdefault(f"{one.place.key} {sorted(one.answers.items())}", one)
    return Wish(term, tuple(wished.values()), channel)


def _words(named: str) -> list[str]:
    """Split at commas, and at blanks where they do not lie within a place's name."""
    words: list[str] = []
    for part in _LISTED.split(unescaped(named)):
        bare = part.strip()
        words += [bare] if place_named(bare) else bare.split()
    return words


def _place(word: str) -> WishedPlace | None:
    bare = word.strip("<>").partition("|")[0]
    if "://" in bare:
        any_url = place_named("url")
        address = read_answer(Ask.ADDRESS, next(iter(feeds_of_page(bare)), bare))
        return WishedPlace(any_url, dict([address])) if any_url and address else None
    name, colon, given = word.partition(":")
    place = place_named(name)
    if place is None or not colon:
        return WishedPlace(place) if place else None
    answers = (read_answer(ask, given) for ask in place.asks)
    answer = next((each for each in answers if each is not None), None)
    return WishedPlace(place, dict([answer])) if answer else None


def addresses(wish: Wish, language: str) -> tuple[list[FeedAddress], list[tuple[int, Question]]]:
    """Give the feeds of a wish, and what must be asked first, with the place's position."""
    known: list[FeedAddress] = []
    questions: list[tuple[int, Question]] = []
    for position, wished in enumerate(wish.places):
        found = feeds_for(wish.term, wished.place, wished.answers, language)
        if isinstance(found, Question):
            questions.append((position, found))
        else:
            known += found
    return known, questions


def answered(wish: Wish, answers: Sequence[tuple[int, Ask, str]]) -> Wish:
    """Add answers, each with the position of its place."""
    places = list(wish.places)
    for position, ask, given in answers:
        places[position] = replace(
            places[position], answers={**places[position].answers, ask: given}
        )
    return replace(wish, places=tuple(places))


def write_wish(wish: Wish) -> str:
    """Write a wish so that a button or a modal can carry it along."""
    places = [
        [each.place.key, {str(ask): v for ask, v in each.answers.items()}] for each in wish.places
    ]
    return json.dumps([wish.term, wish.channel, places], ensure_ascii=False, separators=(",", ":"))


def carried_wish(written: str) -> Wish:
    """Read what ``write_wish`` wrote."""
    term, channel, places = json.loads(written)
    return Wish(
        term,
        tuple(
            WishedPlace(place, {Ask(ask): given for ask, given in answers.items()})
            for key, answers in places
            if (place := place_named(key))
        ),
        channel,
    )
