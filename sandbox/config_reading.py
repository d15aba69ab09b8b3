"""Reading plain data into dataclasses: every mistake is noted, none is the last one told."""

from __future__ import annotations

import math
from dataclasses import is_dataclass
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.document import Document, Place

_T = TypeVar("_T")
_YES, _NO = ("true", "yes", "on"), ("false", "no", "off")
_KINDS = {str: "a text", dict: "a mapping of keys to values", list: "a list", NoneType: "nothing"}
_KINDS |= {bool: "true or false", float: "a number from 0 on", int: "a whole number from 0 on"}


class Reading:
    """One document while it is read, and the mistakes found in it so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._noted: list[tuple[int, str]] = []

    @property
    def problems(self) -> list[str]:
        """List the mistakes in the order of the document."""
        return [told for _, told in sorted(self._noted, key=lambda noted: noted[0])]

    def note(self, place: Place, what: str) -> None:
        """Note a mistake."""
        told = f"{self.document.where(place)}: {what}"
        self._noted.append((self.document.line(place), told))

    def note_all(self, place: Place, told: list[str]) -> None:
        """Note the mistakes of another document that is named at a place."""
        self._noted += [(self.document.line(place), each) for each in told]

    def mapping(self, data: object, place: Place) -> dict[str, Any]:
        """Take a mapping; anything else is a mistake and read as an empty one."""
        if isinstance(data, dict):
            return data
        if not _is_nothing(data):
            self._other_kind(dict, data, place)
        return {}

    def items(self, data: object, place: Place) -> list[object]:
        """Take a list; anything else is a mistake and read as an empty one."""
        if isinstance(data, (list, tuple)):
            return list(data)
        if not _is_nothing(data):
            self._other_kind(list, data, place)
        return []

    def build(self, cls: type[_T], data: object, place: Place) -> _T | None:
        """Make a dataclass from a mapping; what is wrong keeps its default.

        Gives None when not even a part of it makes sense.
        """
        mapping = self.mapping(data, place)
        hints = get_type_hints(cls)
        known = list(hints)
        for key in mapping:
            if key not in known:
                self.note((*place, str(key)), f"there is no {key}; {nearest(str(key), known)}")
        values = {
            key: value
            for key in mapping
            if key in known
            and (value := self.read(hints[key], mapping[key], (*place, key))) is not None
        }
        try:
            return cls(**values)
        except (TypeError, ValueError) as error:
            if isinstance(data, dict) or _is_nothing(data):
                missing = "command" if isinstance(error, TypeError) else "name"
                self.note(place, f"{missing} is missing")
            return None

    def read(self, hint: Any, data: object, place: Place) -> Any:  # noqa: ANN401  # any type; one for each
        """Read a value of a type; None when it is left empty or wrong."""
        if get_origin(hint) is UnionType:
            (hint,) = [each for each in get_args(hint) if each is not NoneType]
        if get_origin(hint) is tuple:
            return self._read_tuple(get_args(hint)[0], data, place)
        if is_dataclass(hint) and isinstance(hint, type):
            return data if isinstance(data, hint) else self.build(hint, data, place)
        if hint is str and isinstance(data, str):
            return data
        if _is_nothing(data):
            return None
        if hint is bool and isinstance(data, (bool, str)):
            word = str(data).lower()
            if word in (*_YES, *_NO):
                return word in _YES
        elif hint in {int, float} and (number := _number(hint, data)) is not None:
            return number
        return self._other_kind(hint, data, place)

    def _read_tuple(self, hint: object, data: object, place: Place) -> tuple[Any, ...] | None:
        if _is_nothing(data):
            return None
        read = [
            self.read(hint, each, (*place, number))
            for number, each in enumerate(self.items(data, place))
        ]
        return tuple(each for each in read if each is not None)

    def _other_kind(self, wanted: type, data: object, place: Place) -> None:
        got = repr(data[:40]) if isinstance(data, str) else _KINDS.get(type(data), "something else")
        self.note(place, f"this must be {_KINDS[wanted]}, and is {got}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Say what was probably meant, or what there is."""
    known = list(known)
    begun = [each for each in known if word and each.startswith(word)]
    close = begun or get_close_matches(word, known, 1)
    return f"do you mean {close[0]}?" if close else f"there are {', '.join(known) or 'none'}"


def _is_nothing(data: object) -> bool:
    return data is None or (isinstance(data, str) and data in {"", "null", "~"})


def _number(hint: type, data: object) -> float | None:
    if isinstance(data, bool) or not isinstance(data, (int, float, str)):
        return None
    try:
        number = hint(data)
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number < math.inf else None
