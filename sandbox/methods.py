"""All Web API methods that the sandbox has."""

from __future__ import annotations

from sandbox import (
    methods_auth,
    methods_channels,
    methods_chat,
    methods_conversations,
    methods_files,
    methods_pins,
    methods_reactions,
    methods_scheduled,
    methods_team,
    methods_users,
    methods_views,
)

METHODS = (
    *methods_auth.METHODS,
    *methods_channels.METHODS,
    *methods_chat.METHODS,
    *methods_conversations.METHODS,
    *methods_files.METHODS,
    *methods_pins.METHODS,
    *methods_reactions.METHODS,
    *methods_scheduled.METHODS,
    *methods_team.METHODS,
    *methods_users.METHODS,
    *methods_views.METHODS,
)
