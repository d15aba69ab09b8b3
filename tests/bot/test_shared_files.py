"""A file that is shared with the bot is fetched from Slack, and the token goes nowhere else."""

import json
from collections.abc import Iterator

import pytest

from bot.slack import RefusedError, Slack, UnansweredError, make_client
from tests.feeds.server import FeedServer


@pytest.fixture
def slacks() -> Iterator[FeedServer]:
    """Stand for Slack."""
    with FeedServer() as server:
        yield server


@pytest.fixture
def strangers() -> Iterator[FeedServer]:
    """Stand for everybody else."""
    with FeedServer() as server:
        yield server


def reads(slacks: FeedServer, url: str, most: int = 100) -> bytes:
    answer = {"ok": True, "file": {"id": "F1", "url_private": url}}
    slacks.serve("/api/files.info", json.dumps(answer), "application/json")
    return Slack(make_client(slacks.url("/api/"), "xoxb-secret")).read_file("F1", most)


def test_a_file_is_read_with_the_token_up_to_a_bound(slacks: FeedServer) -> None:
    url = slacks.serve("/files-pri/T1-F1/a.opml", b"<opml/>" * 50)

    assert reads(slacks, url, most=7) == b"<opml/>"
    [asked] = slacks.asked("/files-pri/T1-F1/a.opml")
    assert asked.headers["authorization"] == "Bearer xoxb-secret"


def test_a_file_that_lies_elsewhere_is_not_asked_for(
    slacks: FeedServer, strangers: FeedServer
) -> None:
    with pytest.raises(RefusedError):
        reads(slacks, strangers.serve("/a.opml", b"<opml/>"))

    assert not strangers.requests


def test_a_redirect_takes_the_token_nowhere(slacks: FeedServer, strangers: FeedServer) -> None:
    with pytest.raises(UnansweredError, match="302"):
        reads(slacks, slacks.redirect("/files-pri/a", strangers.serve("/login", b"Log in")))

    assert not strangers.requests
