"""A contact has gone cold when it was regular and is silent for longer than usual."""

from datetime import timedelta

import pytest

from bot.cooling import has_gone_cold
from bot.greetings import whom_to_greet
from bot.merging import merge_people
from bot.models import Person
from bot.store import Store
from tests.bot.contact_world import BERT, contact_world
from tests.bot.making import NOW

CASES = {
    "nobody was ever answered": ([], False),
    "twice is not regular": ([100, 90], False),
    "weekly, and silent for three weeks": ([35, 28, 21], True),
    "weekly, and silent for a day less": ([34, 27, 20], False),
    "monthly, and silent for a month": ([90, 60, 30], False),
    "monthly, and silent for twice as long": ([120, 90, 60], False),
    "monthly, and silent for longer than that": ([121, 91, 61], True),
    "one long pause changes little: the median counts": ([400, 70, 60, 50], True),
    "two long pauses do": ([400, 200, 60, 50], False),
    "three answers on one day": ([21, 21, 21], True),
    "in whatever order": ([21, 35, 28], True),
}


@pytest.mark.parametrize(("days_ago", "cold"), CASES.values(), ids=CASES.keys())
def test_going_cold(days_ago: list[int], *, cold: bool) -> None:
    assert has_gone_cold([NOW - timedelta(days=days) for days in days_ago], NOW) is cold


def test_a_colleague_is_reminded_of_whom_to_greet_with_their_latest_entry(store: Store) -> None:
    with contact_world(store) as world:
        su = world.colleague("Su")
        for days in (60, 50, 40):
            world.answer(su, world.write(), NOW - timedelta(days=days))
            world.answer(su, world.write(BERT), NOW - timedelta(days=days - 30))
        latest = world.write()

        [cold] = whom_to_greet(world.session, su, NOW, 5)
        assert (cold.person, cold.last) == ("Anna Beispiel", NOW - timedelta(days=40))
        assert cold.latest is not None
        assert cold.latest.number == latest.number
        assert whom_to_greet(world.session, world.colleague("Loi"), NOW, 5) == ()


def test_whoever_took_part_in_answers_greets_again_too(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        for days in (60, 50, 40):
            world.answer(su, world.write(), NOW - timedelta(days=days), loi)
        [cold] = whom_to_greet(world.session, loi, NOW, 5)
        assert (cold.person, cold.last) == ("Anna Beispiel", NOW - timedelta(days=40))


def test_whoever_was_merged_is_greeted_as_one(store: Store) -> None:
    with contact_world(store) as world:
        su = world.colleague("Su")
        first, other = world.write(), world.write(BERT)
        for mention, days in ((first, 60), (other, 50), (world.write(BERT), 40)):
            world.answer(su, mention, NOW - timedelta(days=days))
        assert whom_to_greet(world.session, su, NOW, 5) == ()

        anna = world.session.get_one(Person, first.person_id)
        assert merge_people(world.session, other.person_id, anna, su, NOW)
        [cold] = whom_to_greet(world.session, su, NOW, 5)
        assert (cold.person, cold.last) == ("Anna Beispiel", NOW - timedelta(days=40))
        assert cold.latest is not None
        assert cold.latest.number == 3
