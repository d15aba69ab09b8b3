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
    SNIPPET = "answer_snippet"
    """The options' values are snippets' ids; it ends with a number as TYPED does."""
    ASK = "answer_ask"
    LESSON_TELL = "lesson_tell"
    """The value is that of ``lesson_value``."""
    REVIEW_GOOD = "review_good"
    """The value is the review's id, as it is of the next two."""
    REVIEW_BETTER = "review_better"
    REVIEW_USE = "review_use"
    SNIPPET_ADD = "snippet_add"
    SNIPPET_MORE = "snippet_more"
    """Its options' values are those of ``snippet_value``."""


class Block(StrEnum):
    """The inputs of the modal, besides text and link."""

    DAY = "answer_day"
    JOINED = "answer_joined"
    LESSON = "answer_lesson"
    TOPIC = "answer_topic"
    KNOWN_TOPIC = "answer_known_topic"
    CHANNEL = "answer_channel"
    SNIPPET = "answer_snippet"
    READER = "answer_reader"
    BETTER = "review_wording"
    SNIPPET_NAME = "snippet_name"
    SNIPPET_TEXT = "snippet_text"
    SURE = "answer_sure"
    """Its one option's value is the site of which somebody is sure."""


class View(StrEnum):
    """Callback ids of modals."""

    SNIPPET = "snippet_modal"
    BETTER = "review_modal"


class SnippetMore(StrEnum):
    """What the menu of a snippet offers."""

    EDIT = "edit"
    REMOVE = "remove"


def answer_value(number: int, answer_id: int) -> str:
    """Write the value of a button about one answer to the mention with a number."""
    return f"{number}:{answer_id}"


def read_answer_value(value: str) -> tuple[int, int]:
    """Read the mention's number, and which of its answers."""
    number, _, answer_id = value.partition(":")
    return int(number), int(answer_id)


def lesson_value(lesson_id: int, channel: str) -> str:
    """Write the value of a button that tells a lesson in a channel."""
    return f"{lesson_id}:{channel}"


def read_lesson_value(value: str) -> tuple[int, str]:
    """Read which lesson shall be told in which channel."""
    lesson_id, _, channel = value.partition(":")
    return int(lesson_id), channel


def snippet_value(choice: SnippetMore, snippet_id: int) -> str:
    """Write the value of an option in the menu of a snippet."""
    return f"{choice}:{snippet_id}"


def read_snippet_value(value: str) -> tuple[SnippetMore, int]:
    """Read what was chosen in the menu of which snippet."""
    choice, _, snippet_id = value.partition(":")
    return SnippetMore(choice), int(snippet_id)


def numbered(action: Action, number: int) -> str:
    """Name an input anew, as Slack keeps what stands in one of the same name; 0: as it is."""
    return f"{action}_{number}" if number else str(action)


def read_numbered(action_id: str) -> int:
    """Read how often an input was named anew."""
    number = action_id.rpartition("_")[2]
    return int(number) if number.isdecimal() else 0
