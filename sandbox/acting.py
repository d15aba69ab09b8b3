"""What a colleague can do in the workspace: `POST /_sandbox/act`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import channel_changes, colleague_changes, happenings, interactions
from sandbox.deed import Deed
from sandbox.errors import Json, SlackError
from sandbox.methods_reactions import emoji_name
from sandbox.submissions import submit_view
from sandbox.suggestions import suggest
from sandbox.typed import encode_message
from sandbox.uploading import upload_file
from sandbox.workspace import Status

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.core import Core

_TEXT_MAX = 40_000
_OTHERS_MAX = 8


class Acting:
    """Does what colleagues do."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._deeds: dict[str, Callable[[Deed], Awaitable[Json]]] = {
            "post_message": post_message,
            "command": command,
            "add_reaction": add_reaction,
            "remove_reaction": remove_reaction,
            "click": click,
            "view_action": view_action,
            "submit_view": submit,
            "close_view": close_view,
            "open_home": open_home,
            "edit_message": edit_message,
            "delete_message": delete_message,
            "open_conversation": open_conversation,
            "invite": invite,
            "join": join,
            "archive": archive,
            "upload_file": upload_file,
            "suggest": suggest,
            "set_status": set_status,
            "set_quiet": set_quiet,
        }

    async def act(self, host: str, data: Json) -> Json:
        """Do one thing as one user."""
        deed = self._deeds.get(str(data.get("action")))
        if deed is None:
            raise SlackError("unknown_action", known=sorted(self._deeds))
        return await deed(Deed(self._core, host, data))


async def post_message(deed: Deed) -> Json:
    """Say something, or run a command; `typed` has the text encoded as Slack's client would."""
    channel = deed.channel()
    text = deed.text("text")
    thread_ts = deed.text("thread_ts")
    name, _, rest = text.partition(" ")
    if not thread_ts and interactions.find_command(deed.core, name):
        typed = (name, rest.strip())
        interactions.run_command(deed.core, deed.host, deed.user_id, channel, typed)
        return {}
    said: Json = {"user": deed.user_id, "text": _said(deed)}
    if thread_ts:
        deed.core.workspace.message(channel, thread_ts)
        said["thread_ts"] = thread_ts
    return {"ts": happenings.post(deed.core, channel, said)["ts"]}


def _said(deed: Deed) -> str:
    text = deed.text("text")
    if not text.strip():
        raise SlackError("no_text")
    if len(text) > _TEXT_MAX:
        raise SlackError("msg_too_long")
    return encode_message(deed.core.workspace, text) if deed.data.get("typed") else text


async def command(deed: Deed) -> Json:
    """Run a slash command."""
    typed = (deed.text("command"), deed.text("text").strip())
    interactions.run_command(deed.core, deed.host, deed.user_id, deed.channel(), typed)
    return {}


async def add_reaction(deed: Deed) -> Json:
    """React to a message."""
    channel = deed.channel()
    message = deed.core.workspace.message(channel, deed.text("ts"))
    happenings.react(
        deed.core, channel, message, deed.user_id, emoji_name(deed.core, deed.text("name"))
    )
    return {}


async def remove_reaction(deed: Deed) -> Json:
    """Take a reaction back."""
    channel = deed.channel()
    message = deed.core.workspace.message(channel, deed.text("ts"))
    happenings.unreact(
        deed.core, channel, message, deed.user_id, emoji_name(deed.core, deed.text("name"))
    )
    return {}


async def click(deed: Deed) -> Json:
    """Press or choose something in a message."""
    channel = deed.channel(open_only=False)
    message = deed.message(channel)
    chosen = deed.chosen(message.get("blocks", []))
    interactions.click(deed.core, deed.host, deed.user_id, (channel, message), chosen)
    return {}


async def view_action(deed: Deed) -> Json:
    """Press or choose something in a modal or a home tab."""
    view = deed.view()
    chosen = deed.chosen(view.body["blocks"])
    interactions.act_in_view(deed.core, view, deed.user_id, chosen, deed.data.get("values") or {})
    return {}


