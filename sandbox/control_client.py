"""The control API, as a driver calls it: reading, acting, and orders to the sandbox itself."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Protocol, Self

import httpx

from sandbox.looking import DriverError

if TYPE_CHECKING:
    from types import TracebackType

    from sandbox.errors import Json


class Identified(Protocol):
    """What has an id, as a channel does."""

    @property
    def id(self) -> str:
        """Give the id."""
        ...


class ControlClient:
    """A connection to one sandbox's control API, and who and what there is in its workspace.

    ``url`` is the sandbox's address without a path. What the sandbox refuses raises DriverError.
    """

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
        self.viewer: str = self.snapshot["me"]["id"]

    def reads(self, what: str, **query: str) -> Json:
        """Read from the control API."""
        response = self.http.get(f"/_sandbox/{what}", params=query)
        data: Json = response.json()
        if not response.is_success:
            raise DriverError(f"{what} {query}: {data}")
        return data

    def acts(self, user: str, action: str, **fields: object) -> Json:
        """Do something as a user; what fails says why."""
        answer = self.tries(user, action, **fields)
        if not answer["ok"]:
            raise DriverError(f"{action} {fields}: {answer}")
        return answer

    def tries(self, user: str, action: str, **fields: object) -> Json:
        """Do something as a user; give the answer, also when it is a no."""
        data = {"user": user, "action": action, **fields}
        answer: Json = self.http.post("/_sandbox/act", json=data).json()
        return answer

    def admin(self, order: str, **fields: object) -> Json:
        """Give an order to the sandbox itself."""
        answer: Json = self.http.post("/_sandbox/admin", json={"do": order, **fields}).json()
        if not answer["ok"]:
            raise DriverError(f"{order} {fields}: {answer}")
        return answer

    def look_into(
        self, channel_id: str, viewer: str | None = None, thread_ts: str | None = None
    ) -> list[Json]:
        """List what a colleague sees in a channel or a thread, oldest first.

        ``viewer`` is the colleague's id, by default the first one's.
        """
        query = {"user": viewer or self.viewer, "channel": channel_id}
        query |= {"thread_ts": thread_ts} if thread_ts else {}
        found: list[Json] = self.reads("messages", **query)["messages"]
        return found

    def find_channel(self, wanted: str | Identified) -> Json:
        """Find a channel by name, with or without its #, or by id."""
        name = wanted if isinstance(wanted, str) else wanted.id
        for each in self.snapshot["channels"]:
            if name.removeprefix("#") in (each["name"], each["id"]):
                return dict(each)
        names = [f"#{each['name']}" for each in self.snapshot["channels"] if each["name"]]
        raise DriverError(f"no channel {name!r}; there are {', '.join(names)}")

    def find_colleague(self, name: str) -> Json:
        """Find a colleague by name or id."""
        colleagues = [each for each in self.snapshot["users"] if not each["is_bot"]]
        for each in colleagues:
            if name in (each["name"], each["id"]):
                return dict(each)
        names = [each["name"] for each in colleagues]
        raise DriverError(f"no colleague {name!r}; there are {', '.join(names)}")

    def find_app(self, name: str | None) -> Json:
        """Find an app by name or id; without a name the first one."""
        apps = self.snapshot["apps"]
        for each in apps:
            if name in (None, each["id"], each["name"]):
                return dict(each)
        names = [each["name"] for each in apps]
        raise DriverError(f"no app {name!r}; there are {', '.join(names)}")
