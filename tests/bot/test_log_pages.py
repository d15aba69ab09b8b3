"""The log shows the lines that are asked for, page by page."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.facts import EngagementKind
from bot.log_filter import LogFilter
from bot.log_pages import read_log, show_log, turn_log
from bot.message import Message
from bot.models import Engagement
from bot.store import Store
from tests.bot.making import NOW
from tests.bot.making_log import SU, Line, make_desk, make_log
from tests.texts.visible import visible

CLAIM, GIVE = EngagementKind.CLAIM, EngagementKind.GIVE
OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)
# 23:30 on the last of September in UTC is October in Zurich already.
NIGHT = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)

LINES = (
    Line("Su", "Anna", "blog.example", at=OCTOBER - timedelta(days=30), text="oldest"),
    Line("Su", "Anna", "old.reddit.com", CLAIM, at=NIGHT, text="night"),
    Line("Loi", "Anna", "reddit.com", at=OCTOBER, text="october"),
    Line("Loi", "Ben", "news.ycombinator.com", CLAIM, at=NOW - timedelta(days=1), text="gestern"),
    Line("Mara", "Susanne", "blog.example", at=NOW, text="newest"),
)

SHOWN = {
    "": "newest gestern october night oldest",
    "<@USU|su>": "night oldest",
    "loi": "gestern october",
    "su": "night oldest",
    "susanne": "newest",
    "mar": "newest",
    "anna": "october night oldest",
    "person anna colleague loi": "october",
    "anna <@USU>": "night oldest",
    "since 2026-10-01": "newest gestern october night",
    "bis 30.9.": "oldest",
    "since yesterday until gestern": "gestern",
    "kind claim": "gestern night",
    "kind claim place reddit": "night",
    "place reddit": "october night",
    "on Hacker News": "gestern",
    "place blog": "newest oldest",
    "kind reply anna since 1.10. place reddit.com": "october",
}


def told(message: Message) -> str:
    return "\n".join(visible(message))


def ask(store: Store, text: str) -> Message:
    desk = make_desk(store)
    found = read_log(desk, SU, text)
    return found if isinstance(found, Message) else show_log(desk, SU, found[0])


def test_filters_stand_alone_and_together(store: Store) -> None:
    make_log(store, *LINES)

    shown = {text: told(ask(store, text)) for text in SHOWN}

    texts = [line.text or "" for line in reversed(LINES)]
    found = {text: " ".join(t for t in texts if f">{t}" in page) for text, page in shown.items()}
    assert found == SHOWN
    assert "since Thursday, October 1, 2026" in shown["since 2026-10-01"]
    assert "What Su did" in shown["su"]
    assert "Su and Anna" in shown["anna <@USU>"]


def test_a_hand_over_is_in_the_log_of_both(store: Store) -> None:
    make_log(store, Line("Su"), Line("Loi", text="from loi"))
    desk = make_desk(store)
    found = read_log(desk, SU, "<@ULOI>")
    assert not isinstance(found, Message)
    with store.write() as session:
        line = session.get_one(Engagement, 1)
        session.add(
            Engagement(
                workspace_id=line.workspace_id,
                mention_id=line.mention_id,
                person_id=line.person_id,
                colleague_id=line.colleague_id,
                kind=GIVE,
                at=NOW,
                other_id=found[0].colleague_id,
            )
        )

    assert "handed" in told(ask(store, "<@ULOI>"))
    assert "handed" in told(ask(store, "su kind give"))


WRONG = {
    "since whenever": "“whenever” is no date",
    "kind applause": "`reply`",
    "until": "something is missing",
    "since today until yesterday": "before the first one",
    "nobody at all": "I know nobody called “nobody at all”",
    "colleague zebra": "I know no colleague called “zebra”",
    "colleague a": "Several of you go by “a”: Mara and Zara",
    "since tomorrow <!channel>": "no date",
    "place nowhere.example": "Nothing fits that",
}


def test_wrong_filters_get_an_answer_that_shows_what_can_be_written(store: Store) -> None:
    make_log(store, *LINES, Line("Zara"))

    shown = {text: told(ask(store, text)) for text in WRONG}

    assert {text: says for text, says in WRONG.items() if says not in shown[text]} == {}
    assert all("/mentions log @su since last week" in shown[text] for text in list(WRONG)[:4])
    assert "<!channel>" not in "".join(shown.values())


def test_of_several_people_one_is_chosen_and_the_filter_stays(store: Store) -> None:
    make_log(
        store,
        Line(person="Wim Weber"),
        Line(person="Wanda Weber"),
        Line(person="Wim Weber", kind=CLAIM),
    )

    choice = ask(store, "weber kind claim")
    assert "Several people" in told(choice)
    [button] = [
        block["accessory"]
        for block in choice.blocks
        if "Wim" in block["text"]["text"] and "accessory" in block
    ]
    page = turn_log(make_desk(store), SU, button["value"])

    assert "Contact with Wim Weber" in told(page)
    assert "claimed" in told(page)
    assert "answered" not in told(page)


def value(message: Message, label: str) -> str | None:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    found = [each["value"] for row in rows for each in row if each["text"]["text"] == label]
    return found[0] if found else None


@pytest.mark.parametrize("count", [10, 11, 25])
def test_pages_go_to_the_first_line_and_back(store: Store, count: int) -> None:
    make_log(store, *[Line(text=f"({n})") for n in range(count)])
    desk = make_desk(store)

    pages = [show_log(desk, SU, LogFilter())]
    while earlier := value(pages[-1], "Earlier"):
        pages.append(turn_log(desk, SU, earlier))
    numbers = [[n for n in range(count) if f">({n})" in told(page)] for page in pages]
    assert sorted(n for page in numbers for n in page) == list(range(count))
    assert [len(each) for each in numbers[:-1]] == [10] * (len(pages) - 1)
    assert value(pages[0], "Later") is None
    assert all(f"{count} lines in all" in told(page) for page in pages)
    assert all(page.replaces for page in pages[1:])

    page = pages[-1]
    for before in reversed(pages[:-1]):
        later = value(page, "Later")
        assert later
        page = turn_log(desk, SU, later)
        assert told(page) == told(before)
