"""Polling together: feeds that are read at once cost little more than one, and change the same."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.listening import subscriptions_of
from bot.models import Mention, Person
from bot.recording import record_findings
from bot.slack_models import OutboxRow
from bot.source_models import MentionPage, MentionSource
from bot.store import Store
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


def together(store: Store, feeds: Sequence[Sequence[Entry]], first: int = 1) -> None:
    """Let feeds, from the one with this id on, bring entries in one transaction."""
    with store.write() as session:
        documents = {first + n: a_document(*entries) for n, entries in enumerate(feeds)}
        taken = take_documents(session, documents, NOW)
        subscriptions = subscriptions_of(session, list(documents))
        findings = [
            (subscription, taken[feed_id])
            for feed_id in documents
            for subscription in subscriptions[feed_id]
        ]
        record_findings(session, findings, NOW, cards=2)


def one_by_one(store: Store, feeds: Sequence[Sequence[Entry]]) -> None:
    """Let feeds bring entries, each in a transaction of its own."""
    for feed_id, entries in enumerate(feeds, start=1):
        together(store, [entries], feed_id)


def subscribe_to(store: Store, count: int, *teams: str) -> None:
    """Let workspaces subscribe to so many feeds; their ids count from one."""
    with store.write() as session:
        workspaces = [make_workspace(session, team) for team in teams]
        for number in range(count):
            for workspace in workspaces:
                make_subscription(session, workspace, f"https://feed-{number}.example/")


def told(store: Store) -> list[list[tuple[object, ...]]]:
    """List what came of it, whichever ids the rows have."""
    with store.read() as session:
        mentions = session.execute(
            select(
                Mention.workspace_id, Mention.number, Mention.title, Person.name, Mention.version
            )
            .join(Person, Person.id == Mention.person_id)
            .order_by(Mention.workspace_id, Mention.number)
        )
        sources = session.execute(
            select(Mention.workspace_id, Mention.number, MentionSource.link, MentionSource.kind)
            .join(Mention, Mention.id == MentionSource.mention_id)
            .order_by(Mention.workspace_id, Mention.number, MentionSource.id)
        )
        pages = session.execute(
            select(Mention.workspace_id, Mention.number, MentionPage.key)
            .join(Mention, Mention.id == MentionPage.mention_id)
            .order_by(Mention.workspace_id, MentionPage.key)
        )
        said = session.execute(
            select(OutboxRow.workspace_id, OutboxRow.kind, Mention.number)
            .outerjoin(Mention, Mention.id == OutboxRow.mention_id)
            .where(OutboxRow.kind.in_(["card", "summary"]))
            .order_by(OutboxRow.workspace_id, OutboxRow.kind, Mention.number)
        )
        return [[tuple(row) for row in rows] for rows in (mentions, sources, pages, said)]


# Few pages, authors and titles, so that feeds have much in common.
ENTRIES = st.lists(
    st.builds(
        lambda n, page, author, kind: replace(
            an_entry(n),
            link=f"https://site-{page}.example/{page}",
            authors=(Author(author),),
            kind=kind,
        ),
        st.integers(1, 6),
        st.integers(1, 4),
        st.sampled_from(["Ann", "Bob"]),
        st.sampled_from(EntryKind),
    ),
    max_size=4,
    unique_by=lambda entry: entry.identity,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(feeds=st.lists(ENTRIES, min_size=2, max_size=3))
def test_what_comes_together_changes_what_comes_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, feeds: list[list[Entry]]
) -> None:
    outcomes = []
    for bring in (together, one_by_one):
        store = make_store(f"sqlite:///{tmp_path_factory.mktemp('together')}/b.db")
        subscribe_to(store, len(feeds), "T1", "T2")
        bring(store, feeds)
        outcomes.append(told(store))
        store.close()
    assert outcomes[0] == outcomes[1]


def test_many_feeds_need_hardly_more_statements_than_few(store: Store) -> None:
    subscribe_to(store, 22, "T1")
    few = [[replace(an_entry(n), link=f"https://a.example/{n}")] for n in range(2)]
    many = [[replace(an_entry(n), link=f"https://b.example/{n}")] for n in range(100, 120)]
    with statements(store) as of_few:
        together(store, few)
    with statements(store) as of_many:
        together(store, many, first=3)
    with store.read() as session:
        assert len(session.scalars(select(Mention.id)).all()) == 22
    # Some databases take mentions one by one.
    assert len(of_many) <= len(of_few) + 18 + 5
