"""The control API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from sandbox.core import Core


class Control:
    """Stub."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def routes(self) -> list[BaseRoute]:
        """No routes yet."""
        return []
