"""Deliveries to an app's request URL: signed HTTP POSTs.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sandbox.errors import SlackError

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from sandbox.config import AppConfig


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Sign a request as Slack does, version 0."""
    message = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def encode(kind: str, payload: bytes) -> tuple[bytes, str]:
    """Give a delivery's body and content type; the payload is JSON."""
    if kind == "events_api":
        return payload, "application/json"
    form = json.loads(payload) if kind == "slash_commands" else {"payload": payload.decode()}
    return urlencode(form, errors="replace").encode(), "application/x-www-form-urlencoded"


class HttpEvents:
    """Posts deliveries to apps' request URLs."""

    def __init__(self, ack_seconds: float, now: Callable[[], float]) -> None:
        self._now = now
        self._ack_seconds = ack_seconds
        self._client: httpx.AsyncClient | None = None

    async def post(
        self,
        app: AppConfig,
        url: str,
        kind: str,
        payload: bytes,
        retry: tuple[int, str] | None = None,
    ) -> object:
        """Post one delivery, its payload as JSON; anything but 2xx within the time is a failure."""
        import httpx  # noqa: PLC0415  # heavy, and only for apps with a request URL

        body, content_type = encode(kind, payload)
        timestamp = str(int(self._now()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (sandbox)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(app.signing_secret, timestamp, body),
        }
        if retry:
            headers["X-Slack-Retry-Num"] = str(retry[0])
            headers["X-Slack-Retry-Reason"] = retry[1]
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=self._ack_seconds, trust_env=False)
        try:
            response = await self._client.post(url, content=body, headers=headers)
        except httpx.TimeoutException as error:
            raise TimeoutError("http_timeout") from error
        except httpx.HTTPError as error:
            raise ConnectionError("connection_failed") from error
        if not response.is_success:
            raise ConnectionError("http_error")
        return _answer(response)

    async def verify(self, app: AppConfig, url: str, challenge: str) -> None:
        """Check that a request URL answers Slack's challenge.

        https://docs.slack.dev/reference/events/url_verification
        """
        payload = {"type": "url_verification", "token": "sandbox", "challenge": challenge}
        try:
            answer = await self.post(app, url, "events_api", json.dumps(payload).encode())
        except (ConnectionError, TimeoutError) as error:
            raise SlackError("url_verification_failed", reason=str(error)) from error
        got = answer.get("challenge", answer.get("text")) if isinstance(answer, dict) else None
        if got != challenge:
            raise SlackError("challenge_failed", answer=answer)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.aclose()


def _answer(response: httpx.Response) -> object:
    if not response.content:
        return None
    try:
        return response.json()
    except ValueError:
        return {"text": response.text}
