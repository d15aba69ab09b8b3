"""Communities: who has much contact with whom, and what names them. Plain data in and out."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.mapping.relationships import KnownPerson, MapFacts, Relationship

# Communities smaller than this are told by no name: a person alone is named anyway.
_SMALLEST = 3
_MOST_NAMED = 8
_ROUNDS = 8
# A word names a community if so many of its people use it, and others use it this much less.
_SHARE, _LIFT = 0.3, 1.5
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Community:
    """Colleagues and people who have more contact with each other than with others.

    Both are in the order in which they stand, from the top. ``name`` is a place or a topic; empty
    where the community is small, or nothing names it.
    """

    name: str
    colleagues: tuple[int, ...]
    people: tuple[int, ...]


def communities_of(facts: MapFacts) -> list[Community]:
    """Find the communities, the one with most people first, ordered so that few lines cross."""
    found = sorted(_found(facts.relationships), key=lambda each: (-len(each[1]), each))
    colleagues, people = _ordered(found, facts.relationships)
    return [
        Community(name, tuple(ours), tuple(theirs))
        for name, ours, theirs in zip(_names(people, facts.people), colleagues, people, strict=True)
    ]


def _found(relationships: Sequence[Relationship]) -> list[tuple[list[int], list[int]]]:
    """Split all into communities: colleagues and people of each."""
    from networkx import Graph  # noqa: PLC0415  # for maps only
    from networkx.algorithms.community import louvain_communities  # noqa: PLC0415  # same

    graph = Graph()
    for each in relationships:
        graph.add_edge(("us", each.colleague_id), ("them", each.person_id), weight=each.strength)
    # With a seed, the same log gives the same map.
    return [
        (
            sorted(one for side, one in members if side == "us"),
            sorted(one for side, one in members if side == "them"),
        )
        for members in louvain_communities(graph, seed=1)
    ]


def _ordered(
    found: Sequence[tuple[list[int], list[int]]], relationships: Sequence[Relationship]
) -> tuple[list[list[int]], list[list[int]]]:
    """Bring each side into the order of what it is tied to, again and again, within communities."""
    ours, theirs = [list(each) for each, _ in found], [list(each) for _, each in found]
    for _ in range(_ROUNDS):
        ours = _by_means(
            ours, _means(theirs, relationships, lambda r: (r.colleague_id, r.person_id))
        )
        theirs = _by_means(
            theirs, _means(ours, relationships, lambda r: (r.person_id, r.colleague_id))
        )
    return ours, theirs


def _means(
    others: Iterable[Iterable[int]],
    relationships: Sequence[Relationship],
    ends: Callable[[Relationship], tuple[int, int]],
) -> dict[int, float]:
    """Give the mean place of those to whom each is tied, by strength."""
    places = {one: place for place, one in enumerate(one for each in others for one in each)}
    total: Counter[int] = Counter()
    weighed: dict[int, float] = Counter()  # type: ignore[assignment]  # counts in fractions
    for each in relationships:
        one, other = ends(each)
        total[one] += each.strength
        weighed[one] += each.strength * places[other]
    return {one: weighed[one] / total[one] for one in total}


def _by_means(groups: Sequence[Sequence[int]], means: Mapping[int, float]) -> list[list[int]]:
    return [sorted(group, key=lambda one: (means[one], one)) for group in groups]


def _names(communities: Sequence[Sequence[int]], people: Mapping[int, KnownPerson]) -> list[str]:
    """Name the largest communities: by a place that is theirs, else by a topic of theirs."""
    words = {one: _words(person) for one, person in people.items()}
    everybody = Counter(word for each in words.values() for word in each)
    names: list[str] = []
    for members in communities:
        if len(members) < min(_SMALLEST, len(people)) or len(names) >= _MOST_NAMED:
            names.append("")
            continue
        places = Counter(people[one].place for one in members if people[one].place)
        place, most = next(iter(places.most_common(1)), ("", 0))
        is_theirs = most * 2 >= len(members) and place not in names
        topic = "" if is_theirs else _topic([words[one] for one in members], everybody, len(people))
        names.append(topic or (place if place not in names else ""))
    return names


def _words(person: KnownPerson) -> dict[str, str]:
    """Give the words of what somebody wrote, in small letters, and as they are written."""
    return {word.casefold(): word for title in person.titles for word in _WORD.findall(title)}


def _topic(members: Sequence[Mapping[str, str]], everybody: Counter[str], count: int) -> str:
    """Find the word that more of a community's people use, and others use less; maybe none."""
    used = Counter(word for each in members for word in each)
    fitting = {
        word: n * n / everybody[word]
        for word, n in used.items()
        if n >= max(2, _SHARE * len(members))
        and n / len(members) >= _LIFT * everybody[word] / count
    }
    if not fitting:
        return ""
    best = max(fitting, key=lambda word: (fitting[word], len(word), word))
    written = next(each[best] for each in members if best in each)
    return written[:1].upper() + written[1:]
