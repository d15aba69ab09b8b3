"""The modals about a person: a note, a name, who they are too, and that they want no contact."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ExternalDataSelectElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.views import View as SlackView

from bot import ids
from bot.language import Language
from bot.message import section
from bot.mrkdwn import cut, inline, one_line
from bot.person_facts import PersonMatch

LONGEST_NOTE = 3000
LONGEST_NAME = 150
LONGEST_REASON = 300
_OPTION = 75

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]


def note_modal(
    person_id: int, name: str, language: Language, channel: str | None
) -> dict[str, Any]:
    """Ask for a note about a person."""
    element = PlainTextInputElement(
        action_id=ids.Action.INPUT, multiline=True, max_length=LONGEST_NOTE, focus_on_load=True
    )
    label = language.gettext("What should the others know?")
    blocks = [_named(name, language), _input(ids.Block.NOTE, label, element)]
    title = language.gettext("A note")
    return _modal(ids.View.PERSON_NOTE, title, person_id, blocks, language, channel)


def rename_modal(
    person_id: int, name: str, language: Language, channel: str | None
) -> dict[str, Any]:
    """Ask how a person is called."""
    element = PlainTextInputElement(
        action_id=ids.Action.INPUT,
        initial_value=cut(one_line(name), LONGEST_NAME) or None,
        max_length=LONGEST_NAME,
        focus_on_load=True,
    )
    hint = language.gettext("It stays so, whatever name their next texts bring.")
    label = language.gettext("What are they called?")
    blocks = [_input(ids.Block.PERSON_NAME, label, element, hint=hint)]
    title = language.gettext("Rename")
    return _modal(ids.View.PERSON_RENAME, title, person_id, blocks, language, channel)


def merge_modal(
    person_id: int, name: str, language: Language, channel: str | None
) -> dict[str, Any]:
    """Ask who else a person is."""
    element = ExternalDataSelectElement(
        action_id=ids.Action.PERSON_SEARCH,
        placeholder=PlainTextObject(text=language.gettext("Type a name")),
        min_query_length=0,
        focus_on_load=True,
    )
    hint = language.gettext("From then on the two are one. You can undo it at any time.")
    label = language.gettext("Who is the same person?")
    blocks = [
        _named(name, language),
        _input(ids.Block.OTHER_PERSON, label, element, hint=hint),
    ]
    title = language.gettext("Merge")
    return _modal(ids.View.PERSON_MERGE, title, person_id, blocks, language, channel)


def no_contact_modal(
    person_id: int, name: str, language: Language, channel: str | None
) -> dict[str, Any]:
    """Ask why a person is not to be contacted."""
    element = PlainTextInputElement(
        action_id=ids.Action.INPUT, multiline=True, max_length=LONGEST_REASON, focus_on_load=True
    )
    hint = language.gettext("Their cards will say so, and whoever claims one is asked first.")
    label = language.gettext("Why should nobody contact them?")
    blocks = [
        _named(name, language),
        _input(ids.Block.REASON, label, element, hint=hint, optional=True),
    ]
    title = language.gettext("Don’t contact")
    return _modal(ids.View.NO_CONTACT, title, person_id, blocks, language, channel)


def person_options(matches: Sequence[PersonMatch], language: Language) -> list[dict[str, Any]]:
    """Offer people in the select that one types into."""
    return [
        Option(
            value=str(match.person_id),
            text=PlainTextObject(text=_option(match, language), emoji=False),
        ).to_dict()
        for match in matches
    ]


def read_person(private_metadata: str) -> int:
    """Read which person (id) a modal is about."""
    return int(json.loads(private_metadata)["person"])


def read_note(values: Values, language: Language) -> str | dict[str, str]:
    """Read a note, or what is wrong with it by block."""
    text = _given(values, ids.Block.NOTE)
    if not one_line(text):
        return {ids.Block.NOTE: language.gettext("Write your note.")}
    return _checked(text, ids.Block.NOTE, LONGEST_NOTE, language)


def read_name(values: Values, language: Language) -> str | dict[str, str]:
    """Read a person's name, or what is wrong with it by block."""
    name = one_line(_given(values, ids.Block.PERSON_NAME))
    if not name:
        return {ids.Block.PERSON_NAME: language.gettext("Write a name.")}
    return _checked(name, ids.Block.PERSON_NAME, LONGEST_NAME, language)


def read_reason(values: Values, language: Language) -> str | dict[str, str]:
    """Read why there shall be no contact; it may be empty."""
    text = one_line(_given(values, ids.Block.REASON))
    return _checked(text, ids.Block.REASON, LONGEST_REASON, language)


def read_other(values: Values, person_id: int, language: Language) -> int | dict[str, str]:
    """Read who was chosen to be one with a person, or what is wrong with it by block."""
    block = values.get(ids.Block.OTHER_PERSON, {})
    chosen = block.get(ids.Action.PERSON_SEARCH, {}).get("selected_option") or {}
    other = str(chosen.get("value") or "")
    if not other.isdecimal():
        return {ids.Block.OTHER_PERSON: language.gettext("Choose somebody.")}
    if int(other) == person_id:
        text = language.gettext("That is the person you came from. Choose somebody else.")
        return {ids.Block.OTHER_PERSON: text}
    return int(other)


def _checked(text: str, block: ids.Block, limit: int, language: Language) -> str | dict[str, str]:
    if len(text) > limit:
        too_long = language.gettext(
            "That is too long: {limit} characters at most.", limit=language.number(limit)
        )
        return {block: too_long}
    return text


def _given(values: Values, block: ids.Block) -> str:
    return str(values.get(block, {}).get(ids.Action.INPUT, {}).get("value") or "").strip()


def _option(match: PersonMatch, language: Language) -> str:
    """Describe a person in as few characters as an option may have."""
    name = one_line(match.name) or language.gettext("(no name)")
    places = language.list([one_line(place) for place in match.places[:2] if one_line(place)])
    return cut(f"{cut(name, 45)} · {places}" if places else name, _OPTION)


def _named(name: str, language: Language) -> Block:
    shown = inline(name, LONGEST_NAME) or language.gettext("(no name)")
    return section(f"*{shown}*")


def _modal(  # a modal has so many parts
    view: ids.View,
    title: str,
    person_id: int,
    blocks: Sequence[Block],
    language: Language,
    channel: str | None,
) -> dict[str, Any]:
    carried = {"language": language.code, "channel": channel, "person": person_id}
    return SlackView(
        type="modal",
        callback_id=view,
        title=PlainTextObject(text=title),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=json.dumps(carried),
        blocks=list(blocks),
    ).to_dict()


def _input(
    block: ids.Block,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    return InputBlock(
        block_id=block,
        label=PlainTextObject(text=label),
        hint=PlainTextObject(text=hint) if hint else None,
        element=element,
        optional=optional,
    )
