"""Modals and home tabs: which user has which one open.

https://docs.slack.dev/surfaces/modals
"""

from __future__ import annotations

import copy
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.errors import Json, SlackError
from sandbox.state import each_element, state_values
from sandbox.workspace import fresh_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.config import AppConfig, SandboxConfig

MAX_STACK = 3


@dataclass
class View:
    """A view as one user sees it, and what they have filled in so far."""

    app_id: str
    user_id: str
    body: Json
    values: Json = field(default_factory=dict)


def view_object(view: View) -> Json:
    """Give a view as apps and pages get it, with its state."""
    body = copy.deepcopy(view.body)
    body["state"] = {"values": state_values(view.body["blocks"], view.values)}
    return body


class Views:
    """Every user's stack of open modals, and their home tabs."""

    def __init__(self, config: SandboxConfig) -> None:
        self._config = config
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[tuple[str, str], View] = {}

    def stack(self, user_id: str) -> list[View]:
        """Give the modals a user has open; the last one is on top."""
        return self._stacks.setdefault(user_id, [])

    def home(self, user_id: str, app_id: str) -> View | None:
        """Give an app's home tab for a user, if it was ever published."""
        return self._homes.get((user_id, app_id))

    def homes(self) -> list[View]:
        """List the home tabs that were published."""
        return list(self._homes.values())

    def bring_back(self, homes: Iterable[View]) -> None:
        """Show home tabs again that were published earlier."""
        self._homes |= {(view.user_id, view.app_id): view for view in homes}

    def find(self, view_id: object = None, external_id: object = None) -> View:
        """Find a view that is open or a home tab."""
        for view in [*(v for stack in self._stacks.values() for v in stack), *self._homes.values()]:
            if view_id and view.body["id"] == view_id:
                return view
            if external_id and view.body["external_id"] == external_id:
                return view
        raise SlackError("not_found")

    def make(self, app: AppConfig, user_id: str, content: Json, under: View | None = None) -> View:
        """Make a view from what an app sent; the id is new."""
        self._refuse_taken_external_id(content)
        view_id = fresh_id("V0")
        body: Json = {
            "id": view_id,
            "team_id": self._config.team_id,
            "root_view_id": under.body["root_view_id"] if under else view_id,
            "previous_view_id": under.body["id"] if under else None,
            "app_id": app.id,
            "app_installed_team_id": self._config.team_id,
            "bot_id": app.bot_id,
        }
        view = View(app.id, user_id, body)
        self._fill(view, content)
        return view

    def open(self, view: View) -> list[View]:
        """Open a modal instead of whatever was open; say what that closed."""
        closed, self._stacks[view.user_id] = self.stack(view.user_id), [view]
        return closed

    def push(self, view: View) -> None:
        """Put a modal on top of the open ones."""
        stack = self.stack(view.user_id)
        if len(stack) >= MAX_STACK:
            raise SlackError("push_limit_reached")
        stack.append(view)

    def update(self, view: View, content: Json, expected_hash: object = None) -> None:
        """Show something else in a view; what was typed stays where block and action ids do."""
        if expected_hash and expected_hash != view.body["hash"]:
            raise SlackError("hash_conflict")
        if content.get("external_id") != view.body["external_id"]:
            self._refuse_taken_external_id(content)
        self._fill(view, content)
        kept = {
            (block["block_id"], element["action_id"])
            for block, element in each_element(view.body["blocks"])
        }
        view.values = {
            block_id: actions
            for block_id, actions in view.values.items()
            if any((block_id, action_id) in kept for action_id in actions)
        }

    def publish(
        self, app: AppConfig, user_id: str, content: Json, expected_hash: object = None
    ) -> View:
        """Show an app's home tab to a user."""
        view = self._homes.get((user_id, app.id))
        if view is None:
            view = self.make(app, user_id, content)
            self._homes[user_id, app.id] = view
        else:
            self.update(view, content, expected_hash)
        return view

    def close(self, view: View) -> None:
        """Close one modal; the one below shows again."""
        stack = self.stack(view.user_id)
        if view in stack:
            stack.remove(view)

    def clear(self, user_id: str) -> list[View]:
        """Close all of a user's modals; say which."""
        return self._stacks.pop(user_id, [])

    def _refuse_taken_external_id(self, content: Json) -> None:
        external_id = content.get("external_id")
        if not external_id:
            return
        try:
            self.find(external_id=external_id)
        except SlackError:
            return
        raise SlackError("duplicate_external_id")

    @staticmethod
    def _fill(view: View, content: Json) -> None:
        view.body |= {
            "type": content["type"],
            "title": content.get("title"),
            "submit": content.get("submit"),
            "close": content.get("close"),
            "blocks": content["blocks"],
            "private_metadata": content.get("private_metadata") or "",
            "callback_id": content.get("callback_id") or "",
            "external_id": content.get("external_id") or "",
            "clear_on_close": bool(content.get("clear_on_close")),
            "notify_on_close": bool(content.get("notify_on_close")),
            "state": {"values": {}},
            "hash": f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}",
        }
