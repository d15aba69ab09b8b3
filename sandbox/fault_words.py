"""What goes wrong with Slack, in plain words for tests: `slack.faults.rate_limits(…)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sandbox.faults import ANY

if TYPE_CHECKING:
    from sandbox.control_client import ControlClient

Deliveries = Literal["all", "events", "commands", "interactions"]
_TYPES: dict[Deliveries, str] = {
    "all": ANY,
    "events": "events_api",
    "commands": "slash_commands",
    "interactions": "interactive",
}


class FaultWords:
    """Lets things go wrong in a sandbox, from now on.

    A fault comes the next `times` times. A `method` may also be `response_url`, or `*` for every
    method of the Web API; `app` is an app's id, without one any app is meant.
    """

    def __init__(self, driver: ControlClient) -> None:
        self._driver = driver

    def rate_limits(
        self, method: str = ANY, seconds: float = 1, times: int = 1, app: str | None = None
    ) -> None:
        """Refuse calls with 429, and `seconds` in Retry-After."""
        self._fail("rate_limited", method, app, times=times, seconds=seconds)

    def breaks(self, method: str = ANY, times: int = 1, app: str | None = None) -> None:
        """Answer calls with 500, and don't carry them out."""
        self._fail("error_500", method, app, times=times)

    def refuses(
        self, method: str, error: str = "fatal_error", times: int = 1, app: str | None = None
    ) -> None:
        """Answer calls with an error of Slack's."""
        self._fail("error", method, app, times=times, error=error)

    def loses_answers(self, method: str = ANY, times: int = 1, app: str | None = None) -> None:
        """Carry calls out, and close the connection without an answer."""
        self._fail("lost_answer", method, app, times=times)

    def loses_requests(self, method: str = ANY, times: int = 1, app: str | None = None) -> None:
        """Close the connection without carrying calls out."""
        self._fail("lost_request", method, app, times=times)

    def is_slow(
        self, seconds: float, method: str = ANY, times: int = 1, app: str | None = None
    ) -> None:
        """Carry calls out `seconds` after they came."""
        self._fail("delay", method, app, times=times, seconds=seconds)

    def delivers_twice(
        self, what: Deliveries = "all", times: int = 1, app: str | None = None
    ) -> None:
        """Bring deliveries two times, with one event id, at the same time."""
        self._deliver("twice", what, app, times=times)

    def delivers_late(
        self, seconds: float, what: Deliveries = "all", times: int = 1, app: str | None = None
    ) -> None:
        """Hold deliveries back for `seconds`, so that later ones overtake them."""
        self._deliver("late", what, app, times=times, seconds=seconds)

    def loses_acknowledgements(
        self, what: Deliveries = "all", times: int = 1, app: str | None = None
    ) -> None:
        """Take no notice of acknowledgements, so that events come again."""
        self._deliver("lost_ack", what, app, times=times)

    def cuts_sockets(self, app: str | None = None) -> None:
        """Close all sockets of an app (of the first one) without a word."""
        self._order("disconnect_sockets", app)

    def refreshes_sockets(self, app: str | None = None) -> None:
        """Ask an app (the first one) for new sockets in place of those it has."""
        self._order("refresh_sockets", app)

    def runs_ahead(self, seconds: float) -> None:
        """Let Slack's clock run ahead of ours; 0 sets it right."""
        self._order("clock", skew=seconds)

    def runs_behind(self, seconds: float) -> None:
        """Let Slack's clock run behind ours."""
        self._order("clock", skew=-seconds)

    def revokes_token(self, app: str | None = None) -> None:
        """Uninstall an app (the first one): its tokens are worth nothing from now on."""
        self._order("revoke_token", app)

    def restores_token(self, app: str | None = None) -> None:
        """Install an app (the first one) again."""
        self._order("restore_token", app)

    def archives(self, channel: str) -> None:
        """Close a channel, named by name or id."""
        self._order("archive", channel=self._driver.find_channel(channel)["id"])

    def unarchives(self, channel: str) -> None:
        """Open a closed channel again."""
        self._order("unarchive", channel=self._driver.find_channel(channel)["id"])

    def end(self) -> None:
        """Let nothing more go wrong, and set the clock right."""
        self._order("end_faults")
        self._order("clock", skew=0)

    def _fail(self, kind: str, method: str, app: str | None, **fields: object) -> None:
        self._order("faults", app, kind=kind, method=method, **fields)

    def _deliver(self, kind: str, what: Deliveries, app: str | None, **fields: object) -> None:
        self._order("faults", app, kind=kind, type=_TYPES[what], **fields)

    def _order(self, order: str, app: str | None = None, **fields: object) -> None:
        self._driver.admin(order, **({"app": app} if app else {}), **fields)
