"""A message that is to be sent later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.errors import Json


@dataclass
class ScheduledMessage:
    """A message that waits for its time."""

    id: str
    app_id: str
    channel_id: str
    post_at: int
    created: int
    said: Json