async def submit(deed: Deed) -> Json:
    """Submit a modal, and wait for what the app says."""
    return await submit_view(deed.core, deed.view(), deed.data.get("values"))


async def close_view(deed: Deed) -> Json:
    """Close a modal."""
    view = deed.view()
    if view.body["type"] != "modal":
        raise SlackError("view_not_found")
    interactions.close_view(deed.core, view)
    return {}


async def open_home(deed: Deed) -> Json:
    """Open an app's home tab."""
    app = deed.core.workspace.apps.get(deed.text("app"))
    if app is None:
        raise SlackError("app_not_found")
    interactions.open_home(deed.core, app, deed.user_id)
    return {}


async def edit_message(deed: Deed) -> Json:
    """Change what one said oneself; `typed` is read as in `post_message`.

    https://docs.slack.dev/reference/events/message/message_changed
    """
    channel = deed.channel()
    message = deed.message(channel)
    if message["user"] != deed.user_id:
        raise SlackError("cant_update_message")
    # As typed, without blocks: a colleague's own message has none.
    happenings.change(deed.core, channel, message, {"text": _said(deed)}, deed.user_id)
    return {"ts": message["ts"]}


async def delete_message(deed: Deed) -> Json:
    """Delete a message; an ephemeral one is only dismissed."""
    channel = deed.channel()
    message = deed.message(channel)
    if message["user"] != deed.user_id and not message.get("ephemeral"):
        raise SlackError("cant_delete_message")
    happenings.delete(deed.core, channel, message)
    return {}


async def invite(deed: Deed) -> Json:
    """Bring somebody, or an app's bot, into a channel."""
    channel = deed.channel()
    member = deed.text("member")
    if channel.kind in {"im", "mpim"}:
        raise SlackError("method_not_supported_for_channel_type")
    if not deed.core.workspace.knows_user(member):
        raise SlackError("user_not_found")
    happenings.join(deed.core, channel, member, deed.user_id)
    return {}


async def join(deed: Deed) -> Json:
    """Join a public channel oneself."""
    channel = deed.core.workspace.channel(deed.text("channel"))
    if channel.kind != "channel":
        raise SlackError("channel_not_found")
    happenings.join(deed.core, channel, deed.user_id)
    return {}


async def open_conversation(deed: Deed) -> Json:
    """Open the direct message with the colleagues or apps in `members`; it is made at need.

    https://docs.slack.dev/reference/methods/conversations.open
    """
    workspace = deed.core.workspace
    given = deed.data.get("members")
    if not isinstance(given, list) or not given:
        raise SlackError("users_list_not_supplied")
    others = [str(each) for each in dict.fromkeys(given) if each != deed.user_id]
    if not others:
        raise SlackError("cannot_dm_self")
    if len(others) > _OTHERS_MAX:
        raise SlackError("too_many_users")
    if not all(workspace.knows_user(each) for each in others):
        raise SlackError("user_not_found")
    channel = workspace.direct_message(deed.user_id, *others)
    deed.core.live.tell([deed.user_id], {"type": "channels"})
    return {"channel": channel.id}


async def archive(deed: Deed) -> Json:
    """Archive a channel."""
    channel_changes.archive(deed.core, deed.channel(), deed.user_id)
    return {}


async def set_status(deed: Deed) -> Json:
    """Show a status, with `emoji` in colons, `text` and `until`; without an emoji clear it."""
    status = Status(deed.text("emoji"), deed.text("text"), deed.moment("until"))
    colleague_changes.set_status(deed.core, deed.host, deed.user_id, status)
    return {}


async def set_quiet(deed: Deed) -> Json:
    """Wish not to be disturbed from `since` to `until`; with 0 for both, not any more."""
    since, until = deed.moment("since"), deed.moment("until")
    colleague_changes.set_quiet(deed.core, deed.user_id, since, until)
    return {}
