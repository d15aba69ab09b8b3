"""How the sandbox says no: Slack's error codes."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """What Slack answers with `ok: false`.

    https://docs.slack.dev/apis/web-api/#responses
    """

    def __init__(self, code: str, **details: Any) -> None:  # noqa: ANN401 - whatever Slack adds to a code
        super().__init__(code)
        self.code = code
        self.details: Json = details

    def answer(self) -> Json:
        """Give the body that a client sees."""
        return {"ok": False, "error": self.code, **self.details}


def invalid(code: str, messages: list[str]) -> SlackError:
    """Make an error that points at what is wrong; for blocks the reasons stand in `errors` too."""
    details: Json = {} if code == "invalid_arguments" else {"errors": messages}
    metadata = {"messages": [f"[ERROR] {message}" for message in messages]}
    return SlackError(code, **details, response_metadata=metadata)
