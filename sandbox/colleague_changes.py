"""What happens to colleagues: a status, a time without disturbance, leaving and coming back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.events import hears
from sandbox.happenings import emit_to
from sandbox.methods_users import described_to

if TYPE_CHECKING:
    from sandbox.core import Core
    from sandbox.workspace import Status

USER_CHANGE = "user_change"


def set_status(core: Core, host: str, user_id: str, status: Status) -> None:
    """Let somebody show a status; an empty one clears it.

    https://docs.slack.dev/reference/methods/users.profile.set
    """
    core.workspace.statuses[user_id] = status
    _tell(core, host, user_id)


def set_quiet(core: Core, user_id: str, start: int, end: int) -> None:
    """Let somebody not be disturbed from one moment to another, seconds since 1970.

    https://docs.slack.dev/reference/methods/dnd.teamInfo
    """
    core.workspace.quiet[user_id] = (start, end)


def set_deleted(core: Core, host: str, user_id: str, *, deleted: bool) -> None:
    """Deactivate somebody's account, or bring it back.

    https://docs.slack.dev/reference/events/user_change
    """
    users = core.workspace.users
    users[user_id] = replace(users[user_id], deleted=deleted)
    _tell(core, host, user_id)


def _tell(core: Core, host: str, user_id: str) -> None:
    workspace = core.workspace
    for app in workspace.apps.values():
        if hears(workspace, core.scopes, app, USER_CHANGE):
            event = {
                "type": USER_CHANGE,
                "user": described_to(core, app, workspace.users[user_id], host),
                "cache_ts": int(core.now()),
                "event_ts": workspace.next_ts(),
            }
            emit_to(core, app, event)
