"""The map of relationships: what counts, who stands where, and a picture of any names."""

import ast
import random
import struct
import warnings
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.map import map_alt_text, map_words
from bot.facts import EngagementKind
from bot.language import load_languages
from bot.mapping.communities import communities_of
from bot.mapping.lettering import drawable, known_letters, shortened
from bot.mapping.picture import Theme, draw_map
from bot.mapping.relationships import (
    MOST_PEOPLE,
    KnownPerson,
    MapFacts,
    Relationship,
    map_facts,
)
from bot.mapping.spots import plan_map, spread_out
from bot.store import Store
from tests.bot.making import NOW
from tests.bot.making_log import Line, make_log

ROOT = Path(__file__).parents[2]
ENGLISH = load_languages().get("en")
CLAIM, UNDO, WITHDRAW = EngagementKind.CLAIM, EngagementKind.UNDO, EngagementKind.WITHDRAW
HOSTILE = (
    "$\\frac{1}{0}$",
    "$",
    "<!channel>",
    "😀 Emoji 🦄",
    "🦄",
    "王小明",
    "שלום",
    "x" * 300,
    "",
    "\u202e",
)


def facts_of(colleagues: int, people: int, seed: int = 1) -> MapFacts:
    """Make a world in which everybody knows a few, and some know each other's."""
    chance = random.Random(seed)  # noqa: S311, a world and no secret
    pairs = {(1 + one % colleagues, one) for one in range(1, people + 1)}
    pairs |= {(one, 1 + one % people) for one in range(1, colleagues + 1)}
    pairs |= {(chance.randint(1, colleagues), chance.randint(1, people)) for _ in range(people)}
    return MapFacts(
        {one: f"Colleague {one}" for one in range(1, colleagues + 1)},
        {
            one: KnownPerson(f"Person {one}", f"place-{one % 5}.example")
            for one in range(1, people + 1)
        },
        tuple(
            Relationship(ours, theirs, chance.choice((1, 4, 20))) for ours, theirs in sorted(pairs)
        ),
    )


def test_answers_weigh_more_than_claims_and_what_was_taken_back_is_nothing(store: Store) -> None:
    workspace_id = make_log(
        store,
        Line("Su", "Anna", "old.reddit.com"),
        Line("Su", "Anna", "old.reddit.com", CLAIM),
        Line("Loi", "Anna", "blog.example", CLAIM),
        Line("Mara", "Ben"),
        Line("Mara", "Ben", kind=WITHDRAW, about_id=4),
        Line("Mara", "Carl", kind=CLAIM),
        Line("Mara", "Carl", kind=UNDO, about_id=6),
        Line("Mara", "Dora", kind=EngagementKind.DISMISS),
        Line("Ida", "Anna", "old.reddit.com", EngagementKind.JOIN, about_id=1),
    )

    with store.read() as session:
        facts = map_facts(session, workspace_id)
        nothing = map_facts(session, workspace_id + 1)

    [anna] = facts.people.values()
    assert (anna.name, anna.place) == ("Anna", "Reddit")
    assert sorted(facts.colleagues.values()) == ["Ida", "Loi", "Su"]
    strengths = {facts.colleagues[each.colleague_id]: each.strength for each in facts.relationships}
    assert strengths == {"Su": 4, "Ida": 2, "Loi": 1}
    assert nothing == MapFacts({}, {}, ())


def test_those_with_most_contact_have_room(store: Store) -> None:
    many = [Line("Su", f"Person {one}", kind=CLAIM) for one in range(MOST_PEOPLE + 7)]
    workspace_id = make_log(store, *many, *[Line("Su", "Best")] * 3)

    with store.read() as session:
        facts = map_facts(session, workspace_id)

    assert len(facts.people) == MOST_PEOPLE
    assert facts.left_out == 8
    assert "Best" in {person.name for person in facts.people.values()}
    assert "8 more have no room here" in map_words(facts, NOW.date(), ENGLISH).subtitle


def test_communities_are_those_with_contact_and_named_by_place_or_topic() -> None:
    people = {one: KnownPerson(f"R{one}", "Reddit", ("Any tent",)) for one in range(1, 5)}
    people |= {
        one: KnownPerson(f"G{one}", f"{one}.example", ("New gloves at last", "More"))
        for one in range(5, 9)
    }
    relationships = [Relationship(1, one, 4) for one in range(1, 5)]
    relationships += [Relationship(2, one, 4) for one in range(5, 9)]
    relationships += [Relationship(1, 8, 1)]

    found = communities_of(MapFacts({1: "Su", 2: "Loi"}, people, tuple(relationships)))

    assert [(each.colleagues, set(each.people)) for each in found] == [
        ((1,), {1, 2, 3, 4}),
        ((2,), {5, 6, 7, 8}),
    ]
    assert found[0].name == "Reddit"
    assert found[1].name == "Gloves"
    assert found[1].people[0] == 8, "whom the others know too stands nearest to them"


