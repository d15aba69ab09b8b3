"""The modals about own voices: which colleague somebody outside is, and where one writes."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import InputBlock, PlainTextObject, UrlInputElement, UserSelectElement
from slack_sdk.models.views import View

from bot import ids
from bot.language import Language
from bot.message import LONGEST_URL, section
from bot.modals import carry
from bot.mrkdwn import web_address
from bot.submissions import Errors, StateValues
from bot.wording import authors_of


def voice_modal(
    number: int, authors: Sequence[str], me: str, language: Language, channel: str | None
) -> dict[str, Any]:
    """Ask which colleague the author of a mention is; ``me`` (a Slack id) is proposed."""
    name = authors_of(authors[:1], language) or language.gettext("somebody")
    about = language.gettext(
        "Who of us is {person}? What they write is then marked as one of ours, and waits for "
        "nobody.",
        person=name,
    )
    return View(
        type="modal",
        callback_id=ids.View.VOICE,
        title=PlainTextObject(text=language.gettext("One of us")),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=carry(language, channel, number),
        blocks=[
            section(about),
            InputBlock(
                block_id=ids.Block.VOICE,
                label=PlainTextObject(text=language.gettext("That’s me, or a colleague")),
                element=UserSelectElement(action_id=ids.Action.INPUT, initial_user=me or None),
            ),
        ],
    ).to_dict()


def own_profile_modal(language: Language) -> dict[str, Any]:
    """Ask where a colleague writes themselves."""
    return View(
        type="modal",
        callback_id=ids.View.OWN_PROFILE,
        title=PlainTextObject(text=language.gettext("That’s me")),
        submit=PlainTextObject(text=language.gettext("Save")),
        close=PlainTextObject(text=language.gettext("Cancel")),
        private_metadata=carry(language, None),
        blocks=[
            InputBlock(
                block_id=ids.Block.PROFILE_URL,
                label=PlainTextObject(text=language.gettext("The address of your profile")),
                hint=PlainTextObject(
                    text=language.gettext("As feeds give it, for example https://fosstodon.org/@me")
                ),
                element=UrlInputElement(action_id=ids.Action.INPUT),
            )
        ],
    ).to_dict()


def read_voice(values: StateValues, language: Language) -> str | Errors:
    """Read which colleague (Slack id) was chosen."""
    chosen = values.get(ids.Block.VOICE, {}).get(ids.Action.INPUT, {}).get("selected_user")
    return str(chosen) if chosen else {ids.Block.VOICE: language.gettext("Choose somebody.")}


def read_own_profile(values: StateValues, language: Language) -> str | Errors:
    """Read and check the address of a profile."""
    given = values.get(ids.Block.PROFILE_URL, {}).get(ids.Action.INPUT, {}).get("value")
    address = web_address(str(given or ""))
    if address is None:
        return {ids.Block.PROFILE_URL: language.gettext("A link starts with https:// or http://.")}
    if len(address) > LONGEST_URL:
        too_long = language.gettext(
            "That is too long: {limit} characters at most.", limit=language.number(LONGEST_URL)
        )
        return {ids.Block.PROFILE_URL: too_long}
    return address
