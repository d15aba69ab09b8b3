"""An entry of the traffic on one line: what it is, what it is about, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.traffic import Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sandbox.errors import Json
    from sandbox.traffic import Delivery
    from sandbox.workspace import Workspace

_LONGEST_TEXT = 80


def summary(entry: Call | Delivery, workspace: Workspace) -> Json:
    """Sum an entry up, without its bodies.

    `state` is waiting, ok or failed; `late` means over the time for acknowledging, or never.
    """
    whole = entry.as_json()
    facts = {key: whole[key] for key in ("seq", "kind", "direction", "app", "at", "fault")}
    if isinstance(entry, Call):
        return facts | {
            "name": entry.method,
            "about": _join(_of_call(whole["args"], workspace)),
            "state": "waiting" if entry.ms is None else "ok" if whole["ok"] else "failed",
            "ms": entry.ms,
            "status": entry.status,
            "error": entry.error,
            "attempts": 1,
            "late": False,
        }
    name, about = _of_delivery(entry.type, whole["payload"], workspace)
    acked = entry.acked_after
    return facts | {
        "name": name,
        "about": about,
        "state": "ok" if acked is not None else "failed" if entry.failed else "waiting",
        "ms": acked * 1000 if acked is not None else None,
        "status": None,
        "error": entry.failed,
        "attempts": len(entry.tries),
        "late": entry.late,
    }


def _of_call(args: object, workspace: Workspace) -> Iterator[str]:
    if not isinstance(args, dict):
        return
    if isinstance(name := args.get("name"), str):
        yield f":{name}:"
    yield from _where_and_who(args, workspace)
    if isinstance(view := args.get("view"), dict):
        yield str(view.get("callback_id") or view.get("type") or "")
    yield str(args.get("text") or "")


def _of_delivery(kind: str, payload: Json, workspace: Workspace) -> tuple[str, str]:
    if kind == "slash_commands":
        place = {"channel": payload["channel_id"], "user": payload["user_id"]}
        words = [payload["text"], *_where_and_who(place, workspace)]
        return payload["command"], _join(words)
    if kind == "interactive":
        where = payload.get("channel") or {}
        place = {"channel": where.get("id"), "user": payload["user"]["id"]}
        what = [each["action_id"] for each in payload.get("actions", [])]
        what += [payload["view"]["callback_id"]] if "view" in payload else []
        return payload["type"], _join([*what, *_where_and_who(place, workspace)])
    event = payload["event"]
    item = event.get("item") or event
    place = {"channel": item.get("channel"), "user": event.get("user")}
    about = [
        f":{event['reaction']}:" if "reaction" in event else "",
        str(event.get("subtype") or ""),
        *_where_and_who(place, workspace),
        str(event.get("text") or ""),
    ]
    return event["type"], _join(about)


def _where_and_who(facts: Json, workspace: Workspace) -> Iterator[str]:
    channel = workspace.channels.get(str(facts.get("channel")))
    if channel is not None:
        yield f"#{channel.name}" if channel.name else "direct message"
    user_id = facts.get("user") or facts.get("user_id")
    if isinstance(user_id, str) and workspace.knows_user(user_id):
        yield f"@{workspace.user_name(user_id)}"


def _join(parts: Iterable[str]) -> str:
    words = " ".join(" ".join(parts).split())
    return words if len(words) <= _LONGEST_TEXT else f"{words[: _LONGEST_TEXT - 1]}…"
