"""Socket Mode: deliveries come over a WebSocket that the bot opens, so no address is needed."""

import socket
import threading
from contextlib import suppress

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import SlackRefusesError

log = structlog.get_logger(__name__)

# Deliveries that are taken side by side; each waits only until it is acknowledged.
_CONCURRENCY = 20
# Seconds between pings. slack_sdk takes five failed ones, or four that nobody answers, as a sign
# that the line is dead; until then the bot hears nothing, and reads a closed socket in a busy loop.
PING = 2
# Its reader hears at the first try but for a race, and at the next one then.
_READER_IS_TOLD = 30
# What another try mends.
_PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", ""}


def connect(
    app: App, app_token: str, client: WebClient, stop: threading.Event
) -> SocketModeHandler | None:
    """Open the connection and keep it (slack_sdk renews it); waits until Slack is there.

    Returns None when ``stop`` was set before. Raises SlackRefusesError for a wrong app token.
    """
    handler = SocketModeHandler(
        app, app_token, web_client=client, concurrency=_CONCURRENCY, ping_interval=PING
    )
    wait = 0.5
    while not stop.is_set():
        try:
            handler.client.connect()
        except SlackApiError as error:
            code = _code(error)
            if code not in _PASSING:
                handler.client.close()
                raise SlackRefusesError(
                    f"Slack refuses SLACK_APP_TOKEN: {code}.",
                    advice="Make an app-level token (xapp-…) with the scope connections:write.",
                ) from error
            log.warning("socket.waiting", reason=code, again_in_seconds=wait)
        except Exception as error:  # noqa: BLE001  # slack_sdk raises many kinds when cut off
            log.warning("socket.waiting", reason=str(error), again_in_seconds=wait)
        else:
            return handler
        stop.wait(wait)
        wait = min(wait * 2, 30.0)
    handler.client.close()
    return None


def disconnect(connection: SocketModeHandler) -> None:
    """Close the connection at once.

    slack_sdk alone would wait for a read to end, three seconds; and for ever where its reader
    begins anew in between, since that forgets that it shall end.
    """
    client = connection.client
    client.auto_reconnect_enabled = False
    reader = client.current_session_runner
    reader.event.set()
    sock = client.current_session.sock if client.current_session else None
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
    for _ in range(_READER_IS_TOLD):
        client.current_session_state.terminated = True
        reader.thread.join(0.1)
        if not reader.is_alive():
            break
    client.message_queue.put(None)
    client.close()


def _code(error: SlackApiError) -> str:
    response = error.response
    if isinstance(response, dict):
        return ""
    return str(response.get("error") or "") if response.status_code < 500 else ""  # noqa: PLR2004
