"""Which entry of a feed is its newest, and in which order new ones are met."""

from datetime import datetime, timedelta

import pytest

from bot.subscriptions import newest_entry
from bot.taking import oldest_first
from tests.bot.making import NOW, a_document, an_entry

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ids_of(*dates: datetime | None) -> list[str]:
    """Give entries a, b, c … in the document's order, with these dates, oldest first."""
    entries = [an_entry(name, published=at) for name, at in zip("abcdef", dates, strict=False)]
    return [entry.identity[3:] for entry in oldest_first(entries, NOW)]


ORDER = {
    "no dates: the document from below": ((None, None, None), "cba"),
    "dates decide": ((NOW - HOUR, NOW - 3 * HOUR, NOW - 2 * HOUR), "bca"),
    "equal dates: from below": ((NOW - HOUR, NOW - HOUR, NOW - HOUR), "cba"),
    "a missing one counts as now": ((None, NOW - HOUR, NOW - 2 * HOUR), "cba"),
    "the future counts as now": ((NOW + 900 * DAY, None, NOW - HOUR), "cba"),
    "nothing": ((), ""),
}


@pytest.mark.parametrize(("dates", "expected"), ORDER.values(), ids=ORDER.keys())
def test_new_entries_are_met_oldest_first(
    dates: tuple[datetime | None, ...], expected: str
) -> None:
    assert "".join(ids_of(*dates)) == expected


NEWEST = {
    "by date": ((NOW - 2 * HOUR, NOW - HOUR, NOW - 3 * HOUR), "b"),
    "no dates: the first": ((None, None), "a"),
    "some dates: the newest of them": ((None, NOW - 2 * HOUR, NOW - HOUR), "c"),
    "a zone ahead is believed": ((NOW - HOUR, NOW + 14 * HOUR), "b"),
    "next year is not": ((NOW + 300 * DAY, NOW - HOUR), "b"),
    "only next year: the first": ((NOW + 300 * DAY, NOW + 299 * DAY), "a"),
}


@pytest.mark.parametrize(("dates", "expected"), NEWEST.values(), ids=NEWEST.keys())
def test_which_entry_is_the_sample(dates: tuple[datetime | None, ...], expected: str) -> None:
    entries = [an_entry(name, published=at) for name, at in zip("abc", dates, strict=False)]

    newest = newest_entry(a_document(*entries), NOW)

    assert newest is not None
    assert newest.identity == f"id:{expected}"


def test_an_empty_document_has_no_newest_entry() -> None:
    assert newest_entry(a_document(), NOW) is None
