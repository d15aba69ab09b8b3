"""A home is read with few queries, shows what suits first, and turns its pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event, insert, select, text

from bot.colleagues import meet_colleague
from bot.desk import Asker, Desk
from bot.facts import EngagementKind, MentionState
from bot.feed_models import Entry as EntryRow
from bot.home import choose_wishes, show_home
from bot.home_facts import HomePages, HomePart
from bot.knowing import know
from bot.language import load_languages
from bot.mentions import Details, Reply, change_mention
from bot.models import Engagement, Mention, Person, Workspace
from bot.states import Event
from bot.store import Store
from feeds import Author, Entry
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace
from tests.clock import MovableClock
from tests.texts.visible import visible

LOI = Asker("T1", "ULOI")
MANY = 10_000
MOST_QUERIES = 10


@pytest.fixture
def desk(store: Store) -> Desk:
    clock = MovableClock()
    clock.move_to(NOW)
    with store.write() as session:
        make_subscription(session, make_workspace(session))
    return Desk(store, clock, load_languages(), lambda: None, threading.Event())


def brings(desk: Desk, *entries: Entry) -> list[int]:
    """Let a feed bring mentions; give their ids."""
    with desk.store.write() as session:
        workspace = session.scalars(select(Workspace)).one()
        url = f"https://{entries[0].identity}.example/feed"
        subscription = make_subscription(session, workspace, url)
        return [one.id for one in make_mentions(session, subscription, *entries)]


def order_of(shown: list[str], *parts: str) -> bool:
    """Tell whether parts are shown in this order."""
    at = [next(n for n, text in enumerate(shown) if part in text) for part in parts]
    return at == sorted(at)


def does(desk: Desk, mention_id: int, wish: Event, reply: str | None = None) -> None:
    """Let Loi do something with a mention."""
    with desk.visit(LOI) as visit:
        details = Details(reply=Reply(reply, None) if reply else None)
        assert change_mention(
            visit.session, mention_id, visit.colleague, wish, visit.now, details
        ).done


def home(desk: Desk, pages: HomePages | None = None) -> list[str]:
    return list(visible(show_home(desk, LOI, pages)))


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """Collect what is asked of the database."""
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    yield asked
    event.remove(store.engine, "before_cursor_execute", note)


def fill(store: Store) -> None:
    """Put ten thousand mentions, each by somebody else, half of them held by Loi or answered."""
    states = (MentionState.OPEN, MentionState.OPEN, MentionState.CLAIMED, MentionState.REPLIED)
    with store.write() as session:
        workspace = session.scalars(select(Workspace)).one()
        loi = meet_colleague(session, workspace.id, LOI.user_id)
        [mention] = make_mentions(
            session, make_subscription(session, workspace, "https://many.example/"), an_entry("x")
        )
        given = {c.name: getattr(mention, c.name) for c in Mention.__table__.columns}
        people, mentions, engagements = [], [], []
        for n in range(10, MANY + 10):
            state = states[n % 4]
            holder = None if state is MentionState.OPEN else loi.id
            seen = {"first_seen_at": NOW, "last_seen_at": NOW}
            person = {"id": n, "workspace_id": workspace.id, "name": f"P{n}", **seen}
            people.append(person)
            mentions.append(
                given
                | {"id": n, "number": n, "entry_id": n, "person_id": n, "place": f"place {n % 50}"}
                | {"state": state, "holder_id": holder, "state_since": NOW}
            )
            if state is MentionState.REPLIED:
                about = {"workspace_id": workspace.id, "mention_id": n, "person_id": n}
                deed = {"colleague_id": loi.id, "kind": EngagementKind.REPLY, "at": NOW}
                engagements.append(about | deed)
        session.execute(insert(Person), people)
        entries = [
            {"id": n, "feed_id": 1, "identity": str(n), "first_seen_at": NOW}
            for n in range(10, MANY + 10)
        ]
        session.execute(insert(EntryRow), entries)
        session.execute(insert(Mention), mentions)
        session.execute(insert(Engagement), engagements)
        if store.engine.dialect.name == "postgresql":
            # Within a minute it does so by itself; until then it plans for a few rows.
            session.execute(text("ANALYZE"))


def test_a_home_takes_at_most_ten_queries_with_ten_thousand_mentions(desk: Desk) -> None:
    home(desk)
    fill(desk.store)

    with statements(desk.store) as asked:
        shown = home(desk)
    with statements(desk.store) as asked_later:
        later = home(desk, HomePages(held=3, waiting=50, people=7))

    assert len([each for each in asked if not each.startswith("BEGIN")]) <= MOST_QUERIES
    assert len([each for each in asked_later if not each.startswith("BEGIN")]) <= MOST_QUERIES
    assert "Page 1 of 500" in shown
    assert {"Page 3 of 500", "Page 50 of 501", "Page 7 of 250"} <= set(later)


def test_what_suits_comes_first_and_says_why(desk: Desk) -> None:
    anna, ben = Author("Anna Beispiel"), Author("Ben Muster")
    by_anna, *_ = brings(desk, an_entry("old", anna), an_entry("new", anna))
    brings(desk, an_entry("here", ben))
    brings(desk, replace(an_entry("elsewhere", ben), place="Reddit"))
    assert order_of(home(desk), "elsewhere", "here", "new", "old")

    does(desk, by_anna, Event.REPLY, "Hi Anna")

    shown = home(desk)
    reasons = ("you know Anna Beispiel", "Story here", "you answer on blog.example")
    assert order_of(shown, "Story new", *reasons, "Story elsewhere")
    assert any("*Anna Beispiel* · 1 answer" in text for text in home(desk))


def test_an_answer_that_was_withdrawn_makes_nobody_known(desk: Desk) -> None:
    [mention_id] = brings(desk, an_entry(1))
    does(desk, mention_id, Event.REPLY, "Oops")
    with desk.visit(LOI) as visit:
        [reply] = visit.session.scalars(
            select(Engagement).where(Engagement.kind == EngagementKind.REPLY)
        )
        details = Details(answer_id=reply.id)
        change_mention(
            visit.session, mention_id, visit.colleague, Event.WITHDRAW, visit.now, details
        )

    assert any("Nobody yet" in text for text in home(desk))


def test_a_page_beyond_the_last_one_is_the_last_one(desk: Desk) -> None:
    for mention_id in brings(desk, *(an_entry(n) for n in range(7))):
        does(desk, mention_id, Event.CLAIM)

    assert "Page 2 of 2" in home(desk, HomePages(held=9))
    assert HomePages(held=9).turned(HomePart.HELD, 0).held == 1


def test_wishes_are_kept(desk: Desk) -> None:
    choose_wishes(desk, LOI, ["messages"])

    with desk.visit(LOI) as visit:
        me = visit.colleague
        wanted = (me.wants_reminders, me.wants_suggestions, me.wants_messages)
    assert wanted == (False, False, True)


def test_whom_somebody_says_to_know_is_among_them_and_what_they_write_suits(desk: Desk) -> None:
    anna, ben = Author("Anna Beispiel"), Author("Ben Muster")
    brings(desk, an_entry("by-anna", anna))
    brings(desk, an_entry("by-ben", ben))
    assert order_of(home(desk), "by-ben", "by-anna")
    with desk.visit(LOI) as visit:
        person = visit.session.scalars(select(Person).where(Person.name == "Anna Beispiel")).one()
        know(visit.session, person.id, visit.colleague, NOW)
    shown = home(desk)
    assert "*Anna Beispiel* · not answered yet" in shown
    assert order_of(shown, "by-anna", "by-ben")
