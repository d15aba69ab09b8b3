"""What goes wrong with Slack goes wrong here when asked: limits, lost answers, failures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import DriverError
from tests.sandbox.conftest import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.driver import Colleague, Driver
    from sandbox.pytest_plugin import MakeSandbox, MakeSlack
    from sandbox.server import Sandbox


def call(client: WebClient, text: str = "x", channel: str = "C0MENTIONS") -> int:
    """Give the status, or the seconds to wait where there were too many."""
    try:
        client.chat_postMessage(channel=channel, text=text)
    except SlackApiError as error:
        answer = error.response
    else:
        return 0
    assert (answer["error"], answer.status_code) == ("ratelimited", 429)
    return int(answer.headers["Retry-After"])


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.seconds


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def limited(make_sandbox: MakeSandbox, clock: Clock) -> Iterator[Sandbox]:
    with make_sandbox(replace(CONFIG, rate_limits=True), now=clock) as sandbox:
        yield sandbox


@pytest.fixture
def paced(make_slack: MakeSlack, limited: Sandbox) -> WebClient:
    with make_slack(limited) as driver:
        driver.admin("reset")
    return WebClient("xoxb-sandbox", base_url=limited.api_url, retry_handlers=[])


def test_a_channel_bears_a_message_a_second_after_a_burst(paced: WebClient, clock: Clock) -> None:
    assert [call(paced) for _ in range(4)] == [0, 0, 0, 1]
    assert call(paced, channel="U0SUKELLER") == 0
    clock.seconds += 1
    assert [call(paced) for _ in range(2)] == [0, 1]
    clock.seconds += 10
    assert [call(paced) for _ in range(4)] == [0, 0, 0, 1]


def test_a_refused_message_is_not_posted(paced: WebClient, clock: Clock) -> None:
    for number in range(4):
        call(paced, str(number))
    clock.seconds += 60
    assert len(paced.conversations_history(channel="C0MENTIONS")["messages"]) == 3


def test_a_tier_is_so_many_calls_a_minute_and_a_tenth_more(paced: WebClient, clock: Clock) -> None:
    for _ in range(22):
        paced.users_list()
        clock.seconds += 1
    with pytest.raises(SlackApiError) as refused:
        paced.users_list()
    assert refused.value.response.headers["Retry-After"] == "38"
    assert paced.users_info(user="U0SUKELLER")["ok"]
    clock.seconds += 38
    assert paced.users_list()["ok"]


def test_limits_are_switched_off_and_on(
    make_slack: MakeSlack, limited: Sandbox, paced: WebClient, clock: Clock
) -> None:
    assert clock
    with make_slack(limited) as driver:
        driver.admin("rate_limits", on=False)
        assert [call(paced) for _ in range(10)] == [0] * 10
        driver.admin("rate_limits", on=True)
        assert [call(paced) for _ in range(4)] == [0, 0, 0, 1]


def test_a_lost_answer_was_carried_out(client: WebClient, driver: Driver) -> None:
    driver.admin("faults", kind="lost_answer", method="chat.postMessage", times=1)
    with pytest.raises((URLError, ConnectionError)):
        client.chat_postMessage(channel="C0MENTIONS", text="posted all the same")
    assert [m["text"] for m in driver.messages("mentions")] == ["posted all the same"]
    assert call(client, "next") == 0


def test_a_lost_request_was_not(client: WebClient, driver: Driver) -> None:
    driver.admin("faults", kind="lost_request", method="chat.postMessage")
    with pytest.raises((URLError, ConnectionError)):
        client.chat_postMessage(channel="C0MENTIONS", text="never arrived")
    assert driver.messages("mentions") == []


def test_slacks_client_posts_twice_when_it_tries_again(sandbox: Sandbox, driver: Driver) -> None:
    # The trap that bots must not step into: retrying is the default of slack_sdk.
    driver.admin("faults", kind="lost_answer", method="chat.postMessage")
    client = WebClient("xoxb-sandbox", base_url=sandbox.api_url)
    client.chat_postMessage(channel="C0MENTIONS", text="card")
    assert [m["text"] for m in driver.messages("mentions")] == ["card", "card"]


def test_other_faults_are_answers(client: WebClient, driver: Driver) -> None:
    driver.admin("faults", kind="error_500", method="auth.test", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as broken:
            client.auth_test()
        assert broken.value.response.status_code == 500
    driver.admin("faults", kind="rate_limited", method="auth.test", seconds=7)
    with pytest.raises(SlackApiError) as limited:
        client.auth_test()
    assert limited.value.response.headers["Retry-After"] == "7"
    driver.admin("faults", kind="error", error="fatal_error")
    with pytest.raises(SlackApiError, match="fatal_error"):
        client.auth_test()
    driver.admin("faults", kind="delay", seconds=0.05)
    assert client.auth_test()["ok"]


def test_faults_are_healed(client: WebClient, driver: Driver) -> None:
    driver.admin("faults", kind="error_500", times=100)
    driver.admin("faults", kind="error_500", times=0)
    assert client.auth_test()["ok"]
    with pytest.raises(DriverError, match="unknown_fault"):
        driver.admin("faults", kind="earthquake")
    with pytest.raises(DriverError, match="unknown_order"):
        driver.admin("sing")


def test_calls_and_deliveries_are_recorded(
    client: WebClient, driver: Driver, su: Colleague
) -> None:
    client.chat_postMessage(channel="C0MENTIONS", text="card")
    with pytest.raises(SlackApiError):
        client.users_info(user="U0NOBODY")
    assert [(c["method"], c["ok"], c["error"]) for c in driver.calls()] == [
        ("chat.postMessage", True, None),
        ("users.info", False, "user_not_found"),
    ]
    (post,) = driver.calls("chat.postMessage")
    assert (post["args"]["text"], post["app"], post["status"]) == ("card", "A0SANDBOX1", 200)
    su.runs("/mentions", in_="mentions")
    assert [d["type"] for d in driver.deliveries()] == ["events_api", "slash_commands"]
    (command,) = driver.deliveries("slash_commands")
    assert command["payload"]["command"] == "/mentions"
