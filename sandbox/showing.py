"""Telling a user's page which modals and home tabs it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.views import view_object

if TYPE_CHECKING:
    from sandbox.core import Core
    from sandbox.views import View


def show_modal(core: Core, view: View, *, updated: bool = False) -> None:
    """Tell that a modal opened or changed."""
    kind = "modal_updated" if updated else "modal_opened"
    core.live.tell([view.user_id], {"type": kind, "view": view_object(view)})


def show_replaced(core: Core, views: list[View]) -> None:
    """Tell that modals closed."""
    for view in views:
        core.live.tell([view.user_id], {"type": "modal_closed", "view_id": view.body["id"]})


def show_home(core: Core, view: View) -> None:
    """Tell that a home tab changed."""
    news = {"type": "home", "app": view.app_id, "view": view_object(view)}
    core.live.tell([view.user_id], news)


def toast(core: Core, user_id: str, text: str) -> None:
    """Tell a user something in passing."""
    core.live.tell([user_id], {"type": "toast", "text": text})
