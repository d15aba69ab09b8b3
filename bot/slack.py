"""Calls to Slack: what an answer means for the caller, and when a call may be repeated."""

import http.client
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.message import Message

# Seconds until a call counts as unanswered.
TIMEOUT = 10
# The same for a private answer: the outbox is there to say it instead.
_ANSWERED_WITHIN = 3
_TRIES = 4
_LONGEST_WAIT = 30.0
_MISSING = {"unknown_method", "missing_scope", "not_allowed_token_type", "method_deprecated"}

log = structlog.get_logger(__name__)


class SlackCallError(Exception):
    """A call to Slack did not do what it should."""

    def __init__(self, method: str, reason: str) -> None:
        super().__init__(f"{method}: {reason}")
        self.method = method
        self.reason = reason


class RateLimitedError(SlackCallError):
    """Slack asks to wait (https://docs.slack.dev/apis/web-api/rate-limits); it took nothing."""

    def __init__(self, method: str, retry_after: float) -> None:
        super().__init__(method, f"rate limited for {retry_after:g} s")
        self.retry_after = retry_after


class RefusedError(SlackCallError):
    """Slack understood, and said no; ``reason`` is its error code."""


class NotReachedError(SlackCallError):
    """No connection came about: Slack surely has nothing of it."""


class UnansweredError(SlackCallError):
    """Slack may have taken the call or not: the answer is missing, late, or a server's fault."""


class _Staying(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_arguments: object) -> None:
        """Refuse: the answer is then an error."""


class Slack:
    """One workspace's Slack, as the bot calls it.

    Our WebClient has no retry handlers: the built-in one repeats a call after a cut connection,
    which for chat.postMessage would be a second message.
    """

    def __init__(self, client: WebClient, stop: threading.Event | None = None) -> None:
        """Call by this client; once ``stop`` is set, nothing is waited for any more."""
        self._client = client
        self._stop = stop or threading.Event()
        # Slack redirects to a page where one logs in; the token must not follow.
        self._opener = urllib.request.build_opener(_Staying())
        self._warned: set[str] = set()

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401  # Slack's JSON
        """Call a Web API method, by its slack_sdk name, exactly once.

        Raises RateLimitedError, RefusedError, NotReachedError or UnansweredError.
        """
        try:
            response = getattr(self._client, method)(**arguments)
        except SlackApiError as error:
            raise explain(method, error) from error
        except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError) as error:
            if _never_connected(error):
                raise NotReachedError(method, str(error)) from error
            raise UnansweredError(method, f"{type(error).__name__}: {error}") from error
        data = response.data
        return data if isinstance(data, dict) else {}

    def call_patiently(
        self,
        method: str,
        *,
        tries: int = _TRIES,
        **arguments: Any,  # noqa: ANN401
    ) -> dict[str, Any]:
        """Call a method that may safely be carried out twice; waits and repeats a few times."""
        for attempt in range(1, tries + 1):
            try:
                return self.call(method, **arguments)
            except RefusedError:
                raise
            except SlackCallError as error:
                wait = 0.2 * 3**attempt
                if isinstance(error, RateLimitedError):
                    wait = error.retry_after
                if attempt == tries or wait > _LONGEST_WAIT or self._stop.wait(wait):
                    raise
        raise AssertionError("unreachable")

    def try_without(
        self,
        method: str,
        *,
        tries: int = _TRIES,
        **arguments: Any,  # noqa: ANN401
    ) -> dict[str, Any] | None:
        """Call a method that the bot can do without: a server that lacks it is warned of once."""
        try:
            return self.call_patiently(method, tries=tries, **arguments)
        except RefusedError as error:
            if error.reason not in _MISSING:
                raise
            self._warn_once(method, error.reason)
            return None

    def read_file(self, file_id: str, most: int) -> bytes:
        """Fetch at most so many bytes of a file that was shared with the bot.

        Raises SlackCallError. https://docs.slack.dev/messaging/working-with-files
        """
        file = self.call_patiently("files_info", file=file_id).get("file") or {}
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        if not self._is_slacks(url):
            # The token goes to Slack and to nobody else.
            raise RefusedError("files_info", "file_elsewhere")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310, checked above
        try:
            with self._opener.open(request, timeout=TIMEOUT) as response:
                return bytes(response.read(most))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UnansweredError("files_info", f"{type(error).__name__}: {error}") from error

    def send_file(self, url: str, path: Path) -> None:
        """Send a file's bytes to the address that Slack gave for them; no token goes along.

        Raises SlackCallError.
        """
        method = "files_getUploadURLExternal"
        if urlsplit(url).scheme not in ("http", "https"):
            raise RefusedError(method, "no_upload_url")
        headers = {"Content-Type": "application/octet-stream"}
        headers["Content-Length"] = str(path.stat().st_size)
        with path.open("rb") as content:
            request = urllib.request.Request(url, content, headers)  # noqa: S310, checked above
            try:
                self._opener.open(request, timeout=TIMEOUT).close()
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise UnansweredError(method, f"{type(error).__name__}: {error}") from error

    def _is_slacks(self, url: str) -> bool:
        """Tell whether a file lies with Slack, or with the server that stands for it."""
        parts, server = urlsplit(url), urlsplit(self._client.base_url)
        if parts.netloc == server.netloc:
            return parts.scheme == server.scheme
        return parts.scheme == "https" and (parts.hostname or "").endswith(".slack.com")

    def _warn_once(self, method: str, reason: str) -> None:
        if method not in self._warned:
            self._warned.add(method)
            log.warning("slack.done_without", method=method, reason=reason)


