"""A test says in plain words what goes wrong, and it does: for one method or app, or for all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.error import URLError

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import Clock, SignatureVerifier

from sandbox.driver import DriverError
from sandbox.looking import wait_until
from tests.sandbox.test_http_mode import HttpApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slack_sdk import WebClient
    from slack_sdk.web import SlackResponse

    from sandbox.driver import Colleague, Driver
    from tests.sandbox.socket_app import SocketApp


@pytest.fixture(autouse=True)
def healed(driver: Driver) -> Iterator[None]:
    """Check after each test that nothing more goes wrong when it said so."""
    yield
    driver.faults.end()
    assert driver.reads("faults") == {"faults": [], "skew": 0}


def refusal(call: Callable[[], object]) -> tuple[int, str, str | None]:
    """Give status, error and Retry-After of a call that fails."""
    with pytest.raises(SlackApiError) as refused:
        call()
    answer = refused.value.response
    body = answer.data if isinstance(answer.data, dict) else {}
    return answer.status_code, body.get("error", ""), answer.headers.get("Retry-After")


def test_calls_are_refused_limited_and_broken(client: WebClient, driver: Driver) -> None:
    driver.faults.rate_limits("auth.test", seconds=7)
    driver.faults.breaks("auth.test", times=2)
    driver.faults.refuses("users.list", error="fatal_error")
    assert refusal(client.auth_test) == (429, "ratelimited", "7")
    assert [refusal(client.auth_test)[0] for _ in range(2)] == [500, 500]
    assert client.auth_test()["ok"]
    assert refusal(client.users_list) == (200, "fatal_error", None)
    assert client.users_list()["ok"]
    assert [(call["status"], call["error"], call["fault"]) for call in driver.calls()] == [
        (429, "ratelimited", "rate_limited"),
        (500, "server_error", "error_500"),
        (500, "server_error", "error_500"),
        (200, None, None),
        (200, "fatal_error", "error"),
        (200, None, None),
    ]


def test_answers_and_requests_are_lost(client: WebClient, driver: Driver) -> None:
    driver.faults.loses_answers("chat.postMessage")
    driver.faults.loses_requests("chat.postMessage")
    for text in ("carried out", "never arrived"):
        with pytest.raises((URLError, ConnectionError)):
            client.chat_postMessage(channel="C0MENTIONS", text=text)
    assert [m["text"] for m in driver.messages("mentions")] == ["carried out"]
    answered, unheard = driver.calls()
    assert (answered["status"], answered["error"]) == (0, "lost_answer")
    assert answered["answer"]["message"]["text"] == "carried out"
    assert (unheard["error"], unheard["answer"]) == ("lost_request", None)


def test_a_fault_is_for_one_app_or_for_all(
    client: WebClient, other: WebClient, driver: Driver
) -> None:
    driver.faults.breaks(app="A0OTHER001")
    assert client.auth_test()["ok"]
    assert refusal(other.auth_test)[0] == 500
    driver.faults.breaks(times=2)
    assert [refusal(each.auth_test)[0] for each in (client, other)] == [500, 500]
    with pytest.raises(DriverError, match="app_not_found"):
        driver.faults.breaks(app="A0NOBODY01")


def test_slow_is_slow_for_so_many_calls_or_for_a_while(client: WebClient, driver: Driver) -> None:
    driver.faults.is_slow(0.3)
    client.auth_test()
    client.auth_test()
    slow, quick = driver.calls()
    assert slow["ms"] >= 300 > quick["ms"]
    driver.admin("faults", kind="error_500", lasts=0.4)
    assert refusal(client.auth_test)[0] == 500
    assert driver.reads("faults")["faults"][0]["times"] is None
    wait_until(lambda: not driver.reads("faults")["faults"], 5, lambda: "it lasts too long")
    assert client.auth_test()["ok"]


def test_a_use_of_a_response_url_goes_wrong_only_by_name(
    app: SocketApp, driver: Driver, su: Colleague
) -> None:
    su.runs("/mentions", in_="mentions")
    url = app.payload("slash_commands")["response_url"]
    driver.faults.breaks()
    assert httpx.post(url, json={"text": "one"}, trust_env=False).status_code == 200
    driver.faults.breaks("response_url")
    assert httpx.post(url, json={"text": "two"}, trust_env=False).status_code == 500
    assert httpx.post(url, json={"text": "three"}, trust_env=False).status_code == 200
    assert [m["text"] for m in su.ephemerals("mentions")] == ["one", "three"]


def test_deliveries_come_twice(app: SocketApp, driver: Driver, su: Colleague) -> None:
    driver.faults.delivers_twice("events")
    driver.faults.delivers_twice("commands")
    app.answers["slash_commands"] = {"text": "Here you are."}
    su.says("hello", in_="mentions")
    su.runs("/mentions", in_="mentions")
    su.says("bye", in_="mentions")
    wait_until(lambda: len(driver.deliveries()) == 5, 5, lambda: str(driver.deliveries()))
    app.event("message", text="bye")
    wait_until(lambda: len(app.received) == 6, 5, lambda: str(app.received))  # and the hello
    events = [m["payload"] for m in app.received if m["type"] == "events_api"]
    assert [each["event"]["text"] for each in events].count("hello") == 2
    assert len({each["event_id"] for each in events}) == 2
    assert len({m.get("envelope_id") for m in app.received}) == 6
    su.sees_ephemeral("Here you are.")
    assert len(su.ephemerals("mentions")) == 1


def test_what_is_late_is_overtaken(app: SocketApp, driver: Driver, su: Colleague) -> None:
    driver.faults.delivers_late(0.3, "events")
    su.says("first", in_="mentions")
    su.says("second", in_="mentions")
    app.event("message", text="first")
    texts = [m["payload"]["event"]["text"] for m in app.received if m["type"] == "events_api"]
    assert texts == ["second", "first"]
    wait_until(
        lambda: all(each["acked_after"] is not None for each in driver.deliveries()),
        5,
        lambda: str(driver.deliveries()),
    )
    assert driver.deliveries()[0]["acked_after"] < 0.3, "waiting here is not the app's"


def test_acknowledgements_are_lost_over_http_too(driver: Driver, su: Colleague) -> None:
    with HttpApp() as app:
        driver.admin("request_url", url=app.url)
        driver.faults.loses_acknowledgements()
        su.says("hello", in_="mentions")
        headers, _ = app.waits_for(2)
        assert headers["X-Slack-Retry-Reason"] == "http_timeout"


def test_sockets_are_cut_and_refreshed(app: SocketApp, driver: Driver, su: Colleague) -> None:
    driver.faults.refreshes_sockets()
    app.waits(lambda message: message["type"] == "disconnect")
    driver.faults.cuts_sockets()
    app.connect()
    su.says("hello again", in_="mentions")
    assert app.event("message")["text"] == "hello again"


def test_the_clock_runs_ahead_and_behind(app: SocketApp, driver: Driver, su: Colleague) -> None:
    su.runs("/mentions", in_="mentions")
    trigger_id = app.payload("slash_commands")["trigger_id"]
    driver.faults.runs_ahead(3600)
    driver.faults.runs_ahead(600)
    ahead = float(su.says("from the future", in_="mentions")["ts"]) - time.time()
    assert 590 < ahead < 610, "the skew is set and doesn't add up"
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Hi"}, "blocks": []}
    late = refusal(lambda: app.client.views_open(trigger_id=trigger_id, view=view))
    assert late[1] == "expired_trigger_id"
    with HttpApp() as http:
        driver.admin("request_url", url=http.url)
        su.says("signed in the future", in_="mentions")
        headers, body = http.waits_for(1)
        assert not SignatureVerifier("sandbox-secret").is_valid_request(body, headers)
        shifted = SignatureVerifier("sandbox-secret", Shifted())
        assert shifted.is_valid_request(body, headers)
        driver.faults.runs_behind(600)
        later = su.says("ts never goes back", in_="mentions")["ts"]
        assert float(later) > time.time() + 500
        headers, body = http.waits_for(2)
        assert int(headers["X-Slack-Request-Timestamp"]) < time.time() - 500


class Shifted(Clock):
    """An app's clock that runs ten minutes ahead."""

    def now(self) -> float:
        """Tell the time."""
        return time.time() + 600


def test_a_token_is_revoked_and_given_back(client: WebClient, driver: Driver) -> None:
    driver.faults.revokes_token()
    assert refusal(client.auth_test)[1] == "token_revoked"
    driver.faults.restores_token()
    assert client.auth_test()["ok"]


def test_a_channel_is_archived_and_opened_again(app: SocketApp, driver: Driver) -> None:
    driver.faults.archives("mentions")
    assert app.event("channel_archive")["channel"] == "C0MENTIONS"

    def post() -> SlackResponse:
        return app.client.chat_postMessage(channel="C0MENTIONS", text="x")

    assert refusal(post)[1] == "is_archived"
    driver.faults.unarchives("mentions")
    assert app.event("channel_unarchive")["channel"] == "C0MENTIONS"
    assert post()["ok"]
