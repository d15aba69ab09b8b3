"""The modal in which a colleague hands a mention over: to whom, and why."""

from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    PlainTextInputElement,
    PlainTextObject,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot import ids
from bot.facts import MentionFacts
from bot.inputs import labelled
from bot.language import Language
from bot.message import section
from bot.modals import carry
from bot.mrkdwn import link
from bot.submissions import Errors, StateValues, given
from bot.wording import title_of

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class GiveInput:
    """To whom a colleague hands over (a Slack user id), and why; the reason may be empty."""

    to: str
    reason: str


def give_modal(mention: MentionFacts, language: Language, channel: str | None) -> dict[str, Any]:
    """Ask to whom a mention is handed over; ``channel`` is where the colleague asked."""
    title = link(mention.link, title_of(mention, language, 250), limit=500)
    return View(
        type="modal",
        callback_id=ids.View.GIVE,
        title=PlainTextObject(text=language.gettext("Hand over")),
        submit=PlainTextObject(text=language.gettext("Hand over")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=carry(language, channel, mention.number),
        blocks=[
            section(f"*#{mention.number}* {title}"),
            labelled(
                ids.Block.GIVE_TO,
                language.gettext("To whom?"),
                UserSelectElement(action_id=ids.Action.INPUT),
                hint=language.gettext("They get a message from me, and can say yes or no."),
            ),
            labelled(
                ids.Block.GIVE_REASON,
                language.gettext("Why them?"),
                PlainTextInputElement(
                    action_id=ids.Action.INPUT, multiline=True, max_length=LONGEST_REASON
                ),
                optional=True,
            ),
        ],
    ).to_dict()


def read_give(values: StateValues, me: str, language: Language) -> GiveInput | Errors:
    """Read and check a submitted modal; ``me`` is who hands over."""
    to = given(values, ids.Block.GIVE_TO)
    if not to:
        return {ids.Block.GIVE_TO: language.gettext("Pick a colleague.")}
    if to == me:
        return {ids.Block.GIVE_TO: language.gettext("That’s you. Pick somebody else.")}
    return GiveInput(to, given(values, ids.Block.GIVE_REASON).strip()[:LONGEST_REASON])
