"""Blocks and views are refused where Slack refuses them, and accepted where it accepts them."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.blocks import checked_blocks, checked_view, text_length
from sandbox.errors import SlackError
from sandbox.state import STATE_KEYS

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: object) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: object) -> Json:
    return {"type": "button", "action_id": "a", "text": plain(), **more}


def option(value: str = "v", text: str = "x", **more: object) -> Json:
    return {"text": plain(text), "value": value, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def asking(element: Json, **more: object) -> Json:
    return {"type": "input", "label": plain(), "element": element, **more}


def select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "a", "options": [option()], **more}


def overflow(count: int) -> Json:
    options = [option(str(number)) for number in range(count)]
    return {"type": "overflow", "action_id": "a", "options": options}


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


GOOD: list[Json] = [
    section("x" * 3000),
    section(fields=[mrkdwn(), plain()]),
    {"type": "section", "fields": [plain("x" * 2000)] * 6},
    section(accessory=button(style="primary", url="https://a.example/", value="v" * 2000)),
    section(accessory={"type": "image", "image_url": "http://a.example/b", "alt_text": "b"}),
    section(accessory=overflow(5)),
    section(accessory={"type": "multi_users_select", "initial_users": ["U1"]}),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn(), plain()] * 5},
    actions(*[button(action_id=str(number)) for number in range(25)]),
    actions({"type": "datepicker", "initial_date": "2026-11-23"}, {"type": "timepicker"}),
    actions({"type": "datetimepicker"}, overflow(2)),
    actions({"type": "conversations_select", "filter": {"include": ["public"]}}),
    actions({"type": "channels_select", "placeholder": plain("Where?")}),
    actions(button(confirm={"title": plain(), "text": mrkdwn(), "confirm": plain()})),
    asking({"type": "plain_text_input", "multiline": True, "max_length": 3000}, optional=True),
    asking({"type": "rich_text_input", "initial_value": rich(rich_section())}),
    asking({"type": "url_text_input"}, hint=plain("x" * 2000)),
    asking({"type": "email_text_input"}, dispatch_action=True),
    asking({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
    asking(select(options=[option(str(number)) for number in range(100)])),
    asking(select(initial_option=option())),
    asking({"type": "static_select", "option_groups": [{"label": plain(), "options": [option()]}]}),
    asking({"type": "radio_buttons", "options": [option(description=mrkdwn())]}),
    asking({"type": "checkboxes", "options": [option(text="a")], "initial_options": [option()]}),
    {"type": "image", "image_url": "https://a.example/b.png", "alt_text": "b", "title": plain()},
    {"type": "markdown", "text": "# Hello"},
    {
        "type": "table",
        "rows": [[raw("a"), rich(rich_section({"type": "text", "text": "b"}))]] * 100,
    },
    {
        "type": "table",
        "column_settings": [{"is_wrapped": True}, None, {"align": "right"}],
        "rows": [[raw("x")] * 19 + [{"type": "raw_number", "value": 1.5}]],
    },
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "b"},
    section(
        accessory={"type": "image", "slack_file": {"url": "https://a.example/"}, "alt_text": "b"}
    ),
    asking({"type": "external_select", "min_query_length": 2}),
    section(accessory={"type": "multi_external_select", "initial_options": [option()]}),
    {
        "type": "video",
        "title": plain(),
        "alt_text": "b",
        "video_url": "https://a.example/v",
        "thumbnail_url": "https://a.example/t",
    },
    rich(
        rich_section(
            {"type": "text", "text": "a", "style": {"bold": True}},
            {"type": "link", "url": "https://a.example"},
            {"type": "user", "user_id": "U1"},
            {"type": "channel", "channel_id": "C1"},
            {"type": "emoji", "name": "wave"},
            {"type": "usergroup", "usergroup_id": "S1"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "timestamp": 1_800_000_000, "format": "{date}", "fallback": "once"},
        ),
        {"type": "rich_text_list", "style": "bullet", "elements": [rich_section()], "indent": 1},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "q"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "p"}]},
    ),
]
BAD: list[tuple[str, str, Json]] = [
    ("missing required field: type", "/blocks/0", {}),
    ("unsupported type: song", "/blocks/0/type", {"type": "song"}),
    ("unsupported type: ['a']", "/blocks/0/type", {"type": ["a"]}),
    ("must define either `text` or `fields`", "/blocks/0/type", {"type": "section"}),
    (
        "must provide a string",
        "/blocks/0/text/text",
        {"type": "section", "text": mrkdwn() | {"text": 3}},
    ),
    ("must provide an object", "/blocks/0/text", {"type": "section", "text": "x"}),
    (
        "failed to match all allowed schemas",
        "/blocks/0/text",
        section("x" * 3001),
    ),
    ("must be less than 3001 characters", "/blocks/0/text/text", section("x" * 3001)),
    ("must be more than 0 characters", "/blocks/0/text/text", section("")),
    ("invalid additional property: txt", "/blocks/0", section(txt="x")),
    ("no more than 10 items allowed", "/blocks/0/fields", section(fields=[plain()] * 11)),
    (
        "must be less than 2001 characters",
        "/blocks/0/fields/0/text",
        section(fields=[plain("x" * 2001)]),
    ),
    ("must be less than 256 characters", "/blocks/0/block_id", section(block_id="x" * 256)),
    (
        "unsupported type: plain_text_input",
        "/blocks/0/accessory/type",
        section(accessory={"type": "plain_text_input"}),
    ),
    (
        "must be less than 151 characters",
        "/blocks/0/text/text",
        {"type": "header", "text": plain("x" * 151)},
    ),
    ("unsupported type: mrkdwn", "/blocks/0/text/type", {"type": "header", "text": mrkdwn()}),
    (
        "no more than 10 items allowed",
        "/blocks/0/elements",
        {"type": "context", "elements": [plain()] * 11},
    ),
    ("must provide at least 1 items", "/blocks/0/elements", {"type": "context", "elements": []}),
    (
        "unsupported type: button",
        "/blocks/0/elements/0/type",
        {"type": "context", "elements": [button()]},
    ),
    (
        "no more than 25 items allowed",
        "/blocks/0/elements",
        actions(*[button(action_id=str(n)) for n in range(26)]),
    ),
    (
        "must be less than 76 characters",
        "/blocks/0/elements/0/text/text",
        actions(button(text=plain("x" * 76))),
    ),
    ("unsupported type: mrkdwn", "/blocks/0/elements/0/text/type", actions(button(text=mrkdwn()))),
    (
        "must be less than 2001 characters",
        "/blocks/0/elements/0/value",
        actions(button(value="x" * 2001)),
    ),
    (
        "must be less than 256 characters",
        "/blocks/0/elements/0/action_id",
        actions(button(action_id="x" * 256)),
    ),
    (
        "must be a valid enum value",
        "/blocks/0/elements/0/style",
        actions(button(style="default")),
    ),
    ("invalid URL", "/blocks/0/elements/0/url", actions(button(url="javascript:alert(1)"))),
    ("invalid URL", "/blocks/0/elements/0/url", actions(button(url="https://[broken"))),
    (
        "must be less than 3001 characters",
        "/blocks/0/elements/0/url",
        actions(button(url="https://a.example/" + "x" * 3000)),
    ),
    ("must provide at least 2 items", "/blocks/0/elements/0/options", actions(overflow(1))),
    ("no more than 5 items allowed", "/blocks/0/elements/0/options", actions(overflow(6))),
    (
        "no more than 100 items allowed",
        "/blocks/0/elements/0/options",
        actions(select(options=[option(str(n)) for n in range(101)])),
    ),
    (
        "must provide one of `options` and `option_groups`",
        "/blocks/0/elements/0",
        actions({"type": "static_select"}),
    ),
    (
        "initial option must be one of the options",
        "/blocks/0/elements/0",
        actions(select(initial_option=option("other"))),
    ),
    (
        "must be less than 151 characters",
        "/blocks/0/elements/0/options/0/value",
        actions(select(options=[option("x" * 151)])),
    ),
    (
        "must be less than 76 characters",
        "/blocks/0/elements/0/options/0/text/text",
        actions(select(options=[option(text="x" * 76)])),
    ),
    (
        "must be less than 151 characters",
        "/blocks/0/elements/0/placeholder/text",
        actions(select(placeholder=plain("x" * 151))),
    ),
    (
        "unsupported type: multi_static_select",
        "/blocks/0/elements/0/type",
        actions({"type": "multi_static_select"}),
    ),
    ("missing required field: element", "/blocks/0", {"type": "input", "label": plain()}),
    (
        "must be less than 2001 characters",
        "/blocks/0/label/text",
        asking({"type": "url_text_input"}, label=plain("x" * 2001)),
    ),
    ("unsupported type: button", "/blocks/0/element/type", asking(button())),
    (
        "missing required field: is_decimal_allowed",
        "/blocks/0/element",
        asking({"type": "number_input"}),
    ),
    ("must be a boolean", "/blocks/0/optional", asking({"type": "url_text_input"}, optional="yes")),
    (
        "must be greater than 0",
        "/blocks/0/element/min_length",
        asking({"type": "plain_text_input", "min_length": -1}),
    ),
    (
        "must provide an integer",
        "/blocks/0/element/min_length",
        asking({"type": "plain_text_input", "min_length": "1"}),
    ),
    (
        "missing required field: alt_text",
        "/blocks/0",
        {"type": "image", "image_url": "https://a.example/"},
    ),
    ("must provide an array", "/blocks/0/elements", {"type": "rich_text", "elements": {}}),
    (
        "missing required field: image_url",
        "/blocks/0",
        {"type": "image", "alt_text": "x"},
    ),
    (
        "must define either `id` or `url`",
        "/blocks/0/slack_file",
        {"type": "image", "alt_text": "x", "slack_file": {}},
    ),
    (
        "no more than 100 items allowed",
        "/blocks/0/rows",
        {"type": "table", "rows": [[raw("x")]] * 101},
    ),
    (
        "no more than 20 items allowed",
        "/blocks/0/rows/1",
        {"type": "table", "rows": [[raw("x")], [raw("x")] * 21]},
    ),
    (
        "must be more than 0 characters",
        "/blocks/0/rows/0/0/text",
        {"type": "table", "rows": [[raw("")]]},
    ),
    (
        "unsupported type: mrkdwn",
        "/blocks/0/rows/0/0/type",
        {"type": "table", "rows": [[mrkdwn()]]},
    ),
    (
        "must be a valid enum value",
        "/blocks/0/column_settings/0/align",
        {"type": "table", "rows": [[raw("x")]], "column_settings": [{"align": "middle"}]},
    ),
    ("unsupported type: file_input", "/blocks/0/element/type", asking({"type": "file_input"})),
    ("unsupported type: text", "/blocks/0/elements/0/type", rich({"type": "text", "text": "x"})),
    (
        "must be more than 0 characters",
        "/blocks/0/elements/0/elements/0/text",
        rich(rich_section({"type": "text", "text": ""})),
    ),
]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: json.dumps(block)[:60])
def test_a_good_block_is_accepted_and_gets_ids(block: Json) -> None:
    (checked,) = checked_blocks([block]) or []
    assert checked["block_id"]
    for element in [*checked.get("elements", []), checked.get("element", {})]:
        if element.get("type") in STATE_KEYS:
            assert element["action_id"]


@pytest.mark.parametrize(
    ("reason", "pointer", "block"), BAD, ids=[f"{pointer} {reason}" for reason, pointer, _ in BAD]
)
def test_a_bad_block_is_refused_with_a_pointer(reason: str, pointer: str, block: Json) -> None:
    with pytest.raises(SlackError) as refused:
        checked_blocks([block])
    assert refused.value.code == "invalid_blocks"
    messages = refused.value.details["response_metadata"]["messages"]
    assert f"[ERROR] {reason} [json-pointer:{pointer}]" in messages


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        (
            [section(block_id="same"), section(block_id="same")],
            '`block_id` "same" already exists [json-pointer:/blocks/1/block_id]',
        ),
        (
            [actions(button(), button())],
            '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
        ),
    ],
    ids=["too many", "same block id", "same action id"],
)
def test_blocks_are_refused_together(blocks: list[Json], reason: str) -> None:
    with pytest.raises(SlackError) as refused:
        checked_blocks(blocks)
    assert refused.value.details["errors"] == [reason]


def test_all_texts_together_have_a_limit() -> None:
    assert checked_blocks([section("x" * 2640)] * 5)
    with pytest.raises(SlackError, match="msg_blocks_too_long"):
        checked_blocks([section("x" * 2641)] * 5)


def test_a_message_holds_one_table() -> None:
    table = {"type": "table", "rows": [[raw("x")]]}
    with pytest.raises(SlackError, match="invalid_attachments") as refused:
        checked_blocks([table, table])
    assert refused.value.details["errors"] == ["only_one_table_allowed"]


def test_markdown_blocks_have_a_limit_together() -> None:
    assert checked_blocks([{"type": "markdown", "text": "x" * 6000}] * 2)
    with pytest.raises(SlackError, match="msg_blocks_too_long"):
        checked_blocks([{"type": "markdown", "text": "x" * 6001}] * 2)


def modal(**more: object) -> Json:
    return {"type": "modal", "title": plain(), "blocks": [], **more}


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (
            modal(title=plain("x" * 25)),
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (modal(title=None), "missing required field: title [json-pointer:/view]"),
        (modal(submit=mrkdwn()), "unsupported type: mrkdwn [json-pointer:/view/submit/type]"),
        (
            modal(close=plain("x" * 25)),
            "must be less than 25 characters [json-pointer:/view/close/text]",
        ),
        (
            modal(private_metadata="x" * 3001),
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        (
            modal(callback_id="x" * 256),
            "must be less than 256 characters [json-pointer:/view/callback_id]",
        ),
        (
            modal(blocks=[{"type": "divider"}] * 101),
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
        (
            modal(blocks=[asking({"type": "url_text_input"})]),
            (
                "must define `submit` to use an `input` block in modals "
                "[json-pointer:/view/blocks/0/input]"
            ),
        ),
        (
            modal(blocks=[{"type": "markdown", "text": "x"}]),
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
        ),
        (
            modal(blocks=[{"type": "table", "rows": [[raw("x")]]}]),
            "unsupported type: table [json-pointer:/view/blocks/0/type]",
        ),
        (
            modal(submit=plain(), blocks=[asking({"type": "file_input", "max_files": 11})]),
            "must be less than 10 [json-pointer:/view/blocks/0/element/max_files]",
        ),
        (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
        ({"type": "home", "blocks": []}, "unsupported type: home [json-pointer:/view/type]"),
        (None, "missing required field: view"),
    ],
)
def test_a_bad_view_is_refused(view: Json | None, message: str) -> None:
    with pytest.raises(SlackError) as refused:
        checked_view(view, "modal")
    assert refused.value.code == "invalid_arguments"
    assert "errors" not in refused.value.details
    assert refused.value.details["response_metadata"]["messages"][-1] == f"[ERROR] {message}"


def test_a_huge_view_is_refused() -> None:
    blocks = [section("x" * 2900) for _ in range(90)]
    with pytest.raises(SlackError, match="view_too_large"):
        checked_view(modal(blocks=blocks), "modal")


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    [
        "type",
        "text",
        "fields",
        "accessory",
        "elements",
        "element",
        "label",
        "options",
        "option_groups",
        "initial_option",
        "url",
        "value",
        "style",
        "confirm",
        "block_id",
        "action_id",
        "title",
        "blocks",
        "submit",
        "image_url",
        "alt_text",
    ]
)
KINDS = st.sampled_from(
    [
        "section",
        "header",
        "divider",
        "context",
        "actions",
        "input",
        "image",
        "rich_text",
        "markdown",
        "table",
        "raw_text",
        "video",
        "button",
        "overflow",
        "static_select",
        "radio_buttons",
        "checkboxes",
        "number_input",
        "plain_text",
        "mrkdwn",
        "rich_text_section",
        "rich_text_list",
        "modal",
        "home",
    ]
)
ALMOST_BLOCKS = st.recursive(
    SCALARS | KINDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(FIELDS, inner, max_size=4)
        | st.builds(
            lambda kind, rest: {**rest, "type": kind},
            KINDS,
            st.dictionaries(FIELDS, inner, max_size=4),
        )
    ),
    max_leaves=15,
)


@settings(max_examples=100)
@given(ANYTHING | st.lists(ALMOST_BLOCKS, max_size=3))
def test_anything_is_accepted_or_refused_as_blocks(blocks: object) -> None:
    try:
        checked = checked_blocks(blocks)
    except SlackError as refused:
        json.dumps(refused.answer())
    else:
        assert checked is None or text_length(checked) >= 0


@settings(max_examples=100)
@given(ANYTHING | st.dictionaries(FIELDS, ALMOST_BLOCKS), st.sampled_from(["modal", "home"]))
def test_anything_is_accepted_or_refused_as_a_view(
    view: object, kind: Literal["modal", "home"]
) -> None:
    if isinstance(view, dict):
        view["type"] = kind
    try:
        checked_view(view, kind)
    except SlackError as refused:
        json.dumps(refused.answer())
