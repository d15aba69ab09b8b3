"""Polling together: feeds that are read at once cost little more than two, and change the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.columns import Base
from bot.feed_models import Feed, Subscription
from bot.models import Mention, Person, Profile
from bot.recording import record_findings
from bot.slack_models import OutboxRow
from bot.source_models import MentionPage, MentionSource, MentionTitle
from bot.store import Store
from bot.summary_models import Summary, SummaryLine
from bot.taking import take_documents
from feeds import Author, Entry, EntryKind
from tests.bot.making import (
    NOW,
    a_document,
    an_entry,
    make_store,
    make_subscription,
    make_workspace,
)
from tests.bot.one_feed import statements

FEEDS = 4
MORE_AT_MOST = 2
"""Statements that twenty feeds may need more than two."""
TABLES: tuple[type[Base], ...] = (
    Mention,
    MentionSource,
    MentionPage,
    MentionTitle,
    Person,
    Profile,
    Summary,
    SummaryLine,
    OutboxRow,
)


def bring(session: Session, documents: dict[int, Sequence[Entry]]) -> None:
    """Let feeds, by their ids, bring entries, for all who subscribe to them."""
    taken = take_documents(
        session, {feed_id: a_document(*entries) for feed_id, entries in documents.items()}, NOW
    )
    subscriptions = session.scalars(
        select(Subscription)
        .where(Subscription.feed_id.in_(list(documents)))
        .order_by(Subscription.feed_id, Subscription.workspace_id, Subscription.id)
    )
    findings = [(each, taken[each.feed_id]) for each in subscriptions]
    record_findings(session, findings, NOW, cards=2)


def subscribe_to(store: Store, feeds: int) -> list[int]:
    """Let a workspace subscribe to so many feeds; give the feeds' ids."""
    with store.write() as session:
        workspace = make_workspace(session)
        for number in range(feeds):
            make_subscription(session, workspace, f"https://feed-{number}.example/")
        return list(session.scalars(select(Feed.id).order_by(Feed.id)))


def test_twenty_feeds_with_one_new_entry_each_need_hardly_more_statements_than_two(
    store: Store,
) -> None:
    feed_ids = subscribe_to(store, 20)
    counts = []
    for generation, some in enumerate((feed_ids, feed_ids[:2], feed_ids)):
        with statements(store) as run, store.write() as session:
            bring(
                session,
                {
                    each: [an_entry(f"{generation}/{each}", Author(f"{generation} {each}"))]
                    for each in some
                },
            )
        counts.append(len(run))

    _, two, twenty = counts
    assert twenty <= two + MORE_AT_MOST
    with store.read() as session:
        assert len(session.scalars(select(Mention.id)).all()) == 42


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a database to which no test commits: a workspace's four feeds, one subscribed twice."""
    folder = tmp_path_factory.mktemp("together")
    store = make_store(f"sqlite:///{folder / 'bot.db'}")
    subscribe_to(store, FEEDS)
    with store.write() as session:
        for first in session.scalars(select(Subscription).where(Subscription.feed_id == 2)).all():
            first.term = "number 1"
            session.add(
                Subscription(
                    workspace_id=first.workspace_id,
                    feed_id=first.feed_id,
                    number=FEEDS + 1,
                    channel="C2",
                    created_at=NOW,
                    listening_since=NOW,
                )
            )
    yield store
    store.close()


def outcome(store: Store, groups: Sequence[dict[int, Sequence[Entry]]]) -> dict[str, list[object]]:
    """Let groups of feeds bring entries, one group after the other; give all rows, and undo it."""
    with Session(store.engine) as session:
        for group in groups:
            bring(session, group)
        session.flush()
        found: dict[str, list[object]] = {
            table.__tablename__: [
                tuple(row)
                for row in session.execute(
                    select(table.__table__).order_by(*table.__table__.primary_key)
                )
            ]
            for table in TABLES
        }
        session.rollback()
    return found


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Describe an entry: its title goes with its article, which several sites may print."""
    article = draw(st.integers(1, 3))
    site = draw(st.sampled_from(("a.example", "b.example")))
    author = Author("Ann", draw(st.sampled_from((None, "https://social.example/@ann"))))
    return replace(
        an_entry(draw(st.integers(1, 6)), author),
        title=f"Acme opens its large research centre number {article} in Zurich",
        link=f"https://{site}/acme/{article}",
        place=site,
        kind=draw(st.sampled_from((EntryKind.POST, EntryKind.POST, EntryKind.COMMENT))),
        excerpt=draw(st.sampled_from(("Said of Acme.", "Said of others."))),
    )


@settings(max_examples=30)
@given(
    before=st.lists(entries(), max_size=3),
    feeds=st.lists(st.lists(entries(), max_size=4), min_size=FEEDS, max_size=FEEDS),
)
def test_feeds_that_are_read_together_change_what_they_would_one_by_one(
    one_store: Store, before: list[Entry], feeds: list[list[Entry]]
) -> None:
    first: dict[int, Sequence[Entry]] = {1: before}
    documents: dict[int, Sequence[Entry]] = dict(enumerate(feeds, start=1))
    # What the first feed had before is not edited meanwhile: edits are followed before all else.
    documents[1] = [
        one for one in feeds[0] if one.identity not in {each.identity for each in before}
    ]

    together = outcome(one_store, [first, documents])

    assert together == outcome(
        one_store, [first, *({feed_id: those} for feed_id, those in documents.items())]
    )
