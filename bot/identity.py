"""Who the bot is in Slack, and waiting for Slack to say so."""

import http.client
import threading
import time
from dataclasses import dataclass

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import SlackRefusesError, SlackUnavailableError
from bot.slack import RefusedError, explain

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a bot token is: its team and bot user, and its scopes where Slack names them."""

    token: str
    team_id: str
    team: str
    bot_user_id: str
    bot_id: str
    scopes: frozenset[str] | None


def who_are_we(client: WebClient, token: str) -> Identity:
    """Ask Slack whose token this is (auth.test).

    Raises SlackRefusesError when Slack says no, SlackUnavailableError when it says nothing.
    """
    try:
        response = client.auth_test(token=token)
    except SlackApiError as error:
        explained = explain("auth_test", error)
        if isinstance(explained, RefusedError):
            raise SlackRefusesError(
                f"Slack refuses SLACK_BOT_TOKEN: {explained.reason}.",
                advice="Copy the bot token (xoxb-…) from the app's page “OAuth & Permissions”.",
            ) from error
        raise SlackUnavailableError(f"Slack does not answer: {explained.reason}.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise SlackUnavailableError(f"Slack does not answer: {error}.") from error
    scopes = next((v for k, v in response.headers.items() if k.lower() == "x-oauth-scopes"), None)
    return Identity(
        token=token,
        team_id=str(response["team_id"]),
        team=str(response.get("team") or ""),
        bot_user_id=str(response.get("user_id") or ""),
        bot_id=str(response.get("bot_id") or ""),
        scopes=frozenset(scopes.replace(" ", "").split(",")) if scopes else None,
    )


def wait_for_slack(
    client: WebClient, token: str, stop: threading.Event, *, patience: float | None = None
) -> Identity | None:
    """Ask until Slack answers, and say that we wait; None when ``stop`` was set before.

    ``patience``: seconds after which SlackUnavailableError is raised. Raises SlackRefusesError.
    """
    began = time.monotonic()
    wait = 0.5
    while not stop.is_set():
        try:
            return who_are_we(client, token)
        except SlackUnavailableError as error:
            if patience is not None and time.monotonic() - began > patience:
                raise
            log.warning("slack.waiting", reason=error.message, again_in_seconds=wait)
        stop.wait(wait)
        wait = min(wait * 2, 30.0)
    return None
