"""Asking once more before an answer is saved: whether its link is the right one."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block, CheckboxesElement, InputBlock, Option, PlainTextObject

from bot import ids
from bot.answer_ids import Action
from bot.answer_ids import Block as Input
from bot.language import Language
from bot.message import section
from bot.mrkdwn import inline
from feeds.sites import is_on, site_named

_OPTION = 150
_NOTE = "answer_doubt"
# What Slack takes back of a view that it sent (https://docs.slack.dev/reference/views).
_TAKEN_BACK = (
    "type",
    "callback_id",
    "title",
    "submit",
    "close",
    "private_metadata",
    "blocks",
)


def is_doubtful(link: str | None, sites: tuple[str, ...], sure: str) -> bool:
    """Tell whether a link leads elsewhere than expected, and nobody said that it is right.

    ``sure``: the site of which somebody said so. Where no site is expected, every link will do.
    """
    return bool(link and sites) and not is_on(link or "", sites) and sure != _site(link or "")


def ask_if_sure(
    view: Mapping[str, Any], link: str, sites: tuple[str, ...], language: Language
) -> dict[str, Any]:
    """Give the submitted modal again, with a question under its link; what was written stays."""
    blocks = [each for each in view["blocks"] if each.get("block_id") not in (_NOTE, Input.SURE)]
    at = (
        next(n for n, each in enumerate(blocks) if each.get("block_id") == ids.Block.REPLY_LINK) + 1
    )
    asked = [each.to_dict() for each in _question(link, sites, language)]
    kept = {name: view[name] for name in _TAKEN_BACK if view.get(name) is not None}
    return kept | {"blocks": [*blocks[:at], *asked, *blocks[at:]]}


def _question(link: str, sites: tuple[str, ...], language: Language) -> list[Block]:
    note = section(
        language.gettext(
            "🤔 This link leads to {site}, and the mention is on {expected}. Are you sure?",
            site=inline(_site(link), 100),
            expected=inline(sites[0], 100),
        )
    )
    note.block_id = _NOTE
    box = CheckboxesElement(
        action_id=Action.TYPED,
        options=[
            Option(
                value=_site(link), text=PlainTextObject(text=language.gettext("The link is right"))
            )
        ],
    )
    label = PlainTextObject(text=language.gettext("Then save once more"))
    return [note, InputBlock(block_id=Input.SURE, label=label, element=box, optional=True)]


def _site(link: str) -> str:
    return site_named(link)[:_OPTION]
