"""Whatever stands in a feed, its mention is shown without harm, and can be claimed and answered."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from sqlalchemy import select

from bot.feed_models import Entry
from bot.models import Mention
from sandbox.driver import all_text, visible_text
from sandbox.looking import wait_until
from tests.documents import item, rss
from tests.story.office import Json, Office, answer


def parsed_by_slack(value: object) -> Iterator[str]:
    """List the texts in which Slack looks for pings and links; plain ones are shown as they are."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield str(value["text"])
        for inner in value.values():
            yield from parsed_by_slack(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parsed_by_slack(inner)


HOSTILE: dict[str, tuple[dict[str, str], str]] = {
    "a ping in the title": ({"title": "<!channel> look"}, "look"),
    "a ping in the text": ({"description": "&lt;!here&gt; <@U0SUKELLER> look"}, "look"),
    "a ping in the author": ({"dc:creator": "<!everyone> Eve"}, "Eve"),
    "a ping that is escaped twice": ({"title": "&amp;lt;!channel&amp;gt; look"}, "look"),
    "a script": (
        {"title": "<script>alert(1)</script>Hi", "description": "<script>x</script>"},
        "Hi",
    ),
    "an ampersand": ({"title": "Müller & Söhne &amp; Co"}, "Müller"),
    "formatting": ({"title": "*bold* _it_ ~no~ `code` > quote"}, "bold"),
    "a false link": ({"title": "&lt;https://evil.example|our bank&gt;"}, "our bank"),
    "a link to a script": ({"link": "javascript:alert(1)"}, "Story"),
    "a link with a pipe and brackets": ({"link": "https://a.example/|x>y<z"}, "Story"),
    "5,000 characters": ({"title": "word " * 1000, "description": "y" * 50_000}, "word"),
    "5,000 letters": ({"title": "&" * 5000}, "&amp;"),
    "no title": ({"title": ""}, "What I think of Acme"),
    "no link": ({"link": ""}, "Story"),
    "nothing but a guid": (
        {"title": "", "link": "", "description": "", "dc:creator": ""},
        "(no title)",
    ),
    "no author": ({"dc:creator": ""}, "blog.example"),
    "1970": ({"pubDate": format_datetime(datetime(1970, 1, 1, tzinfo=UTC))}, "Story"),
    "2099": ({"pubDate": format_datetime(datetime(2099, 1, 1, tzinfo=UTC))}, "Story"),
    "no date at all": ({"pubDate": "yesterday, I think"}, "Story"),
    "umlauts": ({"title": "Größe, Übermut & Ärger in Zürich"}, "Übermut"),
    "emoji": ({"title": "👩‍👩‍👧‍👦 loves 🇨🇭 :tada:"}, "👩‍👩‍👧‍👦 loves 🇨🇭"),
    "right to left": ({"title": "شركة Acme رائعة \u202egnp.exe"}, "Acme"),
    "a line in a line": ({"title": "one\ntwo\r\n\tthree"}, "one two three"),
}


@pytest.fixture(scope="module")
def hostile(office: Office) -> Office:
    """Let one feed bring all of them at once; each is known by its guid."""
    url = office.feeds.serve("/hostile", rss(title="Hostile"))
    assert "From now on" in answer(office.su, f"add {url}", in_="mentions")
    items = [
        item(n) | fields | {"guid": f"hostile-{n}"}
        for n, (fields, _) in enumerate(HOSTILE.values())
    ]
    office.feeds.serve("/hostile", rss(*items, title="Hostile"))
    office.looks_at_feeds()
    return office


def card_of_entry(office: Office, guid: str) -> Json:
    """Wait for the card of the entry with a guid."""

    def timestamp() -> str | None:
        with office.bot.bot.store.read() as session:
            return session.scalar(
                select(Mention.card_ts)
                .join(Entry, Mention.entry_id == Entry.id)
                .where(Entry.identity == f"id:{guid}")
            )

    ts = wait_until(timestamp, 20, lambda: f"no card of {guid}")
    return office.slack.waits_for("mentions", lambda message: message["ts"] == ts)


@pytest.mark.parametrize(
    ("at", "shows"), [*enumerate(shows for _, shows in HOSTILE.values())], ids=HOSTILE.keys()
)
def test_a_hostile_entry_becomes_a_card_that_can_be_claimed_and_answered(
    hostile: Office, at: int, shows: str
) -> None:
    office = hostile
    card = card_of_entry(office, f"hostile-{at}")

    assert shows in all_text(card)
    raw = "\n".join([card["text"], *parsed_by_slack(card["blocks"])])
    assert "<!channel" not in raw
    assert "<!here" not in raw
    assert "<!everyone" not in raw
    assert "<@U" not in raw
    assert "javascript:" not in raw
    assert "evil.example|our bank>" not in raw
    assert "<script" not in raw
    assert "\u202e" not in raw
    office.loi.clicks("Claim", on=card)
    mine = office.changed(card, "*Loi* is on it")
    office.loi.clicks("Answer…", on=mine)
    modal = office.loi.sees_modal(f"#{office.number(card)}")
    assert office.loi.submits(modal, reply_text="Hello")["ok"]
    office.changed(card, "answered")
    assert office.log_of(card) == ["claim", "reply"]


def test_without_an_author_the_site_is_the_person(office: Office) -> None:
    anonymous = {"dc:creator": "", "link": "https://anonymous.example/1", "guid": "anonymous-1"}
    office.brings(rss(item(901) | anonymous), "/anonymous")

    assert "anonymous.example" in answer(office.su, "person anonymous.example")


def test_several_authors_are_all_named(office: Office) -> None:
    entry = (
        "<entry><id>urn:many</id><title>Many hands</title><link href='https://many.example/1'/>"
        + "".join(f"<author><name>Writer {n}</name></author>" for n in range(1, 6))
        + "</entry>"
    )
    card = office.brings(atom(entry), "/authors")

    assert "Writer 1, Writer 2, Writer 3, and 2 more" in visible_text(card)


def atom(*entries: str) -> str:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Atomic</title><id>urn:atomic</id>"
        f"<updated>2026-11-01T00:00:00Z</updated>{''.join(entries)}</feed>"
    )
