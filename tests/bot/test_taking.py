"""Taking: what is new, and what has got another id; where nothing is new, nothing is written."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.feed_models import Entry, Feed, Subscription
from bot.models import Mention, Workspace
from bot.recording import record_mentions
from bot.store import Store
from bot.subscriptions import subscribe
from feeds import Entry as ParsedEntry
from feeds import FeedRequest, NewDocument, Validators
from tests.bot.making import (
    EVERY_MINUTE,
    NOW,
    a_document,
    an_entry,
    make_store,
    make_subscription,
    make_workspace,
    take_entries,
)
from tests.bot.one_feed import mention, poll, said, statements


@pytest.fixture
def store(store: Store) -> Store:
    """Give a database in which one workspace reads one feed, and knows its first two entries."""
    with store.write() as session:
        make_subscription(session, make_workspace(session))
    poll(store, an_entry(2), an_entry(1))
    return store


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """Open a database that many examples share; each has a feed of its own."""
    opened = make_store(sqlite_url)
    yield opened
    opened.close()


def test_an_entry_that_leaves_and_comes_back_is_not_new(store: Store) -> None:
    assert poll(store, an_entry(3)) == ["Story 3"]
    assert poll(store, an_entry(2), an_entry(1)) == []


def test_another_date_makes_nothing_new(store: Store) -> None:
    assert poll(store, an_entry(1, published=NOW)) == []
    assert said(store) == []


def test_a_document_without_news_writes_nothing_and_asks_little(store: Store) -> None:
    many = [an_entry(n) for n in range(600, 0, -1)]
    poll(store, *many)
    with statements(store) as run:
        assert poll(store, *many) == []

    assert not [one for one in run if not one.lstrip().upper().startswith(("SELECT", "BEGIN"))]
    assert len(run) <= 8


def test_a_thousand_new_entries_take_few_statements(store: Store) -> None:
    with store.write() as session:
        subscription = session.scalars(select(Subscription)).one()
        feed = session.get_one(Feed, subscription.feed_id)
        with statements(store) as run:
            entries = a_document(*[an_entry(n) for n in range(1000, 0, -1)])
            taken = take_entries(session, feed, entries, NOW)
            record_mentions(session, subscription, taken, NOW, cards=5)

    # SQLite gives ids to new rows one by one.
    assert len([one for one in run if not one.startswith("INSERT INTO mention ")]) < 60


def renamed(generation: object, *numbers: int, **fields: str) -> list[ParsedEntry]:
    """Give entries other ids."""
    return [
        replace(an_entry(n), identity=f"id:{generation}-{n}", **fields)  # type: ignore[arg-type]
        for n in numbers
    ]


def test_ids_that_change_at_every_poll_bring_nothing_new_and_fill_no_table(store: Store) -> None:
    for generation in range(10):
        assert poll(store, *renamed(generation, 2, 1)) == []

    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Entry)) == 2 + 2 * 3
    assert poll(store, *renamed(11, 3, 2, 1)) == ["Story 3"]


def test_a_migrated_blog_is_adopted_silently_and_only_what_is_new_is_told(store: Store) -> None:
    poll(store, *[an_entry(n) for n in range(30, 0, -1)])
    moved = [
        replace(each, link=f"https://new.example/{each.title}")
        for each in renamed("new", *range(31, 0, -1))
    ]

    assert poll(store, *moved) == ["Story 31"]
    assert poll(store, *moved) == []
    assert said(store) == []
    with store.write() as session:
        workspace = session.scalars(select(Workspace)).one()
        search = make_subscription(session, workspace, "https://search.example/")
        feed = session.get_one(Feed, search.feed_id)
        taken = take_entries(session, feed, a_document(*moved), NOW)
        assert record_mentions(session, search, taken, NOW, cards=5) == 0


def test_an_edit_under_another_id_reaches_the_mention(store: Store) -> None:
    poll(store, *renamed("new", 1))

    poll(store, *renamed("new", 1, title="Edited later"))

    assert mention(store).title == "Edited later"


def test_a_sample_is_the_entry_whatever_its_id_is_now(store: Store) -> None:
    poll(store, *renamed("new", 2, 1))
    with store.write() as session:
        new = NewDocument(
            FeedRequest("https://blog.example/feed"),
            a_document(*renamed("new", 2, 1)),
            Validators(),
            "https://blog.example/feed",
        )
        other = make_workspace(session, "T2")
        about = {"added_by_id": None, "intervals": EVERY_MINUTE, "now": NOW, "cards": 5}
        assert subscribe(session, other.id, "C2", new, **about).sample  # type: ignore[arg-type]
        sample = session.scalars(select(Mention).where(Mention.workspace_id == other.id)).one()
        entry = session.get_one(Entry, sample.entry_id)

    assert (entry.identity, entry.same_as_id) == ("id:2", None)


class Glimpse(NamedTuple):
    """What a poll sees of an article: under the how manieth id, and with how many points."""

    article: int
    generation: int
    points: int


POLLS = st.lists(
    st.lists(
        st.builds(Glimpse, st.integers(0, 30), st.integers(0, 2), st.integers(0, 3)),
        max_size=25,
        unique_by=lambda glimpse: glimpse.article,
    ),
    max_size=5,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(polls=POLLS)
def test_whatever_a_feed_does_each_article_is_told_once(
    polls: list[list[Glimpse]], sqlite_store: Store
) -> None:
    """Articles come and go, get other ids and points; each is told when it is seen first."""
    with sqlite_store.write() as session:
        number = session.scalar(select(func.count()).select_from(Feed)) or 0
        url = f"https://feed-{number}.example/"
        feed_id = make_subscription(session, make_workspace(session, f"T{number}"), url).feed_id
    seen: set[str] = set()
    for glimpses in polls:
        entries = [
            replace(
                an_entry(f"{number}-{article}"),
                identity=f"id:{article}-{generation}",
                excerpt=f"{points} points",
            )
            for article, generation, points in glimpses
        ]
        with sqlite_store.write() as session:
            feed = session.get_one(Feed, feed_id)
            taken = take_entries(session, feed, a_document(*entries), NOW)
        told = {entry.title for _, entry in taken}
        assert told == {entry.title for entry in entries} - seen
        seen |= told
