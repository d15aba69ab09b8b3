"""The modals in which house rules and tips are written: for everywhere, and for one place."""

import json
from collections.abc import Collection
from typing import Any

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, PlainTextObject, SectionBlock
from slack_sdk.models.views import View

from bot import ids
from bot.answers.tips import place_name, place_select
from bot.language import Language
from bot.message import actions, button, context, mrkdwn, section
from bot.modals import carry
from bot.submissions import StateValues
from bot.tip_facts import PlaceTips

LONGEST_WORDS = 3000
"""Characters of house rules or tips; Slack's inputs take no more."""


def house_rules_modal(
    general: str, changed: Collection[str], language: Language, channel: str | None, turn: int
) -> dict[str, Any]:
    """Ask for the house rules that hold everywhere, and offer the places.

    ``changed``: keys of the places for which something was written; ``turn``: another number each
    time it is drawn, so that the choice of a place begins anew.
    """
    own = [place_name(place, language) for place in sorted(changed)]
    return View(
        type="modal",
        callback_id=ids.View.HOUSE_RULES,
        title=PlainTextObject(text=language.gettext("House rules and tips")),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=carry(language, channel),
        blocks=[
            _words(
                ids.Block.HOUSE_RULES,
                language.gettext("House rules for all places"),
                language.gettext(
                    "What everybody shall keep in mind who answers for you. Markdown works."
                ),
                general,
            ),
            SectionBlock(
                block_id=f"{ids.Block.HOUSE_PLACE}_{turn}",
                text=mrkdwn(language.gettext("House rules and tips for one place:")),
                accessory=place_select(ids.Action.HOUSE_PLACE, language, changed),
            ),
            *(
                [
                    context(
                        language.gettext(
                            "You wrote your own for: {places}", places=language.list(own)
                        )
                    )
                ]
                if own
                else []
            ),
        ],
    ).to_dict()


def place_words_modal(
    tips: PlaceTips, language: Language, channel: str | None, turn: int = 0
) -> dict[str, Any]:
    """Ask for the house rules and the tips of one place; ``turn``: as for the modal above."""
    return View(
        type="modal",
        callback_id=ids.View.PLACE_WORDS,
        title=PlainTextObject(text=language.gettext("Rules and tips")),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=json.dumps(
            {"language": language.code, "channel": channel, "place": tips.place, "turn": turn}
        ),
        blocks=[
            section(f"*{place_name(tips.place, language)}*"),
            _words(
                ids.Block.HOUSE_RULES,
                language.gettext("Your house rules there"),
                language.gettext("They also stand where an answer is logged. Markdown works."),
                tips.house_rules,
            ),
            _words(
                f"{ids.Block.PLACE_TIPS}_{turn}",
                language.gettext("Tips"),
                language.gettext(
                    "What is usual there. The first paragraph is what is shown in short. Leave it "
                    "empty, and you get what I brought along."
                ),
                tips.tips,
            ),
            *actions(
                button(
                    language.gettext("Back to the tips I brought along"),
                    ids.Action.TIPS_SHIPPED,
                    tips.place,
                )
            ),
        ],
    ).to_dict()


def _words(block: str, label: str, hint: str, written: str) -> InputBlock:
    return InputBlock(
        block_id=block,
        label=PlainTextObject(text=label),
        hint=PlainTextObject(text=hint),
        element=PlainTextInputElement(
            action_id=ids.Action.INPUT,
            multiline=True,
            max_length=LONGEST_WORDS,
            initial_value=written[:LONGEST_WORDS] or None,
        ),
        optional=True,
    )


def read_place(private_metadata: str) -> tuple[str, int]:
    """Read for which place a modal asks, and how often it was drawn anew."""
    carried = json.loads(private_metadata)
    return str(carried["place"]), int(carried["turn"])


def read_house_rules(values: StateValues) -> str:
    """Read the house rules as they were written, in either modal."""
    return _written(values, ids.Block.HOUSE_RULES)


def read_place_tips(values: StateValues) -> str:
    """Read the tips as they were written."""
    blocks = [block for block in values if block.startswith(ids.Block.PLACE_TIPS)]
    return _written(values, blocks[0]) if blocks else ""


def _written(values: StateValues, block: str) -> str:
    state = values.get(block, {}).get(ids.Action.INPUT, {})
    return str(state.get("value") or "").strip()[:LONGEST_WORDS]
