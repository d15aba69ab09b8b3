"""Permissions of short life that an app gets with an interaction: trigger ids and response URLs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.errors import SlackError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.config import SandboxConfig


@dataclass
class Trigger:
    """The right to open one modal for a user, soon.

    https://docs.slack.dev/interactivity/handling-user-interaction/#modal_responses
    """

    app_id: str
    user_id: str
    expires: float
    used: bool = False


@dataclass
class ResponseUrl:
    """The right to answer where something was done, a few times.

    https://docs.slack.dev/interactivity/handling-user-interaction/#message_responses
    """

    app_id: str
    user_id: str
    channel_id: str
    expires: float
    uses_left: int
    message_ts: str | None = None
    """The message whose button was pressed; none for a command."""
    thread_ts: str | None = None


class Permissions:
    """The trigger ids and response URLs that were given out."""

    def __init__(self, config: SandboxConfig, now: Callable[[], float]) -> None:
        self._config = config
        self._now = now
        self._triggers: dict[str, Trigger] = {}
        self._response_urls: dict[str, ResponseUrl] = {}

    def trigger(self, app_id: str, user_id: str) -> str:
        """Give an app a trigger id for what a user just did."""
        trigger_id = (
            f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        )
        expires = self._now() + self._config.trigger_seconds
        self._triggers[trigger_id] = Trigger(app_id, user_id, expires)
        return trigger_id

    def exchange(self, trigger_id: object, app_id: str) -> Trigger:
        """Take a trigger id for a modal; once, and within seconds."""
        trigger = self._triggers.get(str(trigger_id))
        if trigger is None or trigger.app_id != app_id:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._now() > trigger.expires:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def response_url(
        self,
        app_id: str,
        user_id: str,
        channel_id: str,
        message_ts: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Give out the secret last part of a new response URL."""
        token = secrets.token_urlsafe(18)
        self._response_urls[token] = ResponseUrl(
            app_id,
            user_id,
            channel_id,
            self._now() + self._config.response_url_seconds,
            self._config.response_url_uses,
            message_ts,
            thread_ts,
        )
        return token

    def app_of_response_url(self, token: str) -> str | None:
        """Say whose response URL this is, if it is one."""
        found = self._response_urls.get(token)
        return found.app_id if found else None

    def use_response_url(self, token: str) -> ResponseUrl:
        """Take one use of a response URL."""
        found = self._response_urls.get(token)
        if found is None or self._now() > found.expires:
            raise SlackError("expired_url")
        if found.uses_left == 0:
            raise SlackError("used_url")
        found.uses_left -= 1
        return found
