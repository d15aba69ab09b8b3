"""Scopes: what an app may do, and which of its scopes it has needed so far.

https://docs.slack.dev/reference/scopes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.errors import SlackError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.config import AppConfig


_OF_APP_TOKENS = "connections:write"


class Scopes:
    """Asked wherever a scope is checked; remembers by app id which of the bot's were needed.

    A scope was needed when something happened that does not happen without it: a call was carried
    out, an event or a command was sent to the app.
    """

    def __init__(self, apps: Iterable[AppConfig]) -> None:
        self.needed: dict[str, set[str]] = {app.id: set() for app in apps}

    def allows(self, app: AppConfig, scope: str | None) -> bool:
        """Tell whether an app has a scope that is needed now; None needs none."""
        if scope is None:
            return True
        if scope not in _granted(app, scope):
            return False
        if scope in app.scopes:
            self.needed[app.id].add(scope)
        return True

    def require(self, app: AppConfig, scope: str | None) -> None:
        """Refuse a call without the scope that it needs: raises SlackError, `missing_scope`."""
        if not self.allows(app, scope):
            provided = ",".join(_granted(app, scope))
            raise SlackError("missing_scope", needed=scope, provided=provided)


def _granted(app: AppConfig, scope: str | None) -> tuple[str, ...]:
    return app.app_scopes if scope == _OF_APP_TOKENS else app.scopes
