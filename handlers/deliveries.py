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
from bot.slack import Slack, SlackCallError, answer_privately

log = structlog.get_logger(__name__)

Body = dict[str, Any]


def asker_of(body: Body) -> Asker:
    """Read who speaks, from any kind of delivery."""
    event = body.get("event") or {}
    if event:
        channel = (event.get("item") or {}).get("channel") or event.get("channel")
        return Asker(str(body.get("team_id") or ""), str(event.get("user") or ""), channel)
    user = body.get("user") or {}
    team = body.get("team") or {}
    channel = body.get("channel") or {}
    return Asker(
        team_id=str(team.get("id") or user.get("team_id") or body.get("team_id") or ""),
        user_id=str(user.get("id") or body.get("user_id") or ""),
        channel=channel.get("id") or body.get("channel_id") or None,
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
    """Acknowledge, then do the work if this delivery was not taken before.

    ``work`` returns what to tell the asker in private, or None. What goes wrong is logged with an
    id, and the asker is told that id.
    """
    ack()
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
    if message is not None and body.get("response_url"):
        answer_privately(str(body["response_url"]), message)


def _language_after_failure(desk: Desk, body: Body) -> Language:
    try:
        return desk.language_of(asker_of(body))
    except Exception:  # noqa: BLE001  # the database may be what went wrong
        return desk.languages.get(None)


def tell(slack: Slack, asker: Asker, channel: str | None, message: Message) -> None:
    """Tell the asker something where there is no response_url: in the channel, or directly."""
    try:
        if channel:
            slack.call_patiently(
                "chat_postEphemeral",
                channel=channel,
                user=asker.user_id,
                text=message.text,
                blocks=message.blocks,
            )
        else:
            slack.call(
                "chat_postMessage",
                channel=asker.user_id,
                text=message.text,
                blocks=message.blocks,
            )
    except SlackCallError as error:
        log.warning("answer.not_told", user=asker.user_id, reason=error.reason)
