"""The order of what was said in a channel or in a thread."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TS = re.compile(r"\d{1,16}(\.\d{1,6})?", re.ASCII)


def is_ts(text: str) -> bool:
    """Tell whether a text can be a message's ts, or a bound for some."""
    return _TS.fullmatch(text) is not None


class Timeline:
    """The ts of each message, oldest first; finding a place costs a few steps, however many."""

    def __init__(self, stamps: Iterable[str] = ()) -> None:
        self._stamps = sorted(stamps, key=float)

    def __len__(self) -> int:
        return len(self._stamps)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stamps)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        return self._stamps[at]

    def count_before(self, ts: str) -> int:
        """Count the messages older than a ts, which need not be one of them."""
        return bisect_left(self._stamps, float(ts), key=float)

    def count_until(self, ts: str) -> int:
        """Count the messages up to a ts, that one included."""
        return bisect_right(self._stamps, float(ts), key=float)

    def add(self, ts: str) -> None:
        """Put a message in its place; one that is there already stays."""
        at = self.count_before(ts)
        if self._stamps[at : at + 1] != [ts]:
            self._stamps.insert(at, ts)

    def remove(self, ts: str) -> None:
        """Take a message out, if it is there."""
        at = self.count_before(ts)
        if self._stamps[at : at + 1] == [ts]:
            del self._stamps[at]
