"""Every format is read; an entry comes once, in order, and a feed is asked only for what is new."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count

import pytest

from tests.documents import item, rss
from tests.story.office import Office, answer

NUMBERS = count(1)


def atom_entries(*numbers: int) -> str:
    entries = "".join(
        f"<entry><id>urn:atom:{n}</id><title>Atom {n}</title>"
        f"<link href='https://atom.example/{n}'/></entry>"
        for n in numbers
    )
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Atom</title><id>urn:atom</id>"
        f"<updated>2026-11-01T00:00:00Z</updated>{entries}</feed>"
    )


def rss_091(*numbers: int) -> str:
    items = "".join(
        f"<item><title>Old {n}</title><link>https://old.example/{n}</link></item>" for n in numbers
    )
    return f"<rss version='0.91'><channel><title>Old</title>{items}</channel></rss>"


def rdf(*numbers: int) -> str:
    items = "".join(
        f"<item rdf:about='https://rdf.example/{n}'><title>Rdf {n}</title>"
        f"<link>https://rdf.example/{n}</link></item>"
        for n in numbers
    )
    return (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/'><channel rdf:about='https://rdf.example/'>"
        f"<title>Rdf</title><link>https://rdf.example/</link></channel>{items}</rdf:RDF>"
    )


def json_feed(*numbers: int) -> str:
    items = [
        {"id": str(n), "title": f"Json {n}", "url": f"https://json.example/{n}"} for n in numbers
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Json", "items": items}
    )


@pytest.mark.parametrize(
    ("write", "name"),
    [(rss_091, "Old"), (rdf, "Rdf"), (atom_entries, "Atom"), (json_feed, "Json")],
    ids=["RSS 0.91", "RDF", "Atom", "JSON Feed"],
)
def test_every_format_brings_its_newest_as_a_sample_and_then_what_is_new(
    office: Office, write: object, name: str
) -> None:
    assert callable(write)
    path = f"/format-{name}"
    url = office.feeds.serve(path, write(1))
    assert name in answer(office.su, f"add {url}", in_="mentions")
    office.slack.waits_for("mentions", f"{name} 1")

    office.feeds.serve(path, write(2, 1))
    office.looks_at_feeds()

    office.slack.waits_for("mentions", f"{name} 2")
    titles = [mention.title for mention in office.bot.mentions() if mention.title.startswith(name)]
    assert titles == [f"{name} 1", f"{name} 2"]


EDITS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "known by its id": ({}, {"title": "Edited", "link": "https://blog.example/moved"}),
    "known by its link": ({"guid": ""}, {"guid": "", "title": "Edited", "description": "new"}),
    "known by what it says": (
        {"guid": "", "link": ""},
        {"guid": "", "link": "", "pubDate": format_datetime(datetime(2026, 1, 1, tzinfo=UTC))},
    ),
}


@pytest.mark.parametrize(("first", "later"), EDITS.values(), ids=EDITS.keys())
def test_an_entry_that_changes_is_not_a_new_one(
    office: Office, first: dict[str, str], later: dict[str, str]
) -> None:
    n = 5000 + next(NUMBERS)
    path = f"/edited-{n}"
    office.brings(rss(item(n) | first), path)
    before = len(office.bot.mentions())

    office.feeds.serve(path, rss(item(n + 500), item(n) | later))
    office.looks_at_feeds()

    office.slack.waits_for("mentions", f"Story {n + 500} ")
    assert len(office.bot.mentions()) == before + 1


def test_a_feed_is_asked_whether_it_changed(office: Office) -> None:
    document = rss(item(8001), title="Quiet")
    url = office.feeds.serve("/quiet", document, etag='"v1"')
    answer(office.su, f"add {url}", in_="mentions")
    for _ in range(2):
        office.clock.move(minutes=1)
        office.has_done("polling")

    first, *later = office.feeds.asked("/quiet")
    assert "if-none-match" not in first.headers
    assert later
    assert {request.headers.get("if-none-match") for request in later} == {'"v1"'}


def test_entries_of_one_poll_come_oldest_first(office: Office) -> None:
    now = datetime.now(UTC)
    items = [item(9000 + n, at=now - timedelta(hours=n)) for n in range(3)]
    path = "/order"
    url = office.feeds.serve(path, rss(title="Order"))
    answer(office.su, f"add {url}", in_="mentions")
    office.feeds.serve(path, rss(items[1], items[0], items[2], title="Order"))
    office.looks_at_feeds()

    office.slack.waits_for("mentions", "Story 9000 ")
    shown = [message["text"] for message in office.slack.messages("mentions")]
    ours = [n for text in shown for n in (9000, 9001, 9002) if f"Story {n} " in text]
    assert ours == [9002, 9001, 9000]
