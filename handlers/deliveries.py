"""What every delivery from Slack goes through: acknowledged at once, handled once."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from slack_bolt import Ack

from bot.answers import went_wrong
from bot.desk import Asker, Desk
from bot.language import Language
from bot.message import Message
from bot.slack import answer_privately
from bot.submissions import read_carried
from bot.telling import tell_asker

log = structlog.get_logger(__name__)

Body = dict[str, Any]


def asker_of(body: Body) -> Asker:
    """Read who speaks, and where, from any kind of delivery.

    A modal stands in no channel; ours carry along where they were asked for.
    """
    event = body.get("event") or {}
    if event:
        channel = (event.get("item") or {}).get("channel") or event.get("channel")
        user = event.get("user") or ""
        # A change of a user comes with all that is known of them.
        user_id = user.get("id") if isinstance(user, dict) else user
        return Asker(str(body.get("team_id") or ""), str(user_id or ""), channel)
    user = body.get("user") or {}
    team = body.get("team") or {}
    channel = body.get("channel") or {}
    carried = (body.get("view") or {}).get("private_metadata")
    return Asker(
        team_id=str(team.get("id") or user.get("team_id") or body.get("team_id") or ""),
        user_id=str(user.get("id") or body.get("user_id") or ""),
        channel=channel.get("id")
        or body.get("channel_id")
        or (read_carried(carried).channel if carried else None),
    )


def delivery_key(body: Body) -> str | None:
    """Name a delivery, so that the same one is known again (Slack sends some twice).

    Events have an id of their own; what a colleague does has a trigger.
    """
    if body.get("event_id"):
        return f"event:{body['event_id']}"
    if body.get("trigger_id"):
        return f"{body.get('type', 'command')}:{body['trigger_id']}"
    return None


def handle_once(desk: Desk, ack: Ack, body: Body, work: Callable[[], Message | None]) -> None:
    """Acknowledge, then let the desk do the work if this delivery was not taken before.

    ``work`` returns what to tell the asker in private, or None. What goes wrong is logged with an
    id, and the asker is told that id.
    """
    ack()
    desk.later(lambda: _do_once(desk, body, work))


def _do_once(desk: Desk, body: Body, work: Callable[[], Message | None]) -> None:
    key = delivery_key(body)
    try:
        if key is not None and not desk.take_delivery(key):
            log.info("delivery.again", key=key)
            return
        message = work()
    except Exception:
        error_id = uuid4().hex[:8]
        log.exception("delivery.failed", key=key, error_id=error_id)
        message = went_wrong(error_id, _language_after_failure(desk, body))
    if message is not None:
        _tell(desk, body, message, key or uuid4().hex)


def _tell(desk: Desk, body: Body, message: Message, key: str) -> None:
    """Answer through the response_url; where there is none, or it fails, through the outbox."""
    response_url = body.get("response_url")
    if response_url and answer_privately(str(response_url), message):
        return
    asker = asker_of(body)
    try:
        tell_asker(desk, asker, asker.channel, message, key)
    except Exception:
        log.exception("delivery.not_answered", key=key)


def _language_after_failure(desk: Desk, body: Body) -> Language:
    try:
        return desk.language_of(asker_of(body))
    except Exception:  # noqa: BLE001  # the database may be what went wrong
        return desk.languages.get(None)
