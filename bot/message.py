"""A Slack message as plain data, and the few kinds of blocks ours are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.mrkdwn import web_address

# Slack refuses more, and answers msg_blocks_too_long from some 13,200 characters on.
LONGEST_SECTION = 3000
LONGEST_MESSAGE = 12_000
LONGEST_URL = 3000
LONGEST_VALUE = 2000
"""Characters of a button's value."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said: the text for notifications and screen readers, and the blocks.

    ``replaces``: as the answer to a button, it stands where the button stood.
    """

    text: str
    blocks: list[dict[str, Any]]
    replaces: bool = False


def message(text: str, blocks: Iterable[Block]) -> Message:
    """Make a message from blocks; slack_sdk checks each of them."""
    return Message(text, [block.to_dict() for block in blocks])


def said(text: str, *buttons: InteractiveElement | None) -> Message:
    """Make a message of one mrkdwn text, with buttons under it."""
    return message(text, [section(text), *actions(*buttons)])


def mrkdwn(text: str) -> MarkdownTextObject:
    """Say that a text is ours to format; Slack shall not go looking for names and links in it."""
    return MarkdownTextObject(text=text, verbatim=True)


def section(text: str, accessory: BlockElement | None = None) -> SectionBlock:
    """Show mrkdwn text, perhaps with one button beside it."""
    return SectionBlock(text=mrkdwn(text), accessory=accessory)


def plain_section(text: str) -> SectionBlock:
    """Show text as it is; nothing in it is parsed."""
    return SectionBlock(text=PlainTextObject(text=text, emoji=False))


def context(text: str) -> ContextBlock:
    """Show small grey mrkdwn text."""
    return ContextBlock(elements=[mrkdwn(text)])


def header(text: str) -> HeaderBlock:
    """Show a heading."""
    return HeaderBlock(text=PlainTextObject(text=text, emoji=True))


def button(text: str, action_id: str, value: int | str, *, primary: bool = False) -> ButtonElement:
    """Make a button."""
    return ButtonElement(
        text=PlainTextObject(text=text, emoji=True),
        action_id=action_id,
        value=str(value),
        style="primary" if primary else None,
    )


def url_button(text: str, action_id: str, value: int, url: str | None) -> ButtonElement | None:
    """Make a button that opens a page, if there is a page that Slack accepts."""
    address = web_address(url)
    if not address or len(address) > LONGEST_URL:
        return None
    label = PlainTextObject(text=text, emoji=True)
    return ButtonElement(text=label, action_id=action_id, value=str(value), url=address)


def actions(*elements: InteractiveElement | None) -> list[Block]:
    """Put buttons in a row; no row when there are none."""
    given = [element for element in elements if element]
    return [ActionsBlock(elements=given)] if given else []


def fitting(lines: Iterable[str], room: int = LONGEST_MESSAGE) -> list[str]:
    """Take as many lines from the start as a message has room for."""
    taken: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0 or len(line) > LONGEST_SECTION:
            break
        taken.append(line)
    return taken


def paragraphs(lines: Iterable[str]) -> list[Block]:
    """Pack lines into as few sections as they need; what has no room is left out."""
    packed: list[str] = []
    for line in fitting(lines):
        if packed and len(packed[-1]) + len(line) < LONGEST_SECTION:
            packed[-1] += f"\n{line}"
        else:
            packed.append(line)
    return [section(text) for text in packed]
