"""Recording: one article of several feeds is one mention, also when workers find it at once."""

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select, text, update

from bot.colleagues import meet_colleague
from bot.facts import MentionState, SourceFacts, SourceKind
from bot.feed_models import Feed, Subscription
from bot.mentions import change_mention
from bot.models import Mention, Workspace
from bot.recording import record_mentions
from bot.slack_models import OutboxRow
from bot.source_models import MentionSource, MentionTitle
from bot.sources import forget_titles, sources_of
from bot.states import Event
from bot.store import Store
from bot.subscriptions import unsubscribe
from bot.summary_models import Summary, SummaryLine
from feeds import Entry
from sandbox.looking import wait_until
from tests.at_once import in_the_same_instant
from tests.bot.making import (
    NOW,
    a_document,
    an_entry,
    make_store,
    make_subscription,
    make_workspace,
    take_entries,
)

RELEASE = "Acme opens a new research centre in Zürich"
WORKERS = 6


def read(store: Store, feed: int, *entries: Entry, cards: int = 1000) -> int:
    """Let the n-th feed of the first workspace bring entries; give how many mentions came."""
    with store.write() as session:
        workspace = session.scalars(select(Workspace).order_by(Workspace.id)).first()
        workspace = workspace or make_workspace(session)
        url = f"https://feed-{feed}.example/"
        subscription = session.scalar(
            select(Subscription)
            .join(Feed)
            .where(Feed.url == url, Subscription.workspace_id == workspace.id)
        ) or make_subscription(session, workspace, url)
        found = session.get_one(Feed, subscription.feed_id)
        found.title = f"Feed {feed}"
        taken = take_entries(session, found, a_document(*entries), NOW)
        return record_mentions(session, subscription, taken, NOW, cards=cards)


def mentions(store: Store) -> list[Mention]:
    with store.read() as session:
        return list(session.scalars(select(Mention).order_by(Mention.id)))


def kinds(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(OutboxRow.kind).order_by(OutboxRow.id)))


def sources(store: Store) -> tuple[SourceFacts, ...]:
    with store.read() as session:
        return sources_of(session, session.scalars(select(Mention)).one())


def elsewhere(site: str) -> Entry:
    """Describe the press release at a site."""
    link = f"https://{site}/acme"
    return replace(an_entry(site), title=RELEASE, link=link, place=site)


def test_five_feeds_that_find_one_article_are_five_sources_of_one_mention(store: Store) -> None:
    entry = replace(an_entry(1), link="https://blog.example/1?utm_source=a")
    for feed in range(1, 6):
        assert read(store, feed, entry) == (feed == 1)

    assert [one.name for one in sources(store)] == [f"Feed {n}" for n in range(1, 6)]
    assert {one.kind for one in sources(store)} == {SourceKind.SAME_PAGE}
    assert kinds(store) == ["card", "reaction", *["card_update"] * 4]
    assert mentions(store)[0].version == 5


def test_reprints_are_named_by_their_sites_each_once(store: Store) -> None:
    for feed, site in enumerate(("a.example", "b.example", "c.example", "b.example")):
        read(store, feed, elsewhere(site))

    assert [(one.kind, one.name) for one in sources(store)] == [
        (SourceKind.SAME_PAGE, "Feed 0"),
        (SourceKind.SAME_TEXT, "b.example"),
        (SourceKind.SAME_TEXT, "c.example"),
    ]


@pytest.mark.parametrize("event", [Event.CLAIM, Event.DISMISS])
def test_another_source_leaves_the_state_alone(store: Store, event: Event) -> None:
    read(store, 1, an_entry(1))
    with store.write() as session:
        [mention] = session.scalars(select(Mention))
        colleague = meet_colleague(session, mention.workspace_id, "U1")
        change_mention(session, mention.id, colleague, event, NOW)

    read(store, 2, an_entry(1))

    [after] = mentions(store)
    assert after.holder_id is not None
    assert after.state is not MentionState.OPEN
    assert len(sources(store)) == 2


def test_workspaces_know_nothing_of_each_others_articles(store: Store) -> None:
    read(store, 1, an_entry(1))
    with store.write() as session:
        other = make_subscription(session, make_workspace(session, "T2"), "https://other.example/")
        feed = session.get_one(Feed, other.feed_id)
        taken = take_entries(session, feed, a_document(an_entry(1)), NOW)

        assert record_mentions(session, other, taken, NOW, cards=5) == 1


