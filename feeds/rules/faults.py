"""What can be wrong with the text of a rule, and where."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a text is no rule; ``word`` of the RuleError names what is meant."""

    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    QUOTE_OPEN = "quote_open"
    BACKTICK_OPEN = "backtick_open"
    PARENTHESIS_OPEN = "parenthesis_open"
    PARENTHESIS_EMPTY = "parenthesis_empty"
    PARENTHESIS_EXTRA = "parenthesis_extra"
    NOTHING_BEFORE = "nothing_before"
    NOTHING_AFTER = "nothing_after"
    NOTHING_TO_FIND = "nothing_to_find"
    STAR_INSIDE = "star_inside"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_KIND = "unknown_kind"


class RuleError(ValueError):
    """A text that is no rule: what is wrong, at which character (from 0), with which word."""

    def __init__(self, fault: Fault, position: int, word: str = "") -> None:
        super().__init__(f"{fault} at {position}: {word!r}")
        self.fault = fault
        self.position = position
        self.word = word

    def __reduce__(self) -> tuple[type["RuleError"], tuple[Fault, int, str]]:
        return RuleError, (self.fault, self.position, self.word)
