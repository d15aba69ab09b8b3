"""A colleague in a sandbox, for tests: what they do, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.looking import WITHIN, fill_in, find_control, newest, wait_until
from sandbox.visible_text import all_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.driver import Driver
    from sandbox.errors import Json


class Colleague:
    """Somebody who works here, and what they do and see."""

    def __init__(self, driver: Driver, user_id: str, name: str) -> None:
        self.driver = driver
        self.id = user_id
        self.name = name

    def says(self, text: str, in_: str, thread: Json | None = None) -> Json:
        """Write a message, and give it."""
        channel = self.driver.channel(in_)
        fields = {"thread_ts": thread["ts"]} if thread else {}
        answer = self._acts("post_message", channel=channel, text=text, typed=True, **fields)
        return {"channel": channel, "ts": answer.get("ts"), **fields}

    def runs(self, command_line: str, in_: str) -> None:
        """Run a slash command."""
        command, _, text = command_line.partition(" ")
        channel = self.driver.channel(in_)
        self._acts("command", channel=channel, command=command, text=text)

    def reacts(self, name: str, to: Json) -> None:
        """React to a message."""
        self._acts("add_reaction", channel=to["channel"], ts=to["ts"], name=name)

    def unreacts(self, name: str, to: Json) -> None:
        """Take a reaction back."""
        self._acts("remove_reaction", channel=to["channel"], ts=to["ts"], name=name)

    def clicks(self, what: str, on: Json, **choice: object) -> None:
        """Press a button or choose an option, by its visible text or action id."""
        block, element, extra = find_control(on.get("blocks") or [], what)
        fields = {"block_id": block["block_id"], "action_id": element["action_id"], **extra}
        if "ts" in on:
            place = {"channel": on["channel"], "ts": on["ts"]}
            self._acts("click", **place, **fields, **choice)
        else:
            values = on["state"]["values"]
            self._acts("view_action", view_id=on["id"], values=values, **fields, **choice)

    def submits(
        self, view: Json, values: Mapping[str, object] | None = None, **named: object
    ) -> Json:
        """Submit a modal, filled in by action id, block id or label; give the answer."""
        filled = fill_in(view, {**(values or {}), **named})
        data = {"user": self.id, "action": "submit_view", "view_id": view["id"], "values": filled}
        answer: Json = self.driver.http.post("/_sandbox/act", json=data).json()
        return answer

    def closes(self, view: Json) -> None:
        """Close a modal."""
        self._acts("close_view", view_id=view["id"])

    def opens_home(self, app: str | None = None) -> None:
        """Open an app's home tab."""
        self._acts("open_home", app=self._app(app))

    def home(self, app: str | None = None) -> Json | None:
        """Give the home tab as it is now."""
        view: Json | None = self.driver.reads("home", user=self.id, app=self._app(app))["view"]
        return view

    def sees_home(
        self, predicate: Callable[[Json], object] | str = "", within: float = WITHIN
    ) -> Json:
        """Wait for a home tab that fits, or contains a text."""
        return wait_until(
            lambda: newest([home] if (home := self.home()) else [], predicate),
            within,
            lambda: f"the home tab is {all_text(self.home() or {})!r}",
        )

    def sees_modal(self, containing: str = "", within: float = WITHIN) -> Json:
        """Wait for an open modal; the one on top."""
        return wait_until(
            lambda: newest(self.modals()[-1:], containing),
            within,
            lambda: f"{self.name} sees modals {[all_text(view) for view in self.modals()]}",
        )

    def sees_no_modal(self, within: float = WITHIN) -> None:
        """Wait until no modal is open."""
        wait_until(lambda: not self.modals(), within, lambda: "a modal is still open")

    def modals(self) -> list[Json]:
        """List the open modals; the last one is on top."""
        found: list[Json] = self.driver.reads("modals", user=self.id)["views"]
        return found

    def ephemerals(self, channel: str | None = None) -> list[Json]:
        """List what only this colleague sees, in one channel or in all."""
        names = [self.driver.channel(channel)] if channel else self.conversations()
        found = [
            message
            for name in names
            for message in self.driver.reads("messages", user=self.id, channel=name)["messages"]
            if message.get("ephemeral")
        ]
        return sorted(found, key=lambda message: float(message["ts"]))

    def sees_ephemeral(
        self, containing: str, within: float = WITHIN, in_: str | None = None
    ) -> Json:
        """Wait for a message that only this colleague sees."""
        return wait_until(
            lambda: newest(self.ephemerals(in_), containing),
            within,
            lambda: f"{self.name} sees {[all_text(m) for m in self.ephemerals(in_)]}",
        )

    def direct_messages(self) -> list[Json]:
        """List the messages between this colleague and the app."""
        channels = self.driver.reads("snapshot", user=self.id)["channels"]
        return [
            message
            for channel in channels
            if channel["kind"] == "im"
            for message in self.driver.reads("messages", user=self.id, channel=channel["id"])[
                "messages"
            ]
        ]

    def sees_direct_message(self, containing: str, within: float = WITHIN) -> Json:
        """Wait for a direct message from the app."""
        return wait_until(
            lambda: newest(self.direct_messages(), containing),
            within,
            lambda: f"{self.name} was told {[all_text(m) for m in self.direct_messages()]}",
        )

    def conversations(self) -> list[str]:
        """List the ids of the channels that this colleague can open."""
        channels = self.driver.reads("snapshot", user=self.id)["channels"]
        return [channel["id"] for channel in channels]

    def _app(self, name: str | None) -> str:
        apps = self.driver.snapshot["apps"]
        return str(next(app["id"] for app in apps if name in (None, app["id"], app["name"])))

    def _acts(self, action: str, **fields: object) -> Json:
        return self.driver.acts(self.id, action, **fields)
