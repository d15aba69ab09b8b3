"""How a test finds controls by what they show, and fills in modals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.looking import DriverError, controls_of
from sandbox.state import STATE_KEYS, each_element
from sandbox.visible_text import all_text, visible_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.errors import Json


def find_control(shown: Json, what: str) -> tuple[Json, Json, Json]:
    """Find a button or an option by what it shows, or any element by its action id.

    ``shown`` is a message or a view. Gives the control's block, the element, and what an option
    adds to the payload. Raises DriverError with what is on the screen when there is none.
    """
    blocks = shown.get("blocks") or []
    for block, element in each_element(blocks):
        text = (element.get("text") or {}).get("text")
        if what in (element["action_id"], text):
            return block, element, {}
    for block, element in each_element(blocks):
        for option in element.get("options", []):
            if what in (option["text"]["text"], option.get("value")):
                return block, element, _choose(shown, block, element, option)
    raise DriverError(
        f"no control {what!r}; there are {controls_of(blocks)}; it shows {all_text(shown)!r}"
    )


def _choose(shown: Json, block: Json, element: Json, option: Json) -> Json:
    """Choose an option as a person does: of many, those that were chosen before stay."""
    if element["type"] not in {"checkboxes", "multi_static_select"}:
        return {"selected_option": option}
    values = (shown.get("state") or {}).get("values", {}).get(block.get("block_id"), {})
    before = values.get(element["action_id"], {}).get("selected_options")
    if before is None:
        before = element.get("initial_options", [])
    rest = [each for each in before if each["value"] != option["value"]]
    return {"selected_options": rest if len(rest) < len(before) else [*rest, option]}


def fill_in(view: Json, wishes: Mapping[str, object]) -> Json:
    """Fill a modal in; the rest stays as it is shown. Gives the view's ``state.values``.

    An input goes by its action id, its block id, its label, or, where it is the only one, by the
    last part of its action id: ``text`` for ``reply_text``.
    """
    values: Json = {block_id: dict(each) for block_id, each in view["state"]["values"].items()}
    inputs = [pair for pair in each_element(view["blocks"]) if pair[1]["type"] in STATE_KEYS]
    for name, wish in wishes.items():
        block, element = _find_input(view, inputs, name)
        key = STATE_KEYS[element["type"]][0]
        chosen = {"type": element["type"], key: _as_state(element, wish)}
        values[block["block_id"]][element["action_id"]] = chosen
    return values


def find_input(view: Json, name: str, wish: object) -> tuple[Json, Json, Json]:
    """Find an input by a name as in ``fill_in``; give its block, the element, and its new state."""
    inputs = [pair for pair in each_element(view["blocks"]) if pair[1]["type"] in STATE_KEYS]
    block, element = _find_input(view, inputs, name)
    return block, element, {STATE_KEYS[element["type"]][0]: _as_state(element, wish)}


def _find_input(view: Json, inputs: list[tuple[Json, Json]], name: str) -> tuple[Json, Json]:
    for block, element in inputs:
        label = visible_text(block.get("label") or {})
        if name in (element["action_id"], block["block_id"], label):
            return block, element
    ending = [pair for pair in inputs if pair[1]["action_id"].endswith(f"_{name}")]
    if len(ending) == 1:
        return ending[0]
    known = [element["action_id"] for _, element in inputs]
    raise DriverError(f"no input {name!r}; there are {known}; it shows {all_text(view)!r}")


def _as_state(element: Json, wish: object) -> object:
    if isinstance(wish, (list, tuple)):
        return [_as_state(element, each) for each in wish]
    groups = element.get("option_groups", [])
    options = element.get("options", []) + [o for group in groups for o in group["options"]]
    for option in options:
        if wish in (option["text"]["text"], option.get("value")):
            return option
    return wish
