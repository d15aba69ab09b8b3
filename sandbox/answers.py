"""JSON answers that hold whatever text came in."""

from __future__ import annotations

import json

from starlette.responses import JSONResponse


class AsciiJson(JSONResponse):
    """JSON in ASCII: half a surrogate pair in a text must not break the answer."""

    def render(self, content: object) -> bytes:
        """Encode the content."""
        return json.dumps(content).encode("ascii")