def test_sources_stay_when_their_subscription_ends(store: Store) -> None:
    read(store, 1, an_entry(1))
    read(store, 2, an_entry(1))
    with store.write() as session:
        unsubscribe(session, mentions(store)[0].workspace_id, 2)

    assert [one.name for one in sources(store)] == ["Feed 1", "Feed 2"]


def test_old_titles_are_forgotten(store: Store) -> None:
    read(store, 1, elsewhere("a.example"))
    with store.write() as session:
        assert session.scalar(select(func.count()).select_from(MentionTitle)) == 1
        forget_titles(session, NOW.replace(month=12))
        assert session.scalar(select(func.count()).select_from(MentionTitle)) == 0


ARTICLES: dict[str, Callable[[int], Entry]] = {
    "the same page": lambda _: an_entry(1),
    "the same text": lambda n: elsewhere(f"site-{n}.example"),
}


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES.keys())
def test_workers_that_find_one_article_at_once_make_one_mention(
    store: Store, article: Callable[[int], Entry]
) -> None:
    for feed in range(WORKERS):
        read(store, feed)
    together = Barrier(WORKERS)

    def find(feed: int) -> Callable[[], None]:
        def work() -> None:
            together.wait()
            # A second article goes with it, in another order: no two may wait for each other.
            second = replace(an_entry("second"), title="Another story")
            entries = [article(feed), second]
            read(store, feed, *(entries if feed % 2 else entries[::-1]))

        return work

    in_the_same_instant([find(feed) for feed in range(WORKERS)])

    assert len(mentions(store)) == 2
    assert [one.version for one in mentions(store)] == [WORKERS, WORKERS]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(MentionSource)) == 2 * WORKERS


def test_feeds_of_two_workspaces_in_another_order_do_not_wait_for_each_other(store: Store) -> None:
    with store.write() as session:
        both = [make_workspace(session, team) for team in ("T1", "T2")]
        for feed in range(WORKERS):
            for workspace in both if feed % 2 else both[::-1]:
                make_subscription(session, workspace, f"https://feed-{feed}.example/")

    def find(number: int) -> Callable[[], None]:
        def work() -> None:
            with store.write() as session:
                url = f"https://feed-{number}.example/"
                feed = session.scalars(select(Feed).where(Feed.url == url)).one()
                taken = take_entries(session, feed, a_document(an_entry(1)), NOW)
                for subscription in session.scalars(
                    select(Subscription)
                    .where(Subscription.feed_id == feed.id)
                    .order_by(Subscription.id)
                ):
                    record_mentions(session, subscription, taken, NOW, cards=5)

        return work

    in_the_same_instant([find(number) for number in range(WORKERS)])

    assert len(mentions(store)) == 2


def test_a_claim_and_another_source_do_not_wait_for_each_other(postgres_url: str) -> None:
    """The claim has the mention and still has to write the log; the source has the workspace."""
    store = make_store(postgres_url)
    read(store, 1, an_entry(1))
    read(store, 2)
    with store.write() as session:
        [mention] = session.scalars(select(Mention))
        colleague = meet_colleague(session, mention.workspace_id, "U1")
    finder = Thread(target=read, args=(store, 2, an_entry(1)))
    with store.write() as session:
        session.execute(update(Mention).values(version=Mention.version + 1))
        finder.start()
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        with store.engine.connect() as onlooker:
            wait_until(lambda: onlooker.scalar(waiting), 20, lambda: "nobody waits")
        change_mention(session, mention.id, colleague, Event.CLAIM, NOW)
    finder.join(20)

    [after] = mentions(store)
    assert after.state is MentionState.CLAIMED
    assert after.version == 4
    assert len(sources(store)) == 2
    store.close()


def test_of_a_flood_the_newest_get_cards_and_one_summary_stands_for_the_rest(store: Store) -> None:
    flood = [an_entry(n) for n in range(30, 0, -1)]

    assert read(store, 1, *flood, cards=5) == 30

    assert kinds(store) == [*["card", "reaction"] * 5, "summary"]
    with store.read() as session:
        assert session.scalars(select(Summary.title)).all() == ["Feed 1"]
        held_back = session.scalars(
            select(Mention.number).join(SummaryLine, SummaryLine.mention_id == Mention.id)
        )
        assert sorted(held_back) == list(range(1, 26))


def test_what_is_no_flood_gets_no_summary(store: Store) -> None:
    read(store, 1, *[an_entry(n) for n in range(5)], cards=5)

    assert kinds(store) == ["card", "reaction"] * 5
