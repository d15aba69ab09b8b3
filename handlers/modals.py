"""Modals: opening them, and taking what was written in them."""

from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt import Ack, App

from bot.answers import too_slow
from bot.desk import Asker, Desk
from bot.ids import View
from bot.language import Language
from bot.message import Message
from bot.preferences import open_settings, save_settings
from bot.slack import RefusedError, Slack, SlackCallError
from bot.submissions import read_carried, read_settings
from handlers.deliveries import Body, asker_of, handle_once

log = structlog.get_logger(__name__)

# As often as fits into the three seconds that a trigger lives.
_TRIES = 3
# A trigger opens one modal: said to a repeated call, it means that the first one arrived
# (https://docs.slack.dev/reference/methods/views.open).
_OPENED_ALREADY = "exchanged_trigger_id"

Work = Callable[[], Message | None]
Refusal = dict[str, Any]
"""What the acknowledgement of a submission says instead of nothing: errors, or another view."""
Take = Callable[[Desk, Asker, Body, Language], tuple[Refusal, Work]]


def show_settings_modal(desk: Desk, slack: Slack, asker: Asker, trigger_id: str) -> Message | None:
    """Open the modal with the workspace's settings."""
    view = open_settings(desk, slack, asker)
    if open_modal(slack, trigger_id, view):
        return None
    return too_slow(desk.language_of(asker))


def open_modal(
    slack: Slack, trigger_id: str, view: dict[str, Any], method: str = "views_open"
) -> bool:
    """Open a modal, alone or (``views_push``) on top of another one.

    False when Slack does not take it, for example as it comes too late.
    """
    try:
        slack.call_patiently(method, tries=_TRIES, trigger_id=trigger_id, view=view)
    except RefusedError as error:
        if error.reason == _OPENED_ALREADY:
            return True
        log.warning("modal.refused", reason=error.reason, details=getattr(error, "__notes__", []))
        return False
    return True


def update_modal(slack: Slack, shown: dict[str, Any], view: dict[str, Any]) -> None:
    """Show something else in an open modal, unless a later answer has done so already.

    https://docs.slack.dev/reference/methods/views.update (``hash``)
    """
    try:
        slack.call("views_update", view_id=shown["id"], hash=shown["hash"], view=view)
    except SlackCallError as error:
        log.warning("modal.not_updated", reason=error.reason)


def register_modals(app: App, desk: Desk) -> None:
    """Let the app take what is submitted."""

    def on_settings(ack: Ack, body: Body) -> None:
        submitted(desk, ack, body, _take_settings)

    app.view(View.SETTINGS.value)(on_settings)


def submitted(desk: Desk, ack: Ack, body: Body, take: Take) -> None:
    """Check what was written before acknowledging, since errors travel in the acknowledgement.

    The check needs neither database nor Slack, so that it takes no time.
    """
    language = desk.languages.get(read_carried(body["view"]["private_metadata"]).language)
    refusal, work = take(desk, asker_of(body), body, language)
    if refusal:
        ack(**refusal)
        return
    handle_once(desk, ack, body, work)


def _take_settings(
    desk: Desk, asker: Asker, body: Body, language: Language
) -> tuple[Refusal, Work]:
    view = body["view"]
    chosen = read_settings(view["state"]["values"], language)
    if isinstance(chosen, dict):
        return errors_in(chosen)

    def work() -> Message:
        return save_settings(desk, asker, chosen)

    return {}, work


def errors_in(errors: dict[str, str]) -> tuple[Refusal, Work]:
    """Refuse a submission, with what is wrong by block id."""
    return {"response_action": "errors", "errors": errors}, lambda: None
