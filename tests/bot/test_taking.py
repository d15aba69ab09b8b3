"""Taking: what is new, what was edited, what has got another id; nothing else is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from bot.colleagues import meet_colleague
from bot.editing import MOST_EDITS
from bot.facts import EngagementKind, MentionState
from bot.mentions import change_mention
from bot.models import Entry, Feed, Mention, Subscription
from bot.recording import record_mentions
from bot.slack_models import OutboxRow
from bot.source_models import MentionPage
from bot.store import Store
from bot.subscriptions import subscribe
from bot.taking import take_entries
from feeds import Entry as ParsedEntry
from feeds import FeedRequest, NewDocument, Validators
from tests.bot.making import (
    NOW,
    a_document,
    an_entry,
    make_store,
    make_subscription,
    make_workspace,
)


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


def poll(store: Store, *entries: ParsedEntry) -> list[str]:
    """Let the feed hold these entries; give the titles of those that became mentions."""
    with store.write() as session:
        subscription = session.scalars(select(Subscription)).one()
        feed = session.get_one(Feed, subscription.feed_id)
        taken = take_entries(session, feed, a_document(*entries), NOW)
        record_mentions(session, subscription, taken, NOW, cards=1000)
    return [entry.title for _, entry in taken]


def mention(store: Store, number: int = 1) -> Mention:
    with store.read() as session:
        return session.scalars(select(Mention).where(Mention.number == number)).one()


def said(store: Store) -> list[tuple[str, dict[str, object]]]:
    """List what is said beyond new cards: kind and payload."""
    with store.read() as session:
        rows = session.scalars(
            select(OutboxRow)
            .where(OutboxRow.kind.in_(["card_update", "thread_line"]))
            .order_by(OutboxRow.id)
        )
        return [(row.kind, row.payload) for row in rows]


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """Note the statements that are run inside."""
    seen: list[str] = []

    def note(*args: object) -> None:
        seen.append(str(args[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


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


def test_a_new_title_is_shown_and_told(store: Store) -> None:
    assert poll(store, replace(an_entry(1), title="Story 1, corrected")) == []

    assert mention(store).title == "Story 1, corrected"
    assert mention(store).version == 2
    assert said(store) == [
        ("card_update", {}),
        ("thread_line", {"title_was": "Story 1", "link_was": None}),
    ]


def test_a_new_link_is_shown_told_and_known(store: Store) -> None:
    poll(store, replace(an_entry(1), link="https://blog.example/moved"))

    assert mention(store).link == "https://blog.example/moved"
    assert said(store)[1][1] == {"title_was": None, "link_was": "https://blog.example/1"}
    with store.read() as session:
        pages = select(func.count()).where(MentionPage.mention_id == mention(store).id)
        assert session.scalar(pages) == 4


def test_a_link_that_is_only_tracked_otherwise_is_no_edit(store: Store) -> None:
    poll(store, replace(an_entry(1), link="https://www.blog.example/1/?utm_source=rss"))

    assert said(store) == []


def test_a_text_that_flickers_is_followed_24_times(store: Store) -> None:
    for points in range(40):
        poll(store, replace(an_entry(1), excerpt=f"{points} points"))

    assert said(store) == [("card_update", {})] * MOST_EDITS
    assert mention(store).excerpt == f"{MOST_EDITS - 1} points"
    with statements(store) as run:
        poll(store, replace(an_entry(1), excerpt="99 points"))
    assert not [one for one in run if one.startswith(("UPDATE", "INSERT"))]


def test_a_title_is_followed_when_its_text_is_not_any_more(store: Store) -> None:
    for points in range(MOST_EDITS + 1):
        poll(store, replace(an_entry(1), excerpt=f"{points} points"))

    poll(store, replace(an_entry(1), title="At last"))

    assert mention(store).title == "At last"


def test_two_titles_that_take_turns_end_some_day(store: Store) -> None:
    for turn in range(60):
        poll(store, replace(an_entry(1), title=("One", "Other")[turn % 2]))

    assert len([kind for kind, _ in said(store) if kind == "thread_line"]) == MOST_EDITS


@pytest.mark.parametrize("kind", [EngagementKind.CLAIM, EngagementKind.DISMISS])
def test_an_edit_leaves_the_state_alone(store: Store, kind: EngagementKind) -> None:
    with store.write() as session:
        colleague = meet_colleague(session, mention(store).workspace_id, "U1")
        change_mention(session, mention(store).id, colleague, kind, NOW)
    before = mention(store)

    poll(store, replace(an_entry(1), title="Edited"))

    after = mention(store)
    assert (after.state, after.holder_id) == (before.state, before.holder_id)
    assert after.state is not MentionState.OPEN
    assert after.title == "Edited"


def test_what_rules_kept_out_stays_out_when_it_is_edited(store: Store) -> None:
    with store.write() as session:
        session.scalars(select(Subscription)).one().rules = "needle"
    poll(store, an_entry(3))

    poll(store, replace(an_entry(3), title="The needle"))

    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Mention)) == 2


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
        about = {"added_by_id": None, "next_poll_at": NOW, "now": NOW, "cards": 5}
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


def before_digests(session: Session) -> None:
    """Make the database as it is after the migration: nothing is known but identities."""
    session.execute(text("UPDATE entry SET page=NULL, title=NULL, heading=NULL, content=NULL"))
    session.execute(text("DELETE FROM mention_page"))
    session.execute(text("DELETE FROM mention_title"))


def test_what_was_there_before_digests_is_taken_up_silently(store: Store) -> None:
    with store.write() as session:
        before_digests(session)
    poll(store, replace(an_entry(1), title="Long since edited"))
    assert said(store) == []

    with store.write() as session:
        workspace = mention(store).workspace_id
        other = Feed(url="https://other.example/", next_poll_at=NOW)
        session.add(other)
        session.flush()
        subscription = Subscription(
            workspace_id=workspace,
            feed_id=other.id,
            number=2,
            channel="C1",
            created_at=NOW,
            listening_since=NOW,
        )
        session.add(subscription)
        session.flush()
        taken = take_entries(session, other, a_document(an_entry(1)), NOW + timedelta(days=1))
        assert record_mentions(session, subscription, taken, NOW, cards=5) == 0

    assert said(store) == [("card_update", {})]