def make_client(api_url: str, token: str | None) -> WebClient:
    """Make a WebClient that never repeats a call by itself."""
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT, retry_handlers=[])


def answer_privately(response_url: str, message: Message) -> bool:
    """Answer a command or a button through its response_url, visible only to who asked.

    Tried once, within three seconds, so that a program that ends need not wait for it. Returns
    whether Slack took it; where not, the caller lets the outbox say it.
    """
    webhook = WebhookClient(response_url, timeout=_ANSWERED_WITHIN, retry_handlers=[])
    try:
        response = webhook.send(
            text=message.text,
            blocks=message.blocks,
            response_type="ephemeral",
            replace_original=message.replaces,
        )
    except (OSError, http.client.HTTPException) as error:
        log.warning("slack.answer_lost", reason=str(error))
        return False
    if response.status_code != http.client.OK:
        log.warning("slack.answer_refused", status=response.status_code, body=response.body[:200])
        return False
    return True


def explain(method: str, error: SlackApiError) -> SlackCallError:
    """Say what an answer that is no success means; slack_sdk gives a dict for one without JSON."""
    response: Any = error.response
    status = response["status"] if isinstance(response, dict) else response.status_code
    headers = response["headers"] if isinstance(response, dict) else response.headers
    if status == http.client.TOO_MANY_REQUESTS:
        return RateLimitedError(method, _retry_after(headers))
    code = "" if isinstance(response, dict) else str(response.get("error", ""))
    if code == "ratelimited":
        return RateLimitedError(method, _retry_after(headers))
    if not code or status >= http.client.INTERNAL_SERVER_ERROR or code in _SERVER_FAULTS:
        return UnansweredError(method, code or f"HTTP status {status}")
    details = response.get("response_metadata") or {}
    messages = " ".join(map(str, details.get("messages") or []))
    refused = RefusedError(method, code)
    if messages:
        refused.add_note(messages)
    return refused


# Slack's own words for "something broke at our end" (https://docs.slack.dev/reference/methods).
_SERVER_FAULTS = {
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
}


def _retry_after(headers: Mapping[str, Any]) -> float:
    for name, value in headers.items():
        if name.lower() == "retry-after":
            try:
                return max(0.0, float(value[0] if isinstance(value, list) else value))
            except ValueError:
                break
    return 1.0


def _never_connected(error: Exception) -> bool:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return isinstance(reason, ConnectionRefusedError | socket.gaierror)
