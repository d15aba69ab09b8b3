"""What a subscription lets in: its rules, the mutes, and the entries on which rules are tried."""

from dataclasses import replace
from datetime import timedelta

from alembic import command
from sqlalchemy import func, select, text

from bot.colleagues import meet_colleague
from bot.feed_models import Entry, Feed, RecentEntry, Subscription
from bot.migrate import alembic_config, migrate
from bot.models import Mute, Profile
from bot.profiles import sketch_profile
from bot.recent_entries import KEPT, recent_entries
from bot.screening import wanted_entries
from bot.store import Store
from feeds import Author, EntryKind
from feeds import Entry as ParsedEntry
from feeds.rules import matches, read_rule
from tests.bot.making import (
    NOW,
    a_document,
    an_entry,
    make_mentions,
    make_subscription,
    make_workspace,
    take_entries,
)

ANN, BO = Author("Ann", "https://social.example/@ann"), Author("Bo")


def colleague_id(store: Store, workspace_id: int) -> int:
    with store.write() as session:
        return meet_colleague(session, workspace_id, "U1").id


def test_an_entry_that_does_not_pass_becomes_no_mention(store: Store) -> None:
    with store.write() as session:
        subscription = make_subscription(session, make_workspace(session))
        subscription.rules = '"story 2" OR author:bo'
        entries = [(1, an_entry(1)), (2, an_entry(2)), (3, an_entry(3, BO))]

        wanted = wanted_entries(session, subscription, entries)

    assert [entry_id for entry_id, _ in wanted] == [2, 3]


def test_rules_that_cannot_be_read_any_more_let_everything_pass(store: Store) -> None:
    with store.write() as session:
        subscription = make_subscription(session, make_workspace(session))
        subscription.rules = "(("

        assert len(wanted_entries(session, subscription, [(1, an_entry(1))])) == 1


def test_a_muted_author_is_muted_under_every_profile_and_in_this_workspace_only(
    store: Store,
) -> None:
    with store.write() as session:
        here = make_workspace(session)
        there = make_workspace(session, "T2")
        subscription, other = (make_subscription(session, each) for each in (here, there))
        [mention] = make_mentions(session, subscription, an_entry(1, ANN))
        second = Author("Ann elsewhere", "https://blog.example/ann")
        key = sketch_profile([second], "blog.example").key
        session.add(
            Profile(
                workspace_id=here.id,
                person_id=mention.person_id,
                key=key,
                place="blog.example",
                handle="ann",
            )
        )
        ids = here.id, mention.person_id, subscription.id, other.id
    muted_by = colleague_id(store, ids[0])
    entries = [(1, an_entry(2, ANN)), (2, an_entry(3, second)), (3, an_entry(4, BO))]
    with store.write() as session:
        session.add(Mute(workspace_id=ids[0], person_id=ids[1], muted_by_id=muted_by, muted_at=NOW))
        session.flush()
        here_wanted = wanted_entries(session, session.get_one(Subscription, ids[2]), entries)
        there_wanted = wanted_entries(session, session.get_one(Subscription, ids[3]), entries)

    assert [entry_id for entry_id, _ in here_wanted] == [3]
    assert [entry_id for entry_id, _ in there_wanted] == [1, 2, 3]


def test_the_last_entries_are_kept_as_rules_see_them(store: Store) -> None:
    entry = replace(
        an_entry(1, ANN, BO),
        text="long " * 500 + "needle",
        language="de-ch",
        kind=EntryKind.COMMENT,
        links=("https://acme.example/a",),
    )
    rule = read_rule("needle author:bo lang:de type:comment acme.example/a site:blog.example")
    assert matches(rule, entry)
    with store.write() as session:
        feed_id = make_subscription(session, make_workspace(session)).feed_id
        feed = session.get_one(Feed, feed_id)
        take_entries(session, feed, a_document(entry), NOW)

        [kept] = recent_entries(session, feed.id)

    assert matches(rule, kept)


def test_rules_are_tried_on_entries_as_they_were_edited(store: Store) -> None:
    edited = replace(an_entry(1), title="Now about tents", excerpt="Acme's tents.")
    with store.write() as session:
        feed_id = make_subscription(session, make_workspace(session)).feed_id
        feed = session.get_one(Feed, feed_id)
        take_entries(session, feed, a_document(an_entry(1), an_entry(2)), NOW)
        take_entries(session, feed, a_document(edited, an_entry(2)), NOW)

    with store.read() as session:
        kept = recent_entries(session, feed_id)
        assert {(each.title, each.excerpt) for each in kept} == {
            ("Now about tents", "Acme's tents."),
            ("Story 2", "What I think of Acme."),
        }


def test_no_more_entries_are_kept_than_the_last_thirty(store: Store) -> None:
    def dated(n: int) -> ParsedEntry:
        return an_entry(n, published=NOW - timedelta(days=100 - n))

    with store.write() as session:
        feed_id = make_subscription(session, make_workspace(session)).feed_id
        feed = session.get_one(Feed, feed_id)
        take_entries(session, feed, a_document(*map(dated, range(39, -1, -1))), NOW)
        take_entries(session, feed, a_document(*map(dated, range(44, 34, -1))), NOW)

        kept = [entry.title for entry in recent_entries(session, feed.id)]
        seen = session.scalar(select(func.count()).select_from(Entry))

    assert kept == [f"Story {n}" for n in range(44, 44 - KEPT, -1)]
    assert seen == 45


def test_rules_come_to_a_database_that_has_subscriptions(store: Store) -> None:
    with store.write() as session:
        workspace_id = make_workspace(session).id
    with store.engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO feed (id, url, title, next_poll_at, failures) "
                "VALUES (1, 'u', '', :at, 0)"
            ),
            {"at": NOW},
        )
        connection.execute(
            text(
                "INSERT INTO subscription (workspace_id, feed_id, number, channel, created_at) "
                "VALUES (:workspace, 1, 1, 'C1', :at)"
            ),
            {"workspace": workspace_id, "at": NOW},
        )

    migrate(store.engine)

    with store.read() as session:
        assert session.scalars(select(Subscription.rules)).all() == [""]
        assert recent_entries(session, session.scalars(select(Feed.id)).one()) == []
        assert session.scalars(select(RecentEntry)).all() == []
