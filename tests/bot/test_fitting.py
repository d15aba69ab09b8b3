"""Whom a mention suits: cases written out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import ColleagueFacts
from bot.fitting import FULL, Candidate, fitting
from tests.bot.making import NOW

TITLE = "Our new tent by Acme in the rain"


def candidate(name: str, **about: object) -> Candidate:
    return replace(Candidate(ColleagueFacts(name), holds=1), **about)  # type: ignore[arg-type]


SU, LOI, MARA = (candidate(name) for name in ("su", "loi", "mara"))


def about(*words: str) -> frozenset[str]:
    return frozenset(words)


CASES = {
    "knowing the author beats the topic, the topic beats the place": (
        [
            replace(SU, at_place=9),
            replace(LOI, knows=True, to_author=1),
            replace(MARA, topics=about("tent")),
        ],
        ["loi: person", "mara: topic tent"],
    ),
    "whoever knows the author better comes first": (
        [replace(SU, knows=True, to_author=1), replace(LOI, knows=True, to_author=3)],
        ["loi: person", "su: person"],
    ),
    "to say that one knows somebody is enough": (
        [replace(SU, knows=True)],
        ["su: person"],
    ),
    "two words of the title tell more than one": (
        [
            replace(SU, topics=about("tent", "alps")),
            replace(LOI, topics=about("tent", "rain", "snow")),
            replace(MARA, topics=about("boots")),
            candidate("nik", topics=about("boots", "alps")),
        ],
        ["loi: topic tent", "su: topic tent"],
    ),
    "a word about which most have answered tells nothing": (
        [
            replace(SU, topics=about("acme")),
            replace(LOI, topics=about("acme", "tent")),
            replace(MARA, topics=about("acme")),
        ],
        ["loi: topic tent"],
    ),
    "whoever answers alone answers about everything": (
        [replace(SU, topics=about("acme"))],
        ["su: topic Acme"],
    ),
    "whoever is at home at a place beats whoever was there once": (
        [replace(SU, at_place=1, holds=0), replace(LOI, at_place=3, holds=0)],
        ["loi: place", "su: place"],
    ),
    "what somebody holds weighs against them": (
        [
            replace(SU, at_place=3, holds=4),
            replace(LOI, at_place=1, holds=1),
            replace(MARA, at_place=1, holds=0),
        ],
        ["mara: place", "loi: place"],
    ),
    "whoever is full is left alone, even if they know the author": (
        [replace(SU, knows=True, to_author=9, holds=FULL)],
        [],
    ),
    "of equals, who has not answered for longest": (
        [
            replace(SU, at_place=1, last=NOW),
            replace(LOI, at_place=1, last=NOW - timedelta(days=9)),
            replace(MARA, at_place=1, last=NOW - timedelta(days=1)),
        ],
        ["loi: place", "mara: place"],
    ),
    "to have time is a reason where there is no other, for one": (
        [replace(SU, holds=0, last=NOW), replace(LOI, holds=0), replace(MARA, holds=2)],
        ["loi: time"],
    ),
    "to have time is none beside another": (
        [replace(SU, holds=0), replace(LOI, at_place=1)],
        ["loi: place"],
    ),
    "nobody fits": ([SU, LOI], []),
    "never whoever opted out": ([replace(SU, knows=True, wants=False)], []),
    "never whoever has left": ([replace(SU, knows=True, has_left=True)], []),
    "never whoever is away": ([replace(SU, knows=True, is_away=True)], []),
    "never whoever let it go": ([replace(SU, knows=True, turned_down=True)], []),
}


@pytest.mark.parametrize(("candidates", "fits"), CASES.values(), ids=CASES.keys())
def test_whom_a_mention_suits(candidates: list[Candidate], fits: list[str]) -> None:
    found = fitting(TITLE, candidates)

    shown = [f"{fit.colleague.slack_id}: {fit.reason} {fit.word}".strip() for fit in found]
    assert shown == fits
    assert fitting(TITLE, candidates[::-1]) == found, "the order of the candidates decides nothing"


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.builds(ColleagueFacts, st.uuids().map(str)),
        knows=st.booleans(),
        to_author=st.integers(0, 9),
        topics=st.frozensets(st.sampled_from(["tent", "acme", "rain"])),
        at_place=st.integers(0, 5),
        holds=st.integers(0, 7),
        last=st.none() | st.just(NOW),
        turned_down=st.booleans(),
        wants=st.booleans(),
        has_left=st.booleans(),
        is_away=st.booleans(),
    ),
    max_size=6,
)


@given(candidates=CANDIDATES, title=st.text(max_size=40) | st.just(TITLE))
def test_two_at_most_and_nobody_who_may_not(candidates: list[Candidate], title: str) -> None:
    found = [fit.colleague for fit in fitting(title, candidates)]

    assert len(found) <= 2
    assert len(set(found)) == len(found)
    for each in candidates:
        if each.colleague in found:
            assert each.wants
            assert not any((each.has_left, each.is_away, each.turned_down))
            assert each.holds < FULL
    assert fitting(title, candidates[::-1]) == fitting(title, candidates)
