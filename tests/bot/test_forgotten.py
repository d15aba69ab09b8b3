"""Somebody who is forgotten does not come back, whatever feeds hold and bring."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from bot.feed_models import Feed, Subscription
from bot.forgetting import forget
from bot.forgetting_models import ForgottenProfile
from bot.models import Mention, Person, Workspace
from bot.name_search import find_people
from bot.recording import record_mentions
from bot.store import Store
from bot.whom import whom_to_forget
from feeds import Author
from sandbox.looking import wait_until
from tests.bot.dump import dump, found_in
from tests.bot.making import (
    NOW,
    a_document,
    an_entry,
    make_mentions,
    make_store,
    make_subscription,
    make_workspace,
    take_entries,
)
from tests.bot.one_feed import poll
from tests.bot.somebody_to_forget import (
    BEN,
    FEED,
    JOERG,
    LATER,
    PAGE,
    WANTED,
    fill,
    forget_him,
    his_entry,
    now_reads,
)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


NEW = (
    his_entry("new"),
    replace(his_entry("elsewhere"), place="other.example"),
    replace(his_entry("also"), authors=(Author("J. M.", PAGE), BEN)),
)


def test_what_he_writes_later_and_what_feeds_hold_now_becomes_no_mention(filled: Store) -> None:
    forget_him(filled)

    # Twice: what is met again is neither new nor counted again.
    for _ in range(2):
        poll(filled, *FEED, *NEW, an_entry("ben", BEN))

    assert found_in(dump(filled), WANTED) == {}
    with filled.read() as session:
        newest = session.scalars(select(Mention.title).where(Mention.number > 3)).all()
        assert newest == ["Story ben"]
        assert session.scalar(select(func.sum(ForgottenProfile.kept_out))) == len(NEW)
        assert session.scalar(select(func.count()).select_from(Person)) == 3


def test_a_coauthor_who_is_forgotten_is_left_out(filled: Store) -> None:
    forget_him(filled)
    poll(filled, an_entry("together", BEN, JOERG, Author("Carla")))

    with filled.read() as session:
        mention = session.scalars(select(Mention).where(Mention.number == 4)).one()
    assert mention.authors == ["Ben Beispiel", "Carla"]
    assert found_in(dump(filled), WANTED) == {}


def test_his_article_in_a_feed_that_names_nobody_stays_away_too(filled: Store) -> None:
    forget_him(filled)
    nameless = replace(his_entry(), identity="id:9", authors=(), place="planet.example")
    with filled.write() as session:
        workspace_id = session.scalars(select(Subscription.workspace_id)).one()
        workspace = session.get_one(Workspace, workspace_id)
        second = make_subscription(session, workspace, "https://planet.example/feed")
        feed = session.get_one(Feed, second.feed_id)
        for _ in range(2):
            taken = take_entries(session, feed, a_document(nameless), LATER)
            record_mentions(session, second, taken, LATER, cards=5)

    assert found_in(dump(filled), WANTED) == {}
    with filled.read() as session:
        assert session.scalar(select(func.max(Mention.number))) == 3


def test_ids_that_change_at_every_poll_bring_nothing_back(filled: Store) -> None:
    forget_him(filled)
    for number in range(3):
        poll(filled, replace(now_reads(his_entry()), identity=f"id:{number}"))

    assert found_in(dump(filled), WANTED) == {}
    with filled.read() as session:
        assert session.scalar(select(func.max(Mention.number))) == 3
        assert session.scalar(select(func.sum(ForgottenProfile.kept_out))) == 0


def test_another_workspace_keeps_hearing_him(filled: Store) -> None:
    forget_him(filled)
    with filled.write() as session:
        other = make_subscription(session, make_workspace(session, "T2"), "https://t2.example/feed")
        [mention] = make_mentions(session, other, his_entry("two"))
        assert mention.title == "The rucksack, a draft"
        feed = session.get_one(Feed, other.feed_id)
        assert take_entries(session, feed, a_document(his_entry("two")), NOW) == []


def test_a_poll_that_is_under_way_while_he_is_forgotten_keeps_nothing(postgres_url: str) -> None:
    store = make_store(postgres_url)
    fill(store)
    waiting = select(func.count()).select_from(text("pg_locks")).where(text("NOT granted"))
    with ThreadPoolExecutor(1) as other, store.read() as session:
        his = find_people(session, 1, "mustermann")
        forget(session, whom_to_forget(session, his), LATER)
        polled = other.submit(poll, store, *FEED, *NEW)
        wait_until(lambda: session.scalar(waiting), 10, lambda: "the poll does not wait")
        session.commit()
        polled.result()

    assert found_in(dump(store), WANTED) == {}
    store.close()
