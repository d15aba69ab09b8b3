"""Looking in Slack for what we said there: by the key that travels in a message's metadata."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot import sending
from bot.models import Mention
from bot.outbox import Kind
from bot.sending import Taken
from bot.slack import RefusedError, Slack
from bot.store import Store

METADATA_EVENT = "botschafter_message"
_PAGES = 10
# A digest that is late is said within half a day.
_SAID_WITHIN = timedelta(days=1)

log = structlog.get_logger(__name__)


def find_message(slack: Slack, store: Store, row: Taken, since: datetime) -> str | None:
    """Look for the message of a row; return its timestamp, or None if it is not there.

    Raises SlackCallError when Slack does not tell: then nobody knows, and nothing is sent.
    """
    if row.kind is Kind.THREAD_LINE:
        return _find(_thread(slack, store, row, since), row.key)
    return _find(_history(slack, row.channel, {"oldest": _moment(since)}), row.key)


def find_said(slack: Slack, store: Store, row: Taken) -> str | None:
    """Say where what a row wants drawn anew stands; None if it is not there any more."""
    if row.payload["ts"]:
        return str(row.payload["ts"])
    said_at, of = datetime.fromisoformat(row.payload["said_at"]), row.payload["of"]
    if row.mention_id is not None:
        return _find(_thread(slack, store, row, said_at), of)
    bounds = {"oldest": _moment(said_at), "latest": f"{(said_at + _SAID_WITHIN).timestamp():.6f}"}
    return _find(_history(slack, row.channel, bounds), of)


def lines_under(slack: Slack, store: Store, row: Taken) -> list[str]:
    """List the timestamps of what we said in the thread of a row's mention."""
    return [ts for ts, key in _thread(slack, store, row, None) if not key.startswith("card:")]


def _find(messages: Iterator[tuple[str, str]], wanted: str) -> str | None:
    return next((ts for ts, key in messages if key == wanted), None)


def _thread(
    slack: Slack, store: Store, row: Taken, since: datetime | None
) -> Iterator[tuple[str, str]]:
    with store.read() as session:
        card_ts = session.get_one(Mention, row.mention_id).card_ts
    if card_ts is None:
        return
    bounds = {"oldest": _moment(since)} if since else {}
    yield from _pages(slack, "conversations_replies", row.channel, {"ts": card_ts, **bounds})


def _history(slack: Slack, channel: str, bounds: dict[str, str]) -> Iterator[tuple[str, str]]:
    return _pages(slack, "conversations_history", channel, bounds)


def _moment(since: datetime) -> str:
    return f"{(since - sending.CLOCKS_DIFFER).timestamp():.6f}"


def _pages(
    slack: Slack, method: str, channel: str, bounds: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Give timestamp and key of each message of ours."""
    arguments: dict[str, Any] = {
        "channel": channel,
        "include_all_metadata": True,
        "limit": 100,
        **bounds,
    }
    for _ in range(_PAGES):
        answer = _page(slack, method, arguments)
        for message in answer.get("messages", []):
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == METADATA_EVENT:
                payload = metadata.get("event_payload") or {}
                yield str(message["ts"]), str(payload.get("key"))
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
        arguments["cursor"] = cursor


def _page(slack: Slack, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Read a page of messages; an empty one from a server that has no such method."""
    try:
        # Once only: with patience the row's lease would be over before the answer is there.
        return slack.call(method, **arguments)
    except RefusedError as error:
        if error.reason != "unknown_method":
            raise
        # Nobody can tell whether it arrived: a card said twice is better than one that is lost.
        log.warning("outbox.cannot_look", method=method)
        return {}
