"""How a test looks: waiting for things to be seen, and saying what there was instead."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from sandbox.state import each_element
from sandbox.visible_text import all_text

if TYPE_CHECKING:
    from sandbox.errors import Json

_T = TypeVar("_T")
# Seconds between two looks: at first few, then a fifth of what was waited already, up to a tenth.
_POLL = 0.02
_LONGEST_POLL = 0.1
# As many as somebody reads when a test fails.
_SHOWN = 20
WITHIN = 15.0

Wanted: TypeAlias = Callable[[dict[str, Any]], object] | str
"""What a message or a view must be: it contains this text, or this function says yes."""


class DriverError(AssertionError):
    """What was asked for is not to be seen, or cannot be done."""


@dataclass(frozen=True, slots=True)
class CardWith:
    """What ``card_with`` gives: says whether a message is such a card, and what was wanted."""

    texts: tuple[str, ...]
    button: str | None
    reaction: str | None

    def __call__(self, message: Json) -> bool:
        """Tell whether a message is such a card."""
        shown = all_text(message)
        reactions = [each["name"] for each in message.get("reactions", [])]
        return (
            all(text in shown for text in self.texts)
            and self.button in (None, *controls_of(message.get("blocks") or []))
            and self.reaction in (None, *reactions)
        )

    def __str__(self) -> str:
        wanted = [repr(text) for text in self.texts]
        wanted += [f"the button {self.button!r}"] if self.button else []
        wanted += [f":{self.reaction}:"] if self.reaction else []
        return f"a card with {' and '.join(wanted)}"


def card_with(*texts: str, button: str | None = None, reaction: str | None = None) -> CardWith:
    """Describe a card: a message that shows all these texts, a button, a reaction.

    For ``waits_for`` and its kin, whose failure then says what was wanted and what there was.
    """
    return CardWith(texts, button, reaction)


def wait_until(look: Callable[[], _T], within: float, otherwise: Callable[[], str]) -> _T:
    """Look again and again until there is something to see; then say what there was instead."""
    start = time.monotonic()
    while True:
        if seen := look():
            return seen
        waited = time.monotonic() - start
        if waited > within:
            raise DriverError(f"Not seen within {within} s: {otherwise()}")
        time.sleep(min(max(_POLL, waited / 5), _LONGEST_POLL))


def newest(found: list[Json], wanted: Wanted) -> Json:
    """Give the last of some messages or views that fits, or contains a text; else nothing."""
    for each in reversed(found):
        if wanted in all_text(each) if isinstance(wanted, str) else wanted(each):
            return each
    return {}


def instead(wanted: Wanted, where: str, found: list[Json]) -> str:
    """Say what was wanted, and what was to be seen instead: texts, buttons, reactions."""
    sought = repr(wanted) if isinstance(wanted, str) else str(wanted)
    if not isinstance(wanted, (str, CardWith)):
        sought = "what fits"
    earlier = len(found) - _SHOWN
    more = [f"and {earlier} earlier"] if earlier > 0 else []
    shown = ", ".join([_on_screen(each) for each in found[-_SHOWN:]] + more)
    return f"{sought}; {where} {shown or 'nothing'}"


def controls_of(blocks: list[Json]) -> list[str]:
    """List the controls by what they show, or by their action id."""
    return [
        str((element.get("text") or {}).get("text") or element["action_id"])
        for _, element in each_element(blocks)
    ]


def _on_screen(shown: Json) -> str:
    reactions = "".join(f" :{each['name']}:" for each in shown.get("reactions", []))
    return repr(all_text(shown)) + reactions
