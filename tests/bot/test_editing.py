"""Editing: a card follows its entry, the thread tells a new title or link, the state stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bot.colleagues import meet_colleague
from bot.editing import MOST_EDITS
from bot.facts import MentionState
from bot.feed_models import Feed, Subscription
from bot.mentions import change_mention
from bot.models import Mention
from bot.recording import record_mentions
from bot.source_models import MentionPage
from bot.states import Event
from bot.store import Store
from tests.bot.making import (
    NOW,
    a_document,
    an_entry,
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


@pytest.mark.parametrize("event", [Event.CLAIM, Event.DISMISS])
def test_an_edit_leaves_the_state_alone(store: Store, event: Event) -> None:
    with store.write() as session:
        colleague = meet_colleague(session, mention(store).workspace_id, "U1")
        change_mention(session, mention(store).id, colleague, event, NOW)
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
