"""A channel is read page by page, and what is new in it is counted without reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.driver import DriverError
from sandbox.workspace import Channel

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox.driver import Colleague, Driver

CHANNEL, LOI = "C0MENTIONS", "U0LOINGUYN"


def post(client: WebClient, *texts: str, **more: Any) -> list[str]:  # noqa: ANN401
    return [client.chat_postMessage(channel=CHANNEL, text=text, **more)["ts"] for text in texts]


def read(driver: Driver, su: Colleague, **wish: str) -> tuple[str, bool, bool]:
    """Give a page's texts, and whether there is more before and after."""
    page = driver.reads("messages", user=su.id, channel=CHANNEL, **wish)
    return "".join(m["text"] for m in page["messages"]), page["older"], page["newer"]


def test_a_page_is_beside_or_around_a_message(
    client: WebClient, driver: Driver, su: Colleague
) -> None:
    ts = dict(zip("abcdefg", post(client, *"abcdefg"), strict=True))
    assert read(driver, su) == ("abcdefg", False, False)
    assert read(driver, su, limit="3") == ("efg", True, False)
    assert read(driver, su, before=ts["e"], limit="3") == ("bcd", True, True)
    assert read(driver, su, before=ts["b"], limit="3") == ("a", False, True)
    assert read(driver, su, after=ts["b"], limit="3") == ("cde", True, True)
    assert read(driver, su, after="0", limit="3") == ("abc", False, True)
    assert read(driver, su, after=ts["e"]) == ("fg", True, False)
    assert read(driver, su, around=ts["d"], limit="3") == ("cde", True, True)
    client.chat_delete(channel=CHANNEL, ts=ts["d"])
    assert read(driver, su, around=ts["d"], limit="2") == ("ce", True, True)


def test_ephemerals_stand_where_they_were_said(
    client: WebClient, driver: Driver, su: Colleague
) -> None:
    post(client, "a")
    client.chat_postEphemeral(channel=CHANNEL, user=su.id, text="x")
    client.chat_postEphemeral(channel=CHANNEL, user=LOI, text="not for Su")
    ts = post(client, "b", "c")
    client.chat_postEphemeral(channel=CHANNEL, user=su.id, text="y")
    assert read(driver, su) == ("axbcy", False, False)
    assert read(driver, su, limit="1") == ("cy", True, False)
    assert read(driver, su, before=ts[1], limit="1") == ("xb", True, True)
    assert read(driver, su, before=ts[0]) == ("ax", False, True)
    assert read(driver, su, after=ts[0], limit="1") == ("cy", True, False)


def test_a_thread_has_pages_that_begin_with_its_first_message(
    client: WebClient, driver: Driver, su: Colleague
) -> None:
    (root,) = post(client, "a")
    thread = {"thread_ts": root}
    assert read(driver, su, **thread, limit="2") == ("a", False, False)
    replies = post(client, *"bcd", **thread)
    assert read(driver, su, **thread, limit="2") == ("cd", True, False)
    assert read(driver, su, **thread, before=replies[1], limit="2") == ("ab", False, True)
    client.chat_delete(channel=CHANNEL, ts=root)
    assert read(driver, su, **thread) == ("bcd", False, False)


@pytest.mark.parametrize(
    ("what", "query", "error"),
    [
        ("messages", {"before": "soon"}, "invalid_arguments"),
        ("messages", {"before": "1.1", "after": "1.1"}, "invalid_arguments"),
        ("messages", {"limit": "0"}, "invalid_limit"),
        ("unread", {"read": CHANNEL}, "invalid_arguments"),
    ],
)
def test_a_page_that_makes_no_sense_is_refused(
    driver: Driver, su: Colleague, what: str, query: dict[str, str], error: str
) -> None:
    with pytest.raises(DriverError, match=error):
        driver.reads(what, user=su.id, channel=CHANNEL, **query)


def test_what_others_said_since_is_unread(client: WebClient, driver: Driver, su: Colleague) -> None:
    ts = post(client, "read", "new", f"for you, <@{su.id}>")
    post(client, "in a thread", thread_ts=ts[0])
    su.says("my own", in_="mentions")
    client.chat_postEphemeral(channel=CHANNEL, user=su.id, text="only you")

    def unread(**query: str) -> dict[str, Any]:
        channels = driver.reads("unread", user=su.id, **query)["channels"]
        assert {"C0RANDOM01", CHANNEL} <= channels.keys()
        found: dict[str, Any] = channels[CHANNEL]
        return found

    counted = unread(read=f"{CHANNEL}:{ts[0]}")
    assert (counted["messages"], counted["mentions"]) == (3, 1)
    # Where somebody was never before, all counts as read.
    assert unread() == {"messages": 0, "mentions": 0, "latest": counted["latest"]}
    assert unread(read=f"{CHANNEL}:{counted['latest']}")["messages"] == 0


def test_a_cursor_holds_when_something_new_is_said_meanwhile(client: WebClient) -> None:
    post(client, *"abcd")
    page = client.conversations_history(channel=CHANNEL, limit=2)
    post(client, "e")
    cursor = page["response_metadata"]["next_cursor"]
    page = client.conversations_history(channel=CHANNEL, limit=2, cursor=cursor)
    assert [message["text"] for message in page["messages"]] == ["b", "a"]
    assert page["has_more"] is False


def test_a_thread_comes_in_pages(client: WebClient) -> None:
    (root,) = post(client, "a")
    ts = post(client, *"bcde", thread_ts=root)
    seen, cursor = [], None
    while cursor != "":
        page = client.conversations_replies(channel=CHANNEL, ts=root, limit=2, cursor=cursor)
        seen.append("".join(message["text"] for message in page["messages"]))
        metadata: dict[str, str] = page.get("response_metadata", {})
        cursor = metadata.get("next_cursor", "")
    assert seen == ["ab", "cd", "e"]
    page = client.conversations_replies(channel=CHANNEL, ts=root, oldest=ts[1])
    assert [message["text"] for message in page["messages"]] == ["a", "d", "e"]


def test_a_channel_finds_its_threads_again_in_plain_messages() -> None:
    """Whoever writes the messages down and reads them again has lost nothing."""
    said = [
        {"ts": "30.000001", "text": "late", "user": "U1"},
        {"ts": "20.000001", "text": "reply", "user": "U1", "thread_ts": "10.000001"},
        {"ts": "10.000001", "text": "root", "user": "U1", "thread_ts": "10.000001"},
    ]
    channel = Channel("C1", "one", "channel", [], 0, messages={str(m["ts"]): m for m in said})
    assert list(channel.timeline()) == ["10.000001", "30.000001"]
    assert list(channel.timeline("10.000001")) == ["10.000001", "20.000001"]
