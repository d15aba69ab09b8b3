"""A test's hands and eyes in a sandbox, in plain words, over the control API alone."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Self

import httpx

from sandbox.colleague import Colleague
from sandbox.fault_words import FaultWords
from sandbox.looking import WITHIN, DriverError, newest, wait_until
from sandbox.visible_text import all_text, visible_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from sandbox.errors import Json

__all__ = ["Colleague", "Driver", "DriverError", "all_text", "visible_text"]


class Driver:
    """Looks at a sandbox from outside, and speaks for its colleagues."""

    def __init__(self, url: str) -> None:
        # Plain HTTP only: an empty context spares each test the loading of all certificates.
        nothing_trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.http = httpx.Client(
            base_url=url,
            timeout=30,
            trust_env=False,
            verify=nothing_trusted,
            # The server closes an idle connection after five seconds, perhaps under a request.
            limits=httpx.Limits(keepalive_expiry=1.0),
        )
        self.faults = FaultWords(self)
        self.refresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self.http.close()

    def refresh(self) -> None:
        """Read anew who and what is there."""
        self.snapshot: Json = self.reads("snapshot")
        self._viewer: str = self.snapshot["me"]["id"]

    def reads(self, what: str, **query: str) -> Json:
        """Read from the control API."""
        response = self.http.get(f"/_sandbox/{what}", params=query)
        data: Json = response.json()
        if not response.is_success:
            raise DriverError(f"{what} {query}: {data}")
        return data

    def acts(self, user: str, action: str, **fields: object) -> Json:
        """Do something as a user; what fails says why."""
        data = {"user": user, "action": action, **fields}
        answer: Json = self.http.post("/_sandbox/act", json=data).json()
        if not answer["ok"]:
            raise DriverError(f"{action} {fields}: {answer}")
        return answer

    def admin(self, order: str, **fields: object) -> Json:
        """Give an order to the sandbox itself."""
        answer: Json = self.http.post("/_sandbox/admin", json={"do": order, **fields}).json()
        if not answer["ok"]:
            raise DriverError(f"{order} {fields}: {answer}")
        return answer

    def channel(self, name: str) -> str:
        """Give a channel's id, by name or id."""
        for each in self.snapshot["channels"]:
            if name.removeprefix("#") in (each["name"], each["id"]):
                return str(each["id"])
        raise DriverError(f"no channel {name!r}")

    def colleague(self, name: str) -> Colleague:
        """Give a colleague, by name or id."""
        for each in self.snapshot["users"]:
            if name in (each["name"], each["id"]) and not each["is_bot"]:
                return Colleague(self, each["id"], each["name"])
        raise DriverError(f"no colleague {name!r}")

    def messages(self, channel: str, viewer: str | None = None) -> list[Json]:
        """List the messages in a channel, oldest first, without replies and ephemerals."""
        found = self.reads("messages", user=viewer or self._viewer, channel=self.channel(channel))
        return [message for message in found["messages"] if not message.get("ephemeral")]

    def thread(self, message: Json) -> list[Json]:
        """List the replies under a message, oldest first."""
        query = {"user": self._viewer, "channel": message["channel"], "thread_ts": message["ts"]}
        found: list[Json] = self.reads("messages", **query)["messages"]
        return [each for each in found if each["ts"] != message["ts"] and not each.get("ephemeral")]

    def again(self, message: Json) -> Json:
        """Look at a message again."""
        query = {"user": self._viewer, "channel": message["channel"]}
        if thread_ts := message.get("thread_ts"):
            query["thread_ts"] = thread_ts
        for each in self.reads("messages", **query)["messages"]:
            if each["ts"] == message["ts"]:
                return dict(each)
        raise DriverError("the message is gone")

    def waits_for(
        self, channel: str, predicate: Callable[[Json], object] | str, within: float = WITHIN
    ) -> Json:
        """Wait for a message in a channel that fits, or that contains a text; the newest one."""
        return wait_until(
            lambda: newest(self.messages(channel), predicate),
            within,
            lambda: f"#{channel} shows {[all_text(m) for m in self.messages(channel)]}",
        )

    def waits_for_reply(
        self, message: Json, predicate: Callable[[Json], object] | str, within: float = WITHIN
    ) -> Json:
        """Wait for a reply under a message that fits, or that contains a text."""
        return wait_until(
            lambda: newest(self.thread(message), predicate),
            within,
            lambda: f"the thread shows {[all_text(m) for m in self.thread(message)]}",
        )

    def waits_until_changed(
        self, message: Json, predicate: Callable[[Json], object] | str, within: float = WITHIN
    ) -> Json:
        """Wait until a message has changed so that it fits, or contains a text."""
        return wait_until(
            lambda: newest([self.again(message)], predicate),
            within,
            lambda: f"it shows {all_text(self.again(message))!r}",
        )

    def calls(self, method: str | None = None) -> list[Json]:
        """List the calls of the Web API so far."""
        found: list[Json] = self.reads("calls", **({"method": method} if method else {}))["calls"]
        return found

    def deliveries(self, kind: str | None = None) -> list[Json]:
        """List what was sent to apps so far."""
        query = {"type": kind} if kind else {}
        found: list[Json] = self.reads("deliveries", **query)["deliveries"]
        return found
