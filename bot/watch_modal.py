"""The modal that asks what a place needs before it can be watched."""

import json
from typing import Any

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View

from bot import ids
from bot.answers.watches import example, name_of, question
from bot.language import Language
from bot.message import plain_section
from bot.mrkdwn import clean
from bot.submissions import Errors, StateValues
from bot.wishes import Wish, addresses, answered, carried_wish, write_wish
from feeds.places import Ask, read_answer

_LONGEST_ANSWER = 500
_LONGEST_LABEL = 100


def watch_modal(wish: Wish, language: Language, channel: str | None) -> dict[str, Any]:
    """Ask for what is missing; ``channel`` is where the colleague asked."""
    _, questions = addresses(wish, language.code)
    asked = [(position, ask) for position, found in questions for ask in found.asks]
    about = language.gettext("I’ll look for “{term}”.", term=clean(wish.term))
    return View(
        type="modal",
        callback_id=ids.View.WATCH,
        title=PlainTextObject(text=language.gettext("Watch a term")),
        submit=PlainTextObject(text=language.gettext("Watch")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=json.dumps(
            {"language": language.code, "channel": channel, "wish": write_wish(wish)},
            ensure_ascii=False,
        ),
        blocks=[
            plain_section(about),
            *(_input(wish, position, ask, language) for position, ask in asked),
        ],
    ).to_dict()


def _input(wish: Wish, position: int, ask: Ask, language: Language) -> InputBlock:
    place = name_of(wish.places[position].place, language)
    return InputBlock(
        block_id=ids.ask_block(position, ask),
        label=PlainTextObject(text=f"{place}: {question(ask, language)}"[:_LONGEST_LABEL]),
        hint=PlainTextObject(text=example(ask, language)),
        element=PlainTextInputElement(action_id=ids.Action.INPUT, max_length=_LONGEST_ANSWER),
    )


def read_watch(private_metadata: str, values: StateValues, language: Language) -> Wish | Errors:
    """Read and check a submitted watch modal."""
    wish = carried_wish(json.loads(private_metadata)["wish"])
    errors: Errors = {}
    answers: list[tuple[int, Ask, str]] = []
    for block, state in values.items():
        position, ask = ids.read_ask_block(block)
        given = str((state.get(ids.Action.INPUT) or {}).get("value") or "")
        answer = read_answer(Ask(ask), given)
        if answer is None:
            errors[block] = language.gettext(
                "I can’t make sense of this. {example}", example=example(Ask(ask), language)
            )
        else:
            answers.append((position, *answer))
    return errors or answered(wish, answers)
