"""The modal in which a colleague words the draft of another one better."""

import json
from typing import Any

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View as SlackView

from bot import ids
from bot.answer_facts import ReviewFacts
from bot.answer_ids import Block, View
from bot.language import Language
from bot.message import section
from bot.mrkdwn import clean, one_line
from bot.submissions import Errors, StateValues
from bot.wording import reference

_LONGEST = 3000


def review_modal(review: ReviewFacts, language: Language, channel: str | None) -> dict[str, Any]:
    """Ask for a better wording, with the draft to start from."""
    carried = {"language": language.code, "channel": channel, "review": review.id}
    return SlackView(
        type="modal",
        callback_id=View.BETTER,
        title=PlainTextObject(text=language.gettext("A better wording")),
        submit=PlainTextObject(text=language.gettext("Send")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=json.dumps(carried),
        blocks=[
            section(reference(review.mention, language)),
            InputBlock(
                block_id=Block.BETTER,
                label=PlainTextObject(text=language.gettext("How would you put it?")),
                element=PlainTextInputElement(
                    action_id=ids.Action.INPUT,
                    multiline=True,
                    max_length=_LONGEST,
                    initial_value=review.text[:_LONGEST],
                    focus_on_load=True,
                ),
            ),
        ],
    ).to_dict()


def read_review(
    private_metadata: str, values: StateValues, language: Language
) -> tuple[int, str] | Errors:
    """Read and check a submitted wording; give which review it belongs to, and the wording."""
    given = values.get(Block.BETTER, {}).get(ids.Action.INPUT, {}).get("value")
    text = clean(str(given or "")).strip()
    if not one_line(text):
        return {Block.BETTER: language.gettext("Write how you would put it.")}
    if len(text) > _LONGEST:
        limit = language.number(_LONGEST)
        told = language.gettext("That is too long: {limit} characters at most.", limit=limit)
        return {Block.BETTER: told}
    return int(json.loads(private_metadata)["review"]), text