@pytest.mark.parametrize(("colleagues", "people"), [(1, 1), (3, 5), (8, 40), (40, 3), (22, 200)])
def test_nobody_stands_on_anybody_and_all_is_on_the_picture(colleagues: int, people: int) -> None:
    facts = facts_of(colleagues, people)
    plan = plan_map(facts, communities_of(facts))

    assert set(plan.us) == set(facts.colleagues)
    assert set(plan.them) == set(facts.people)
    heights = sorted(spot.y for spot in plan.us.values())
    assert all(b - a >= plan.sizes.us - 0.01 for a, b in pairwise(heights))
    spots = [(spot.x, spot.y) for spot in plan.them.values()]
    assert len({y for _, y in spots}) == people, "each line has a height of its own"
    for spot in [*plan.us.values(), *plan.them.values()]:
        assert 100 < spot.y < plan.height - 80
        assert spot.x < plan.width


@given(st.lists(st.floats(0, 1000), max_size=20).map(sorted), st.floats(1, 50))
def test_spread_out_keeps_the_order_the_distance_and_the_bounds(
    wanted: list[float], apart: float
) -> None:
    spread = spread_out(wanted, apart, 0, 1000)

    assert all(b - a >= apart - 1e-6 for a, b in pairwise(spread))
    if spread:
        assert spread[0] >= apart / 2 - 1e-6
        assert spread[-1] <= 1000 - apart / 2 + 1e-6
    if all(b - a >= apart for a, b in pairwise(wanted)):
        inside = [min(max(each, apart / 2), 1000 - apart / 2) for each in wanted]
        assert inside != wanted or spread == pytest.approx(wanted)


@given(st.text())
@settings(max_examples=50)
def test_any_text_becomes_one_that_the_fonts_have(text: str) -> None:
    shown = drawable(text, known_letters())

    assert all(ord(char) in known_letters() for char in shown)
    assert "\n" not in shown


def test_letters_are_kept_where_there_are_fonts_for_them() -> None:
    latin = frozenset(map(ord, "Zoë Ürün$&Wang"))

    assert drawable("Zoë $&", latin) == "Zoë $&"
    assert drawable("🦄 Zoë 👩‍👩‍👧", latin) == "Zoë"
    assert drawable("王", latin) == "Wang"
    assert drawable("e" + "\u0301" * 50, frozenset(range(0x400))) == "e\u0301\u0301\u0301"
    assert shortened("Zoë Zürcher", lambda part: len(part) <= 5) == "Zoë…"


def size_of(path: Path) -> tuple[int, int]:
    """Read width and height of a PNG file."""
    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", head[16:24])
    return int(width), int(height)


def test_pictures_are_drawn_of_any_names_in_both_themes(tmp_path: Path) -> None:
    facts = facts_of(2, len(HOSTILE))
    people = {one: KnownPerson(name, name, (name,)) for one, name in enumerate(HOSTILE, start=1)}
    hostile = MapFacts(dict.fromkeys(facts.colleagues, "$\\frac$ 🦄"), people, facts.relationships)
    contents = set()
    for theme in Theme:
        path = tmp_path / f"{theme}.png"
        words = map_words(hostile, NOW.date(), ENGLISH)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            draw_map(hostile, communities_of(hostile), words, theme, path)
        width, height = size_of(path)
        assert 1500 < width < 3000
        assert 800 < height < 3000
        contents.add(path.read_bytes())
    assert len(contents) == 2


def test_the_map_is_told_in_words_for_those_who_do_not_see_it() -> None:
    facts = MapFacts(
        {1: "Su", 2: "Loi"},
        {1: KnownPerson("Anna", "Reddit"), 2: KnownPerson("", "Reddit")},
        (Relationship(1, 1, 4), Relationship(1, 2, 9), Relationship(2, 1, 1)),
    )

    assert map_alt_text(facts, ENGLISH) == (
        "A map of who knows whom: 2 of us and 2 people outside, with lines as thick as their "
        "contact. Su knows 2 people, best somebody and Anna. Loi knows 1 person: Anna."
    )


def test_nobody_who_needs_no_map_waits_for_what_draws_it() -> None:
    """What is slow to load is loaded inside the functions that need it, not at the start."""
    slow = {"matplotlib", "networkx", "xlsxwriter", "anyascii", "numpy", "PIL"}
    found = {
        (path.name, name)
        for folder in ("bot", "handlers", "feeds")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or node.names[0].name]
        if name.partition(".")[0] in slow
    }

    assert found == set()
