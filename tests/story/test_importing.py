"""A list of feeds comes in as a file in a modal."""

import base64

import pytest

from sandbox.driver import all_text
from sandbox.looking import wait_until
from tests.documents import item, rss
from tests.story.office import Json, Office, answer, told_after

LIST = """<opml version="2.0"><body><outline text="All">
<outline type="rss" text="A list's first" xmlUrl="{first}"/>
<outline type="rss" text="Known" xmlUrl="{known}"/>
<outline type="rss" text="Nowhere" xmlUrl="ftp://a.example/"/>
</outline></body></opml>"""


def uploads(office: Office, content: bytes) -> Json:
    """Import a file in the modal; give what the bot says."""
    listed = told_after(
        office.mara, lambda: office.mara.runs("/mentions feeds", in_="mentions"), "mentions"
    )
    office.mara.clicks("Import feeds…", on=listed)
    modal = office.mara.sees_modal("OPML")
    encoded = base64.b64encode(content).decode()
    file = office.slack.acts(office.mara.id, "upload_file", name="my.opml", content=encoded)

    def submit() -> None:
        answered = office.mara.submits(modal, feed_list=[file["file"]])
        assert answered["ok"], answered

    return told_after(office.mara, submit, "mentions")


def test_a_list_is_stored_at_once_and_read_by_the_next_poll(office: Office) -> None:
    known = office.feeds.serve("/known", rss(item(1), title="Known"))
    answer(office.su, f"add {known}", in_="mentions")
    first = office.feeds.serve("/first", rss(item(21), title="First of the list"))

    told = all_text(uploads(office, LIST.format(first=first, known=known).encode()))

    assert "1 new feed" in told
    assert "1 I watch already" in told
    assert "line 4" in told
    office.looks_at_feeds()
    wait_until(lambda: office.feeds.asked("/first"), 10, lambda: "/first was not read")
    office.feeds.serve("/first", rss(item(22), item(21), title="First of the list"))
    office.looks_at_feeds()
    office.card_of("Story 22 about Acme")
    shown = [all_text(message) for message in office.slack.messages("mentions")]
    assert not [text for text in shown if "Story 21 about Acme" in text]


@pytest.mark.parametrize("content", [b"Dear Anna", b"<html></html>", b"\x00\xff" * 99])
def test_a_file_that_is_no_list_is_answered_kindly(office: Office, content: bytes) -> None:
    before = office.rows()["subscription"]

    assert "should be OPML" in all_text(uploads(office, content))
    assert office.rows()["subscription"] == before
