"""Teaching: how much a claim tells, who is named as a buddy, and whose words hold."""

import threading

import pytest

from bot.buddies import find_buddy
from bot.colleagues import meet_colleague
from bot.desk import Asker, Desk, Visit
from bot.house_rules import place_meant, save_place_words
from bot.language import load_languages
from bot.leaving import note_account
from bot.mentions import Details, Reply, change_mention
from bot.models import Mention
from bot.place_words import changed_places, read_tips
from bot.shipped_tips import shipped_tips
from bot.states import Event
from bot.store import Store
from bot.teaching import lesson_at_claim
from bot.tip_facts import Extent, extent_at_claim
from tests.bot.making import NOW, an_entry, make_mentions, make_subscription, make_workspace
from tests.clock import MovableClock
from tests.texts.visible import visible

ME = Asker("T1", "U1", "C1")
FULL = "Say who you are"


@pytest.mark.parametrize(
    ("claims", "answers", "hidden", "extent"),
    [
        (1, 0, False, Extent.FULL),
        (2, 1, False, Extent.FULL),
        (3, 0, False, Extent.SHORT),
        (9, 3, False, Extent.SHORT),
        (5, 4, False, Extent.NOTHING),
        (2, 9, False, Extent.NOTHING),
        (1, 0, True, Extent.NOTHING),
    ],
)
def test_the_help_fades(claims: int, answers: int, extent: Extent, *, hidden: bool) -> None:
    assert extent_at_claim(claims, answers, hidden=hidden) is extent


@pytest.fixture
def desk(store: Store, clock: MovableClock) -> Desk:
    return Desk(store, clock, load_languages(), lambda: None, threading.Event())


@pytest.fixture
def mentions(store: Store) -> list[int]:
    """Let a forum and a blog bring eight mentions each, the forum's first."""
    with store.write() as session:
        workspace = make_workspace(session)
        return [
            mention.id
            for url in ("https://forum.example/latest.rss", "https://blog.example/rss.xml")
            for mention in make_mentions(
                session,
                make_subscription(session, workspace, url),
                *(an_entry(f"{url[8:12]}{n}") for n in range(8)),
            )
        ]


def does(desk: Desk, who: str, event: Event, mention_id: int) -> None:
    with desk.visit(Asker("T1", who)) as visit:
        reply = Reply("Hello", None) if event is Event.REPLY else None
        assert change_mention(
            visit.session, mention_id, visit.colleague, event, visit.now, Details(reply=reply)
        ).done


def told(desk: Desk, mention_id: int) -> str:
    """Claim a mention; give what is told about its place."""
    does(desk, "U1", Event.CLAIM, mention_id)
    with desk.visit(ME) as visit:
        lesson = lesson_at_claim(visit, visit.session.get_one(Mention, mention_id))
    return "\n".join(visible(lesson)) if lesson else ""


def test_claims_count_by_place_and_by_mention(desk: Desk, mentions: list[int]) -> None:
    first, second, third = mentions[:3]
    assert FULL in told(desk, first)
    does(desk, "U1", Event.RELEASE, first)
    assert FULL in told(desk, first), "the same one again is not another one"
    assert FULL in told(desk, second)
    assert FULL not in told(desk, third)
    assert FULL in told(desk, mentions[8]), "at another place it begins anew"


def test_from_the_fifth_answer_on_nothing_is_told(desk: Desk, mentions: list[int]) -> None:
    for mention_id in mentions[:4]:
        assert told(desk, mention_id)
        does(desk, "U1", Event.REPLY, mention_id)

    assert told(desk, mentions[4]) == ""


def buddy(desk: Desk, mention_id: int, asker: Asker = ME) -> tuple[str, int] | None:
    with desk.visit(asker) as visit:
        found = find_buddy(visit, visit.session.get_one(Mention, mention_id))
    return (found.colleague.slack_id, found.answers) if found else None


def test_the_buddy_is_who_answered_most_there(desk: Desk, mentions: list[int]) -> None:
    for who, which in (("U2", (0,)), ("U3", (1, 2)), ("U4", (8, 9, 10))):
        for n in which:
            does(desk, who, Event.REPLY, mentions[n])

    assert buddy(desk, mentions[7]) == ("U3", 2)
    assert buddy(desk, mentions[7], Asker("T1", "U3")) == ("U2", 1), "nobody asks themselves"
    with desk.store.write() as session:
        [workspace_id] = {m.workspace_id for m in session.query(Mention)}
        left = meet_colleague(session, workspace_id, "U3").id
        note_account(session, left, deactivated=True, now=NOW)
    assert buddy(desk, mentions[7]) == ("U2", 1), "whoever has left is not named"
    assert buddy(desk, mentions[15]) == ("U4", 3)


def test_a_first_claim_names_a_buddy_and_a_second_does_not(desk: Desk, mentions: list[int]) -> None:
    does(desk, "U2", Event.REPLY, mentions[0])

    assert "has answered there 1 time" in told(desk, mentions[1])
    assert "has answered there" not in told(desk, mentions[2])


def read(visit: Visit, language: str) -> str:
    return read_tips(visit, "reddit", language).tips


@pytest.mark.parametrize("given", ["", "shipped"])
def test_tips_that_are_taken_back_are_shipped_ones_in_each_language(
    desk: Desk, mentions: list[int], given: str
) -> None:
    assert mentions
    save_place_words(desk, ME, "reddit", "", "Ours")
    with desk.visit(ME) as visit:
        assert (read(visit, "en"), read(visit, "de")) == ("Ours", "Ours")
        assert changed_places(visit.session, visit.workspace.id) == {"reddit"}

    save_place_words(desk, ME, "reddit", "", given and shipped_tips("reddit", "en"))
    with desk.visit(ME) as visit:
        for language in ("en", "de"):
            assert read(visit, language) == shipped_tips("reddit", language)
        assert changed_places(visit.session, visit.workspace.id) == frozenset()


@pytest.mark.parametrize(
    ("word", "place", "named"),
    [
        ("reddit", "reddit", True),
        ("Hacker-News", "hackernews", True),
        ("HN", "hackernews", True),
        ("redit", "reddit", False),
        ("stack overflow", "stackexchange", True),
        ("https://old.reddit.com/r/x", "reddit", True),
        ("lobste.rs", "lobsters", True),
        ("Blogs", "url", True),
        ("mastadon", "mastodon", False),
        ("", None, False),
        ("…", None, False),
        ("qqqq", None, False),
        ("http://[", None, False),
    ],
)
def test_a_place_is_found_however_it_is_written(
    word: str, place: str | None, *, named: bool
) -> None:
    assert place_meant(word) == (place, named)
