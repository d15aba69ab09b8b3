"""The modal in which a snippet is written."""

import json
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View as SlackView

from bot import ids
from bot.answer_facts import SnippetFacts
from bot.answer_ids import Block, View
from bot.language import Language
from bot.mrkdwn import clean, one_line
from bot.snippet_texts import PLACEHOLDERS, unknown_placeholders
from bot.submissions import Errors, StateValues

_LONGEST_NAME = 60
_LONGEST_TEXT = 2000
_KNOWN = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)


@dataclass(frozen=True, slots=True)
class SnippetInput:
    """A snippet as it was written; ``id`` None: a new one."""

    id: int | None
    name: str
    text: str


def snippet_modal(
    snippet: SnippetFacts | None, language: Language, channel: str | None
) -> dict[str, Any]:
    """Ask for the name and the text of a snippet, or of a new one."""
    title = language.gettext("A snippet") if snippet else language.gettext("A new snippet")
    carried = {"language": language.code, "channel": channel, "snippet": snippet and snippet.id}
    return SlackView(
        type="modal",
        callback_id=View.SNIPPET,
        title=PlainTextObject(text=title),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=json.dumps(carried),
        blocks=[
            InputBlock(
                block_id=Block.SNIPPET_NAME,
                label=PlainTextObject(text=language.gettext("Its name")),
                element=PlainTextInputElement(
                    action_id=ids.Action.INPUT,
                    max_length=_LONGEST_NAME,
                    initial_value=snippet.name[:_LONGEST_NAME] if snippet else None,
                ),
            ),
            InputBlock(
                block_id=Block.SNIPPET_TEXT,
                label=PlainTextObject(text=language.gettext("The text")),
                hint=PlainTextObject(
                    text=language.gettext(
                        "It is a start, everybody puts it into their own words. These are filled "
                        "in: {placeholders}",
                        placeholders=_KNOWN,
                    )
                ),
                element=PlainTextInputElement(
                    action_id=ids.Action.INPUT,
                    multiline=True,
                    max_length=_LONGEST_TEXT,
                    initial_value=snippet.text[:_LONGEST_TEXT] if snippet else None,
                ),
            ),
        ],
    ).to_dict()


def read_snippet(
    private_metadata: str, values: StateValues, language: Language
) -> SnippetInput | Errors:
    """Read and check a submitted snippet."""
    errors: Errors = {}
    name = one_line(_given(values, Block.SNIPPET_NAME))
    text = clean(_given(values, Block.SNIPPET_TEXT)).strip()
    if not name:
        errors[Block.SNIPPET_NAME] = language.gettext("Give it a name.")
    elif len(name) > _LONGEST_NAME:
        errors[Block.SNIPPET_NAME] = _too_long(_LONGEST_NAME, language)
    unknown = unknown_placeholders(text)
    if not one_line(text):
        errors[Block.SNIPPET_TEXT] = language.gettext("Write the text.")
    elif len(text) > _LONGEST_TEXT:
        errors[Block.SNIPPET_TEXT] = _too_long(_LONGEST_TEXT, language)
    elif unknown:
        errors[Block.SNIPPET_TEXT] = language.gettext(
            "I don’t know what to fill in for {unknown}. I know these: {placeholders}",
            unknown=f"{{{unknown[0][:40]}}}",
            placeholders=_KNOWN,
        )
    return errors or SnippetInput(json.loads(private_metadata).get("snippet"), name, text)


def _given(values: StateValues, block: str) -> str:
    return str(values.get(block, {}).get(ids.Action.INPUT, {}).get("value") or "")


def _too_long(limit: int, language: Language) -> str:
    return language.gettext(
        "That is too long: {limit} characters at most.", limit=language.number(limit)
    )
