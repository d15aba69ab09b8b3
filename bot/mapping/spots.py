"""Spots: where everybody stands on the map, in pixels from its top left. Plain data in and out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from bot.mapping.communities import Community
from bot.mapping.relationships import MapFacts

LEFT = 268.0
"""Where colleagues stand; their names are to the left of it."""
TOP, BOTTOM, MARGIN = 138.0, 96.0, 40.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large things are; with more people all is a little smaller, and in two columns.

    ``us`` and ``row`` are from one to the next, ``label`` is the room for a person's name, ``gap``
    that for the lines between both sides.
    ``enlarged``: how many pixels the picture has for one of ours.
    """

    columns: int
    gap: float
    row: float
    us: float
    letters: float
    label: float
    widest: float
    enlarged: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stands, and the number of their community."""

    x: float
    y: float
    community: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole map. ``headings``: where the names of communities stand, by their numbers."""

    sizes: Sizes
    width: float
    height: float
    us: Mapping[int, Spot]
    them: Mapping[int, Spot]
    headings: Mapping[int, float]

    @property
    def across(self) -> float:
        """Give the x at which the people begin."""
        return LEFT + self.sizes.gap


def plan_map(facts: MapFacts, communities: Sequence[Community]) -> Plan:
    """Give everybody a spot: people one below the other, colleagues near those they know."""
    sizes = _sizes(len(facts.people), len(facts.colleagues))
    them, headings, needed = _their_spots(communities, sizes)
    height = max(needed, sizes.us * len(facts.colleagues))
    down = (height - needed) / 2
    them = {one: Spot(spot.x, spot.y + down, spot.community) for one, spot in them.items()}
    return Plan(
        sizes=sizes,
        width=LEFT + sizes.gap + sizes.columns * sizes.label + MARGIN,
        height=TOP + height + BOTTOM,
        us=_our_spots(facts, communities, them, sizes, height),
        them=them,
        headings={number: y + down for number, y in headings.items()},
    )


def _sizes(people: int, colleagues: int) -> Sizes:
    """Choose sizes; all of them were tried out by eye."""
    us = next((room for most, room in ((8, 62.0), (16, 46.0)) if colleagues <= most), 32.0)
    for most, sizes in (
        (12, Sizes(1, 420, 42, us, 15, 350, 11, 2)),
        (48, Sizes(1, 420, 26, us, 13, 350, 9, 2)),
    ):
        if people <= most:
            return sizes
    return Sizes(2, 560, 21.5, us, 12.5, 250, 5.5, 1.5)


def _their_spots(
    communities: Sequence[Community], sizes: Sizes
) -> tuple[dict[int, Spot], dict[int, float], float]:
    """Put people below each other; of two columns the second stands half a row lower.

    So the lines to the second pass between the names of the first. Gives the height, too.
    """
    spots: dict[int, Spot] = {}
    headings: dict[int, float] = {}
    y = TOP
    for number, community in enumerate(communities):
        if community.name and community.people:
            headings[number] = y + sizes.row * 0.4
            y += sizes.row * 1.1
        for place, one in enumerate(community.people):
            row, column = divmod(place, sizes.columns)
            spots[one] = Spot(
                LEFT + sizes.gap + column * sizes.label,
                y + (row + 0.5 + column / sizes.columns) * sizes.row,
                number,
            )
        rows = ceil(len(community.people) / sizes.columns)
        y += (rows + (0.8 if rows else 0) + (sizes.columns - 1) / sizes.columns) * sizes.row
    return spots, headings, y - TOP


def _our_spots(
    facts: MapFacts,
    communities: Sequence[Community],
    them: Mapping[int, Spot],
    sizes: Sizes,
    height: float,
) -> dict[int, Spot]:
    """Put each colleague as near as there is room to the middle of those they know."""
    community_of = {
        one: number for number, each in enumerate(communities) for one in each.colleagues
    }
    strengths = facts.strengths("colleague_id")
    middle = dict.fromkeys(facts.colleagues, 0.0)
    for each in facts.relationships:
        share = each.strength / strengths[each.colleague_id]
        middle[each.colleague_id] += share * them[each.person_id].y
    ordered = sorted(middle, key=lambda one: (middle[one], one))
    spread = spread_out([middle[one] for one in ordered], sizes.us, TOP, TOP + height)
    return {one: Spot(LEFT, y, community_of[one]) for one, y in zip(ordered, spread, strict=True)}


def spread_out(wanted: Sequence[float], apart: float, first: float, last: float) -> list[float]:
    """Move rising numbers as little as needed, so that they are apart, and within bounds.

    The numbers that would be too close form a block around their middle; blocks that meet merge
    (https://en.wikipedia.org/wiki/Isotonic_regression).
    """
    blocks: list[tuple[float, int]] = []
    for place, each in enumerate(wanted):
        mean, count = each - place * apart, 1
        while blocks and blocks[-1][0] >= mean:
            before, many = blocks.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    flat = [mean for mean, count in blocks for _ in range(count)]
    highest = max(first + apart / 2, last - apart / 2 - (len(wanted) - 1) * apart)
    return [
        min(max(mean, first + apart / 2), highest) + place * apart
        for place, mean in enumerate(flat)
    ]
