"""Texts of mentions go when they are old, in portions; the log stays readable."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot import retention
from bot.colleagues import meet_colleague
from bot.feed_models import RecentEntry
from bot.mentions import Details, Reply, change_mention
from bot.models import Mention
from bot.name_search import find_people
from bot.person_reading import person_facts
from bot.retention import drop_old_texts, months_before
from bot.states import Event
from bot.store import Store
from tests.bot.dump import dump
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace
from tests.bot.one_feed import poll, statements

LATER = datetime(2028, 11, 4, tzinfo=UTC)
TEXT = "What I think of Acme."


@pytest.fixture
def filled(store: Store) -> Store:
    """Make mentions, one of them answered, and one without a title."""
    with store.write() as session:
        workspace = make_workspace(session)
        subscription = make_subscription(session, workspace)
        entries = [an_entry(1), replace(an_entry(2), title="", excerpt="word " * 100)]
        first, _ = make_mentions(session, subscription, *entries)
        mara = meet_colleague(session, workspace.id, "U1")
        reply = Details(Reply("Thanks!", "https://blog.example/1#2"))
        change_mention(session, first.id, mara, Event.REPLY, NOW, reply)
    return store


def test_old_texts_go_and_the_log_stays(filled: Store) -> None:
    assert drop_old_texts(filled, LATER, 24) == 2

    assert TEXT not in dump(filled)
    with filled.read() as session:
        facts = person_facts(session, find_people(session, 1, "anna")[0])
        assert session.scalar(select(func.count()).select_from(RecentEntry)) == 0
    second, first = facts.mentions
    assert (first.title, first.link) == ("Story 1", "https://blog.example/1")
    assert (str(first.state), first.reply_text, first.excerpt) == ("replied", "Thanks!", "")
    assert second.title.startswith("word word")
    assert len(second.title) <= 120
    assert drop_old_texts(filled, LATER, 24) == 0


@pytest.mark.parametrize(("at", "months"), [(NOW + timedelta(days=700), 24), (LATER, 0)])
def test_what_is_young_enough_or_kept_for_ever_stays(
    filled: Store, at: datetime, months: int
) -> None:
    assert drop_old_texts(filled, at, months) == 0
    assert TEXT in dump(filled)


def test_an_edit_does_not_bring_the_text_back(filled: Store) -> None:
    drop_old_texts(filled, LATER, 24)
    poll(filled, replace(an_entry(1), excerpt="What I think of Acme now."))

    with filled.read() as session:
        assert session.scalars(select(Mention.excerpt).where(Mention.number == 1)).one() == ""


def test_it_is_done_in_portions(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "PORTION", 1)
    with statements(filled) as run:
        assert drop_old_texts(filled, LATER, 24) == 2

    assert sum(statement.startswith("DELETE FROM recent_entry") for statement in run) == 3


@given(
    now=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # hypothesis adds the zone
    months=st.integers(0, 1200),
)
def test_months_are_counted_in_the_calendar(now: datetime, months: int) -> None:
    then = months_before(now, months)

    assert (now.year - then.year) * 12 + now.month - then.month == months
    assert then.time() == now.time()
    assert then.day == now.day or (then + timedelta(days=1)).day == 1
