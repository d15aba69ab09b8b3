"""With a request URL, deliveries come by signed HTTP POST."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from sandbox.driver import DriverError

if TYPE_CHECKING:
    from types import TracebackType

    from slack_sdk import WebClient

    from sandbox.driver import Colleague, Driver

Json = dict[str, Any]


class HttpApp:
    """Takes deliveries, checks their signatures, and answers as told."""

    def __init__(self) -> None:
        app = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = app.take(dict(self.headers.items()), body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_args: object) -> None:
                pass

        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.fail_times = 0
        self.challenge_answer: str | None = None
        self.answer = b""
        self._changed = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/slack/events"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """Answer one request."""
        if body.startswith(b"{") and (data := json.loads(body))["type"] == "url_verification":
            return 200, (self.challenge_answer or data["challenge"]).encode()
        with self._changed:
            self.requests.append((headers, body))
            self._changed.notify_all()
        if self.fail_times > 0:
            self.fail_times -= 1
            return 503, b"later"
        return 200, self.answer

    def waits_for(self, count: int) -> tuple[dict[str, str], bytes]:
        """Wait for so many requests, and give the last of them."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= count, 5)
            return self.requests[count - 1]


def test_an_event_is_signed(client: WebClient, driver: Driver, su: Colleague) -> None:
    with HttpApp() as app:
        driver.admin("request_url", url=app.url)
        client.chat_postMessage(channel="C0MENTIONS", text="card")
        headers, body = app.waits_for(1)
        assert headers["Content-Type"] == "application/json"
        assert SignatureVerifier("sandbox-secret").is_valid_request(body, headers)
        assert not SignatureVerifier("another secret").is_valid_request(body, headers)
        assert json.loads(body)["event"]["text"] == "card"
        assert "X-Slack-Retry-Num" not in headers
        su.runs("/mentions list", in_="mentions")
        headers, body = app.waits_for(2)
        assert SignatureVerifier("sandbox-secret").is_valid_request(body, headers)
        assert parse_qs(body.decode())["text"] == ["list"]


def test_a_failed_event_comes_again(driver: Driver, su: Colleague) -> None:
    with HttpApp() as app:
        driver.admin("request_url", url=app.url)
        app.fail_times = 3
        su.says("hello", in_="mentions")
        app.waits_for(4)
        retries = [
            (headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason"))
            for headers, _ in app.requests
        ]
        assert retries == [
            (None, None),
            ("1", "http_error"),
            ("2", "http_error"),
            ("3", "http_error"),
        ]


def test_an_interaction_is_a_form_with_a_payload(
    client: WebClient, driver: Driver, su: Colleague
) -> None:
    button = {"type": "button", "action_id": "claim", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    with HttpApp() as app:
        client.chat_postMessage(channel="C0MENTIONS", text="card", blocks=blocks)
        driver.admin("request_url", url=app.url)
        su.clicks("Go", on=driver.messages("mentions")[0])
        _, body = app.waits_for(1)
        payload = json.loads(parse_qs(body.decode())["payload"][0])
        assert payload["actions"][0]["action_id"] == "claim"


def test_a_command_is_answered_in_the_response(driver: Driver, su: Colleague) -> None:
    with HttpApp() as app:
        driver.admin("request_url", url=app.url)
        app.answer = b"plain text"
        su.runs("/mentions", in_="mentions")
        su.sees_ephemeral("plain text")
        app.answer = json.dumps({"response_type": "in_channel", "text": "for all"}).encode()
        su.runs("/mentions", in_="mentions")
        driver.waits_for("mentions", "for all")


def test_a_command_that_fails_says_so(driver: Driver, su: Colleague) -> None:
    with HttpApp() as app:
        driver.admin("request_url", url=app.url)
        app.fail_times = 1
        su.runs("/mentions", in_="mentions")
        su.sees_ephemeral("dispatch_failed")
    su.runs("/mentions", in_="mentions")
    su.sees_ephemeral("did not respond")


def test_a_request_url_must_pass_the_challenge(driver: Driver) -> None:
    with HttpApp() as app:
        app.challenge_answer = "guess"
        with pytest.raises(DriverError, match="challenge_failed"):
            driver.admin("request_url", url=app.url)
    with pytest.raises(DriverError, match="url_verification_failed"):
        driver.admin("request_url", url=app.url)
