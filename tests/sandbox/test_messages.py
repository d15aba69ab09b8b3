"""Messages are said, changed, listed and taken back as in Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox.driver import Colleague, Driver

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}}
CARD = {"event_type": "mention", "event_payload": {"id": 42}}


def post(client: WebClient, text: str = "hello", **more: Any) -> str:  # noqa: ANN401
    ts: str = client.chat_postMessage(channel="C0MENTIONS", text=text, **more)["ts"]
    return ts


def texts(answer: Any) -> list[str]:  # noqa: ANN401
    return [message["text"] for message in answer["messages"]]


def test_a_message_is_in_the_channel(client: WebClient, driver: Driver) -> None:
    answer = client.chat_postMessage(channel="C0MENTIONS", text="hello", blocks=[SECTION])
    (message,) = driver.messages("mentions")
    assert message["ts"] == answer["ts"]
    assert (message["text"], message["user"], message["bot_id"]) == (
        "hello",
        "U0SBOT0001",
        "B0SBOT0001",
    )
    assert message["blocks"][0].keys() == {"type", "text", "block_id"}


def test_a_channel_may_be_named(client: WebClient) -> None:
    answer = client.chat_postMessage(channel="#mentions", text="hello")
    assert answer["channel"] == "C0MENTIONS"


def test_a_message_to_a_user_is_a_direct_message(client: WebClient, su: Colleague) -> None:
    answer = client.chat_postMessage(channel=su.id, text="psst")
    assert answer["channel"].startswith("D")
    assert su.sees_direct_message("psst")["ts"] == answer["ts"]
    assert client.conversations_open(users=su.id)["channel"]["id"] == answer["channel"]


def test_metadata_is_given_when_asked_for(client: WebClient) -> None:
    post(client, metadata=CARD)
    listed = client.conversations_history(channel="C0MENTIONS")["messages"][0]
    assert "metadata" not in listed
    listed = client.conversations_history(channel="C0MENTIONS", include_all_metadata=True)
    assert listed["messages"][0]["metadata"] == CARD


def test_history_comes_newest_first_in_pages(client: WebClient) -> None:
    for number in range(5):
        post(client, str(number))
    pages, cursor = [], None
    while True:
        answer = client.conversations_history(channel="C0MENTIONS", limit=2, cursor=cursor)
        pages.append(texts(answer))
        if not answer["has_more"]:
            break
        cursor = answer["response_metadata"]["next_cursor"]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]


def test_history_has_bounds(client: WebClient) -> None:
    stamps = [post(client, str(number)) for number in range(4)]
    between: dict[str, Any] = {
        "channel": "C0MENTIONS",
        "oldest": stamps[0],
        "latest": stamps[2],
    }
    assert texts(client.conversations_history(**between)) == ["1"]
    assert texts(client.conversations_history(**between, inclusive=True)) == ["2", "1", "0"]


def test_a_thread_is_beside_the_channel(client: WebClient, driver: Driver) -> None:
    ts = post(client, "card")
    replies = [post(client, text, thread_ts=ts) for text in ("one", "two")]
    assert texts(client.conversations_history(channel="C0MENTIONS")) == ["card"]
    assert texts(client.conversations_replies(channel="C0MENTIONS", ts=ts)) == [
        "card",
        "one",
        "two",
    ]
    (card,) = driver.messages("mentions")
    assert (card["reply_count"], card["latest_reply"]) == (2, replies[1])
    client.chat_delete(channel="C0MENTIONS", ts=replies[0])
    client.chat_delete(channel="C0MENTIONS", ts=replies[1])
    assert "reply_count" not in driver.again(card)


def test_a_broadcast_reply_stands_in_both(client: WebClient) -> None:
    ts = post(client, "card")
    post(client, "to all", thread_ts=ts, reply_broadcast=True)
    assert texts(client.conversations_history(channel="C0MENTIONS")) == ["to all", "card"]


def test_a_reply_to_a_reply_joins_the_thread(client: WebClient) -> None:
    ts = post(client, "card")
    reply = post(client, "one", thread_ts=ts)
    post(client, "two", thread_ts=reply)
    assert texts(client.conversations_replies(channel="C0MENTIONS", ts=ts)) == [
        "card",
        "one",
        "two",
    ]


def test_text_alone_takes_the_blocks_away(client: WebClient, driver: Driver) -> None:
    ts = post(client, blocks=[SECTION])
    client.chat_update(channel="C0MENTIONS", ts=ts, text="new")
    (message,) = driver.messages("mentions")
    assert "blocks" not in message
    assert message["edited"]["user"] == "U0SBOT0001"


def test_blocks_alone_leave_the_text(client: WebClient, driver: Driver) -> None:
    ts = post(client, "old")
    client.api_call("chat.update", json={"channel": "C0MENTIONS", "ts": ts, "blocks": [SECTION]})
    (message,) = driver.messages("mentions")
    assert (message["text"], message["blocks"][0]["type"]) == ("old", "section")


@pytest.mark.parametrize(
    ("given", "left"), [({}, CARD), ({"metadata": CARD}, CARD), ({"metadata": {}}, None)]
)
def test_metadata_stays_unless_it_is_emptied(
    client: WebClient, driver: Driver, given: dict[str, Any], left: object
) -> None:
    ts = post(client, metadata=CARD)
    client.chat_update(channel="C0MENTIONS", ts=ts, text="new", **given)
    assert driver.messages("mentions")[0].get("metadata") == left


def test_a_message_is_taken_back(client: WebClient, driver: Driver) -> None:
    ts = post(client)
    client.chat_delete(channel="C0MENTIONS", ts=ts)
    assert driver.messages("mentions") == []


def test_an_ephemeral_message_is_for_one(client: WebClient, driver: Driver, su: Colleague) -> None:
    client.chat_postEphemeral(channel="C0MENTIONS", user=su.id, text="only you")
    assert su.sees_ephemeral("only you")["ephemeral"] is True
    assert driver.colleague("loi").ephemerals() == []
    assert client.conversations_history(channel="C0MENTIONS")["messages"] == []


def test_a_permalink_names_the_message(client: WebClient) -> None:
    ts = post(client)
    answer = client.chat_getPermalink(channel="C0MENTIONS", message_ts=ts)
    assert answer["permalink"].endswith(f"/C0MENTIONS/p{ts.replace('.', '')}")


def test_half_a_surrogate_pair_breaks_nothing(client: WebClient, driver: Driver) -> None:
    answer = client.api_call(
        "chat.postMessage", json={"channel": "C0MENTIONS", "text": "half \ud83d of it"}
    )
    assert answer["ok"]
    assert len(driver.messages("mentions")) == 1


def test_reactions_are_counted(client: WebClient, su: Colleague, driver: Driver) -> None:
    ts = post(client)
    client.reactions_add(channel="C0MENTIONS", timestamp=ts, name="raised_hand")
    su.reacts("raised_hand", to=driver.messages("mentions")[0])
    message = client.reactions_get(channel="C0MENTIONS", timestamp=ts)["message"]
    assert message["reactions"] == [
        {"name": "raised_hand", "users": ["U0SBOT0001", su.id], "count": 2}
    ]
    with pytest.raises(AssertionError, match="already_reacted"):
        su.reacts("raised_hand", to=driver.messages("mentions")[0])


def test_an_app_out_of_the_channel_cannot_react(other: WebClient, client: WebClient) -> None:
    ts = post(client)
    with pytest.raises(SlackApiError, match="missing_scope"):
        other.reactions_add(channel="C0MENTIONS", timestamp=ts, name="eyes")
