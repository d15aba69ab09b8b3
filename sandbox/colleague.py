"""A colleague in a sandbox, for tests: what they do, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.filling_in import fill_in, find_control, find_input
from sandbox.looking import WITHIN, instead, newest, wait_until

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.control_client import ControlClient, Identified
    from sandbox.errors import Json
    from sandbox.looking import Wanted


class Colleague:
    """Somebody who works here, and what they do and see; has their ``id`` and their ``name``."""

    def __init__(self, client: ControlClient, user_id: str, name: str) -> None:
        self._client = client
        self.id = user_id
        self.name = name

    def says(self, text: str, in_: str | Identified, thread: Json | None = None) -> Json:
        """Write a message, and give it."""
        channel = self._client.find_channel(in_)["id"]
        fields = {"thread_ts": thread["ts"]} if thread else {}
        answer = self._acts("post_message", channel=channel, text=text, typed=True, **fields)
        return {"channel": channel, "ts": answer.get("ts"), **fields}

    def runs(self, command_line: str, in_: str | Identified) -> None:
        """Run a slash command."""
        command, _, text = command_line.partition(" ")
        channel = self._client.find_channel(in_)["id"]
        self._acts("command", channel=channel, command=command, text=text)

    def reacts(self, name: str, to: Json) -> None:
        """React to a message."""
        self._acts("add_reaction", channel=to["channel"], ts=to["ts"], name=name)

    def unreacts(self, name: str, to: Json) -> None:
        """Take a reaction back."""
        self._acts("remove_reaction", channel=to["channel"], ts=to["ts"], name=name)

    def clicks(self, what: str, on: Json, **choice: object) -> None:
        """Press a button or choose an option, by its visible text or action id."""
        block, element, extra = find_control(on, what)
        fields = {"block_id": block["block_id"], "action_id": element["action_id"], **extra}
        if "ts" in on:
            place = {"channel": on["channel"], "ts": on["ts"]}
            self._acts("click", **place, **fields, **choice)
        else:
            values = on["state"]["values"]
            self._acts("view_action", view_id=on["id"], values=values, **fields, **choice)

    def is_offered(self, what: str, typed: str, on: Json) -> list[Json]:
        """Type into a select that the app fills, by its action id; give the options it offers."""
        block, element, _ = find_control(on, what)
        in_message = {"channel": on.get("channel"), "ts": on.get("ts")}
        place = in_message if "ts" in on else {"view_id": on["id"]}
        fields = {"block_id": block["block_id"], "action_id": element["action_id"]}
        answer = self._acts("suggest", **place, **fields, value=typed)
        groups = answer.get("option_groups") or [answer]
        return [option for group in groups for option in group["options"]]

    def submits(
        self, view: Json, values: Mapping[str, object] | None = None, **named: object
    ) -> Json:
        """Submit a modal; give the answer, whose ``ok`` is false when the app found mistakes.

        Inputs go by action id, block id or label, or by the end of an action id where only one
        fits: ``submits(modal, text="Thanks!")`` fills in ``reply_text``.
        """
        filled = fill_in(view, {**(values or {}), **named})
        return self._client.tries(self.id, "submit_view", view_id=view["id"], values=filled)

    def types(
        self, view: Json, values: Mapping[str, object] | None = None, **named: object
    ) -> Json:
        """Fill a modal in without submitting it; give it as it is then.

        Inputs go by the same names as in ``submits``. The app hears of each change that it asked
        for with ``dispatch_action``, as if it had been entered in one go.
        """
        for name, wish in {**(values or {}), **named}.items():
            block, element, chosen = find_input(view, name, wish)
            view["state"]["values"] = fill_in(view, {block["block_id"]: wish})
            if block.get("dispatch_action"):
                ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                filled = view["state"]["values"]
                self._acts("view_action", view_id=view["id"], values=filled, **ids, **chosen)
        return view

    def closes(self, view: Json) -> None:
        """Close a modal."""
        self._acts("close_view", view_id=view["id"])

    def opens_home(self, app: str | None = None) -> None:
        """Open an app's home tab."""
        self._acts("open_home", app=self._client.find_app(app)["id"])

    def shows_status(self, emoji: str, text: str = "", until: int = 0) -> None:
        """Show a status, such as ``:palm_tree:``, until a moment in seconds since 1970."""
        self._acts("set_status", emoji=emoji, text=text, until=until)

    def wants_quiet(self, since: int, until: int) -> None:
        """Wish not to be disturbed, from one moment to another in seconds since 1970."""
        self._acts("set_quiet", since=since, until=until)

    def home(self, app: str | None = None) -> Json | None:
        """Give the home tab as it is now."""
        app_id = self._client.find_app(app)["id"]
        view: Json | None = self._client.reads("home", user=self.id, app=app_id)["view"]
        return view

    def sees_home(self, wanted: Wanted = "", within: float = WITHIN) -> Json:
        """Wait for a home tab that fits, or contains a text."""

        def homes() -> list[Json]:
            return [home] if (home := self.home()) else []

        return wait_until(
            lambda: newest(homes(), wanted),
            within,
            lambda: instead(wanted, "the home tab is", homes()),
        )

    def sees_modal(self, wanted: Wanted = "", within: float = WITHIN) -> Json:
        """Wait for an open modal; the one on top."""
        return wait_until(
            lambda: newest(self.modals()[-1:], wanted),
            within,
            lambda: instead(wanted, f"{self.name} sees the modals", self.modals()),
        )

    def sees_no_modal(self, within: float = WITHIN) -> None:
        """Wait until no modal is open."""
        wait_until(
            lambda: not self.modals(),
            within,
            lambda: instead("no modal", f"{self.name} sees", self.modals()),
        )

    def modals(self) -> list[Json]:
        """List the open modals; the last one is on top."""
        found: list[Json] = self._client.reads("modals", user=self.id)["views"]
        return found

    def ephemerals(self, channel: str | Identified | None = None) -> list[Json]:
        """List what only this colleague sees, in one channel or in all."""
        ids = [self._client.find_channel(channel)["id"]] if channel else self.conversations()
        found = [
            message
            for channel_id in ids
            for message in self._client.look_into(channel_id, self.id)
            if message.get("ephemeral")
        ]
        return sorted(found, key=lambda message: float(message["ts"]))

    def sees_ephemeral(
        self, wanted: Wanted, within: float = WITHIN, in_: str | Identified | None = None
    ) -> Json:
        """Wait for a message that only this colleague sees."""
        return wait_until(
            lambda: newest(self.ephemerals(in_), wanted),
            within,
            lambda: instead(wanted, f"{self.name} sees", self.ephemerals(in_)),
        )

    def direct_messages(self) -> list[Json]:
        """List the messages between this colleague and the app."""
        channels = self._client.reads("snapshot", user=self.id)["channels"]
        return [
            message
            for channel in channels
            if channel["kind"] == "im"
            for message in self._client.look_into(channel["id"], self.id)
        ]

    def sees_direct_message(self, wanted: Wanted, within: float = WITHIN) -> Json:
        """Wait for a direct message from the app."""
        return wait_until(
            lambda: newest(self.direct_messages(), wanted),
            within,
            lambda: instead(wanted, f"{self.name} was told", self.direct_messages()),
        )

    def conversations(self) -> list[str]:
        """List the ids of the channels that this colleague can open."""
        channels = self._client.reads("snapshot", user=self.id)["channels"]
        return [channel["id"] for channel in channels]

    def _acts(self, action: str, **fields: object) -> Json:
        return self._client.acts(self.id, action, **fields)
