"""Taking an app out of the team: its tokens are worth nothing, and it is told so.

https://docs.slack.dev/reference/events/app_uninstalled
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.happenings import emit_to

if TYPE_CHECKING:
    from sandbox.config import AppConfig
    from sandbox.core import Core


def uninstall(core: Core, app: AppConfig) -> None:
    """Uninstall an app."""
    for event in (
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user_id]}},
        {"type": "app_uninstalled"},
    ):
        if event["type"] in app.events:
            emit_to(core, app, event)
    core.workspace.revoked.add(app.id)
