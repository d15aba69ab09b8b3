"""What of a message or view a reader sees."""

from collections.abc import Iterator

from bot.message import Message
from tests.texts.given import Said


def visible(said: Said) -> Iterator[str]:
    """Give every text that Slack would show."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Message):
        yield said.text
        yield from _texts(said.blocks)
    else:
        yield from _texts(said)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, dict):
        if part.get("type") in ("plain_text", "mrkdwn"):
            yield part["text"]
        for each in part.values():
            yield from _texts(each)
