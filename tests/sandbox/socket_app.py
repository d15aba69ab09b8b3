"""An app on the other end of a socket, as small as can be."""

from __future__ import annotations

import contextlib
import json
import threading
from typing import TYPE_CHECKING, Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_sdk import WebClient
    from websockets.sync.client import ClientConnection

Json = dict[str, Any]


class SocketApp:
    """Acknowledges what comes, with what a test gives as answers, and remembers it."""

    def __init__(self, client: WebClient) -> None:
        self.client = client
        self.received: list[Json] = []
        self.answers: dict[str, object] = {}
        """What to answer to a type of envelope; a callable gets the payload."""
        self.silent = False
        self._changed = threading.Condition()
        self.sockets: list[ClientConnection] = []
        self._open = contextlib.ExitStack()
        self._threads: list[threading.Thread] = []

    def connect(self) -> Self:
        """Open one more connection."""
        url = self.client.apps_connections_open(app_token="xapp-sandbox")["url"]
        socket = self._open.enter_context(connect(url, proxy=None))
        self._take(socket, json.loads(socket.recv(5)))
        self.sockets.append(socket)
        thread = threading.Thread(target=self._listen, args=(socket,), daemon=True)
        thread.start()
        self._threads.append(thread)
        return self

    def close(self) -> None:
        """Close all connections."""
        self._open.close()
        for thread in self._threads:
            thread.join(5)

    def _listen(self, socket: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            for text in socket:
                self._take(socket, json.loads(text))

    def _take(self, socket: ClientConnection, message: Json) -> None:
        with self._changed:
            self.received.append(message)
            self._changed.notify_all()
        if "envelope_id" not in message or self.silent:
            return
        answer = self.answers.get(message["type"])
        if callable(answer):
            answer = answer(message["payload"])
        ack = {"envelope_id": message["envelope_id"]}
        socket.send(json.dumps(ack | ({"payload": answer} if answer is not None else {})))

    def waits(self, fits: Callable[[Json], object], within: float = 5) -> Json:
        """Wait for a message that fits."""

        def find() -> Json | None:
            return next((message for message in self.received if fits(message)), None)

        with self._changed:
            assert self._changed.wait_for(find, within), f"received {self.received}"
            found = find()
        assert found is not None
        return found

    def event(self, event_type: str, **facts: object) -> Json:
        """Wait for an event with some facts; give the inner event."""

        def fits(message: Json) -> bool:
            event = message.get("payload", {}).get("event", {})
            return bool(event.get("type") == event_type and facts.items() <= event.items())

        event: Json = self.waits(fits)["payload"]["event"]
        return event

    def payload(self, kind: str, **facts: object) -> Json:
        """Wait for a command's or an interaction's payload."""

        def fits(message: Json) -> bool:
            return bool(message["type"] == kind and facts.items() <= message["payload"].items())

        payload: Json = self.waits(fits)["payload"]
        return payload

    def events(self) -> list[str]:
        """List the types of events so far."""
        return [m["payload"]["event"]["type"] for m in self.received if m["type"] == "events_api"]
