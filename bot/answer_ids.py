"""The ids by which Slack tells the buttons, inputs and views about answers apart.

A button's value is the mention's number, where nothing else is said.
"""

from enum import StrEnum


class Action(StrEnum):
    """Buttons, menus, and inputs that tell each change."""

    TYPED = "answer_typed"
    """Every input of the modal; a number at its end lets Slack take new contents for it."""
    ADD = "answer_add"
    MINE = "answer_mine"
    CORRECT = "answer_correct"
    """The value is that of ``answer_value``."""
    WITHDRAW = "answer_withdraw"
    """The value is that of ``answer_value``."""


class Block(StrEnum):
    """The inputs of the modal, besides text and link."""

    DAY = "answer_day"
    JOINED = "answer_joined"
    LESSON = "answer_lesson"
    TOPIC = "answer_topic"
    KNOWN_TOPIC = "answer_known_topic"
    CHANNEL = "answer_channel"
    SURE = "answer_sure"
    """Its one option's value is the site of which somebody is sure."""


def answer_value(number: int, answer_id: int) -> str:
    """Write the value of a button about one answer to the mention with a number."""
    return f"{number}:{answer_id}"


def read_answer_value(value: str) -> tuple[int, int]:
    """Read the mention's number, and which of its answers."""
    number, _, answer_id = value.partition(":")
    return int(number), int(answer_id)
