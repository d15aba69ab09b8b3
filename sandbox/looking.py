"""How a test looks: waiting for things to be seen, and finding controls by what they show."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from sandbox.state import STATE_KEYS, each_element
from sandbox.visible_text import all_text, visible_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.errors import Json

_T = TypeVar("_T")
_POLL = 0.02
WITHIN = 15.0


class DriverError(AssertionError):
    """What was asked for is not to be seen, or cannot be done."""


def wait_until(look: Callable[[], _T], within: float, otherwise: Callable[[], str]) -> _T:
    """Look again and again until there is something to see; then say what there was instead."""
    deadline = time.monotonic() + within
    while True:
        if seen := look():
            return seen
        if time.monotonic() > deadline:
            raise DriverError(f"Not seen within {within} s: {otherwise()}")
        time.sleep(_POLL)


def newest(found: list[Json], fits: Callable[[Json], object] | str) -> Json:
    """Give the last of some messages or views that fits, or contains a text; else nothing."""
    for each in reversed(found):
        if fits in all_text(each) if isinstance(fits, str) else fits(each):
            return each
    return {}


def find_control(blocks: list[Json], what: str) -> tuple[Json, Json, Json]:
    """Find a button or an option by what it shows, or any element by its action id.

    Gives its block, the element, and what an option adds to the payload.
    """
    for block, element in each_element(blocks):
        shows = (element.get("text") or {}).get("text")
        if what in (element["action_id"], shows):
            return block, element, {}
    for block, element in each_element(blocks):
        for option in element.get("options", []):
            if what in (option["text"]["text"], option.get("value")):
                return block, element, _choose(element, option)
    shown = [
        (element.get("text") or {}).get("text") or element["action_id"]
        for _, element in each_element(blocks)
    ]
    raise DriverError(f"no control {what!r}; there are {shown}")


def _choose(element: Json, option: Json) -> Json:
    many = element["type"] in {"checkboxes", "multi_static_select"}
    return {"selected_options": [option]} if many else {"selected_option": option}


def fill_in(view: Json, wishes: Mapping[str, object]) -> Json:
    """Fill a modal in, by action id, block id or label; the rest stays as it is shown."""
    values: Json = {block_id: dict(each) for block_id, each in view["state"]["values"].items()}
    left = dict(wishes)
    for block, element in each_element(view["blocks"]):
        label = visible_text(block.get("label") or {})
        name = next(
            (n for n in (element["action_id"], block["block_id"], label) if n in left), None
        )
        if name is None or element["type"] not in STATE_KEYS:
            continue
        key = STATE_KEYS[element["type"]][0]
        chosen = _as_state(element, left.pop(name))
        values[block["block_id"]][element["action_id"]] = {"type": element["type"], key: chosen}
    if left:
        known = [element["action_id"] for _, element in each_element(view["blocks"])]
        raise DriverError(f"no inputs {sorted(left)}; there are {known}")
    return values


def _as_state(element: Json, wish: object) -> object:
    if isinstance(wish, (list, tuple)):
        return [_as_state(element, each) for each in wish]
    groups = element.get("option_groups", [])
    options = element.get("options", []) + [o for group in groups for o in group["options"]]
    for option in options:
        if wish in (option["text"]["text"], option.get("value")):
            return option
    return wish
