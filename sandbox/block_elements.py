"""What Slack accepts as block elements: buttons, menus, inputs.

https://docs.slack.dev/reference/block-kit/block-elements
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.checks import (
    Check,
    any_text,
    boolean,
    both,
    by_type,
    choice,
    integer,
    items,
    plain_text,
    problem,
    record,
    string,
    web_address,
)
from sandbox.rich_text import RICH_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.errors import Json

_ID = string(255)
_NUMBER = string(100)
_CONFIRM = record(
    {"title": plain_text(100), "text": any_text(300)},
    {"confirm": plain_text(30), "deny": plain_text(30), "style": choice("primary", "danger")},
)
_DISPATCH = record(
    {},
    {"trigger_actions_on": items(choice("on_enter_pressed", "on_character_entered"), 2)},
)
_FILTER = record(
    {},
    {
        "include": items(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_FOCUS: dict[str, Check] = {"action_id": _ID, "focus_on_load": boolean}
_ASKING: dict[str, Check] = _FOCUS | {"confirm": _CONFIRM, "placeholder": plain_text(150)}


def _option(text: Check, *, url: bool = False) -> Check:
    optional: dict[str, Check] = {"description": any_text(75)}
    return record(
        {"text": text, "value": string(150)}, optional | ({"url": web_address} if url else {})
    )


_SELECT_OPTION = _option(plain_text(75))
_GROUP = record({"label": plain_text(75), "options": items(_SELECT_OPTION, 100)})
_BOX_OPTION = _option(any_text(75))
_OPTIONS: dict[str, Check] = {
    "options": items(_SELECT_OPTION, 100),
    "option_groups": items(_GROUP, 100),
}


def _has_options(value: Json, pointer: str) -> Iterator[str]:
    if ("options" in value) == ("option_groups" in value):
        yield problem("must provide one of `options` and `option_groups`", pointer)
        return
    yield from _first_value_is_an_option(value, pointer)


def _first_value_is_an_option(value: Json, pointer: str) -> Iterator[str]:
    options = value.get("options")
    if value.get("option_groups"):
        groups = value["option_groups"]
        options = [
            option
            for group in (groups if isinstance(groups, list) else [])
            if isinstance(group, dict) and isinstance(group.get("options"), list)
            for option in group["options"]
        ]
    if not isinstance(options, list):
        return
    chosen = value.get("initial_options")
    chosen = chosen if isinstance(chosen, list) else []
    if value.get("initial_option") is not None:
        chosen = [*chosen, value["initial_option"]]
    values = [option.get("value") for option in options if isinstance(option, dict)]
    for each in chosen:
        if not isinstance(each, dict) or each.get("value") not in values:
            yield problem("initial option must be one of the options", pointer)


# To find nothing is an answer too (https://github.com/slackapi/bolt-python/pull/580).
SUGGESTIONS = both(
    record(
        {},
        {"options": items(_SELECT_OPTION, 100, 0), "option_groups": items(_GROUP, 100, 0)},
    ),
    _has_options,
)


def _text_input(**more: Check) -> Check:
    optional: dict[str, Check] = {
        "initial_value": string(3000, 0),
        "placeholder": plain_text(150),
        "dispatch_action_config": _DISPATCH,
    }
    return record({}, _FOCUS | optional | more)


def _picker(**more: Check) -> Check:
    return record({}, _ASKING | more)


def _multi(**more: Check) -> Check:
    return _picker(max_selected_items=integer(1, 1000), **more)


BUTTON = record(
    {"text": plain_text(75)},
    {
        "action_id": _ID,
        "url": web_address,
        "value": string(2000, 0),
        "style": choice("primary", "danger"),
        "confirm": _CONFIRM,
        "accessibility_label": string(75),
    },
)
PICTURE: dict[str, Check] = {
    "image_url": web_address,
    "slack_file": record({}, {"id": _ID, "url": web_address}),
}


def picture_is_somewhere(value: Json, pointer: str) -> Iterator[str]:
    """Expect an image to say where it lies."""
    file = value.get("slack_file")
    if file is None and value.get("image_url") is None:
        yield problem("missing required field: image_url", pointer)
    if isinstance(file, dict) and (file.get("id") is None) == (file.get("url") is None):
        yield problem("must define either `id` or `url`", f"{pointer}/slack_file")


IMAGE = both(record({"alt_text": string(2000)}, PICTURE), picture_is_somewhere)
OVERFLOW = record(
    {"options": items(_option(plain_text(75), url=True), 5, 2)},
    {"action_id": _ID, "confirm": _CONFIRM},
)
_STATIC = both(_picker(**_OPTIONS, initial_option=_SELECT_OPTION), _has_options)
_MULTI_STATIC = both(
    _multi(**_OPTIONS, initial_options=items(_SELECT_OPTION, 100)),
    _has_options,
)
_BOXES: dict[str, Check] = {"action_id": _ID, "confirm": _CONFIRM, "focus_on_load": boolean}
_RADIO = both(
    record({"options": items(_BOX_OPTION, 10)}, _BOXES | {"initial_option": _BOX_OPTION}),
    _first_value_is_an_option,
)
_CHECKBOXES = both(
    record(
        {"options": items(_BOX_OPTION, 10)},
        _BOXES | {"initial_options": items(_BOX_OPTION, 10)},
    ),
    _first_value_is_an_option,
)
_SELECTS: dict[str, Check] = {
    "static_select": _STATIC,
    "external_select": _picker(initial_option=_SELECT_OPTION, min_query_length=integer(0, 100)),
    "users_select": _picker(initial_user=_ID),
    "conversations_select": _picker(
        initial_conversation=_ID,
        default_to_current_conversation=boolean,
        response_url_enabled=boolean,
        filter=_FILTER,
    ),
    "channels_select": _picker(initial_channel=_ID, response_url_enabled=boolean),
}
_MULTI_SELECTS: dict[str, Check] = {
    "multi_static_select": _MULTI_STATIC,
    "multi_external_select": _multi(
        initial_options=items(_SELECT_OPTION, 100), min_query_length=integer(0, 100)
    ),
    "multi_users_select": _multi(initial_users=items(_ID, 1000)),
    "multi_conversations_select": _multi(
        initial_conversations=items(_ID, 1000),
        default_to_current_conversation=boolean,
        filter=_FILTER,
    ),
    "multi_channels_select": _multi(initial_channels=items(_ID, 1000)),
}
_PICKERS: dict[str, Check] = {
    "datepicker": _picker(initial_date=string(10, 10)),
    "timepicker": _picker(initial_time=string(5, 5), timezone=string(100)),
    "datetimepicker": record(
        {}, _FOCUS | {"confirm": _CONFIRM, "initial_date_time": integer(10**9, 10**10 - 1)}
    ),
    "radio_buttons": _RADIO,
    "checkboxes": _CHECKBOXES,
}
_TEXT_INPUTS: dict[str, Check] = {
    "rich_text_input": record(
        {},
        _FOCUS
        | {
            "initial_value": by_type({"rich_text": RICH_TEXT}),
            "placeholder": plain_text(150),
            "dispatch_action_config": _DISPATCH,
        },
    ),
    "plain_text_input": _text_input(
        multiline=boolean, min_length=integer(0, 3000), max_length=integer(1, 3000)
    ),
    "email_text_input": _text_input(),
    "url_text_input": _text_input(),
    "number_input": both(
        _text_input(is_decimal_allowed=boolean, min_value=_NUMBER, max_value=_NUMBER),
        lambda value, pointer: (
            iter(())
            if "is_decimal_allowed" in value
            else iter([problem("missing required field: is_decimal_allowed", pointer)])
        ),
    ),
}

FILE_INPUT = record(
    {}, {"action_id": _ID, "filetypes": items(string(20), 100), "max_files": integer(1, 10)}
)

IN_ACTIONS: dict[str, Check] = {"button": BUTTON, "overflow": OVERFLOW, **_SELECTS, **_PICKERS}
IN_SECTION: dict[str, Check] = {**IN_ACTIONS, "image": IMAGE, **_MULTI_SELECTS}
IN_INPUT: dict[str, Check] = {**_SELECTS, **_MULTI_SELECTS, **_PICKERS, **_TEXT_INPUTS}
