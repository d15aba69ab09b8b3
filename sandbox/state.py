"""What is filled in: the state of the elements in a view or a message.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission_fields
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.errors import Json

# For each stateful element: the key of its value in the state, and the key of its first value.
STATE_KEYS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "checkboxes": ("selected_options", "initial_options"),
    "file_input": ("files", "initial_files"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}


def elements_of(block: Json) -> list[Json]:
    """List the interactive elements of a block."""
    candidates = [block.get("element"), block.get("accessory")]
    if block.get("type") == "actions":
        candidates += block.get("elements", [])
    return [each for each in candidates if isinstance(each, dict) and "action_id" in each]


def find_element(blocks: list[Json], block_id: object, action_id: object) -> tuple[Json, Json]:
    """Find an element by its ids; without a block id, by its action id alone."""
    for block, element in each_element(blocks):
        if element["action_id"] == action_id and block_id in (None, "", block["block_id"]):
            return block, element
    raise LookupError(f"no element {action_id!r} in block {block_id!r}")


def each_element(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """List all interactive elements with their blocks."""
    for block in blocks:
        for element in elements_of(block):
            yield block, element


def state_values(blocks: list[Json], given: Json) -> Json:
    """Give `state.values`: what was filled in, and first values where nothing was."""
    values: Json = {}
    for block, element in each_element(blocks):
        if element["type"] not in STATE_KEYS:
            continue
        key, initial = STATE_KEYS[element["type"]]
        filled = given.get(block["block_id"], {}).get(element["action_id"])
        nothing: list[Json] | None = [] if key.endswith("s") else None
        value = filled.get(key) if isinstance(filled, dict) else element.get(initial, nothing)
        values.setdefault(block["block_id"], {})[element["action_id"]] = {
            "type": element["type"],
            key: nothing if value == "" else value,
        }
    return values
