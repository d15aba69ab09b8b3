"""Splitting: a feed document into its head and its entries, without reading what they mean.

A poll mostly brings what the last one brought. Cut into slices, an entry that is known already is
recognised by its digest, and only the head and the others have to be read.
"""

import xml.parsers.expat
from collections.abc import Container
from dataclasses import dataclass, field
from itertools import pairwise

from feeds.known import digest_of

_ENTRIES = {
    ("rss", "channel", "item"),
    ("rss", "item"),
    ("RDF", "item"),
    ("feed", "entry"),
}
"""Where entries stand, by local names: RSS 0.91 to 2.0 and its early forms, RSS 1.0, Atom."""
_CONTAINERS = {path[:depth] for path in _ENTRIES for depth in range(1, len(path))}


@dataclass(frozen=True, slots=True)
class Split:
    """A document in slices: ``entries`` in order, ``rest`` around them (one slice more).

    ``context`` is what changes how every entry reads: the start tags around them.
    """

    rest: tuple[bytes, ...]
    entries: tuple[bytes, ...]
    context: bytes

    def digests(self) -> list[bytes]:
        """Give a digest for each entry, in its context."""
        context = digest_of(self.context)
        return [digest_of(entry, context) for entry in self.entries]

    def with_only(self, wanted: Container[int]) -> bytes:
        """Give the document without the entries whose place in it is not wanted."""
        kept = [self.rest[0]]
        for place, entry in enumerate(self.entries):
            if place in wanted:
                kept.append(entry)
            kept.append(self.rest[place + 1])
        return b"".join(kept)


def split_xml(document: bytes) -> Split | None:
    """Split an RSS or Atom document in UTF-8; None for all that is not plain and well formed.

    A document type is not plain: it could declare entities, which grow without bounds.
    """
    parser = xml.parsers.expat.ParserCreate("utf-8")
    reader = _Slicer(document, parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(document, True)  # noqa: FBT003, the signature is expat's
    except (xml.parsers.expat.ExpatError, _NotPlainError):
        return None
    return reader.split()


class _NotPlainError(Exception):
    """The document has something that is left to feedparser."""


@dataclass(slots=True)
class _Slicer:
    """Takes down where entries begin and end."""

    document: bytes
    parser: xml.parsers.expat.XMLParserType
    path: tuple[str, ...] = ()
    depth: int = 0
    bounds: list[int] = field(default_factory=list)
    context: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth != len(self.path) + 1:
            return
        path = (*self.path, name.rpartition(":")[2])
        if path in _CONTAINERS:
            self.path = path
            self.context.append(repr((name, sorted(attributes.items()))))
        elif path in _ENTRIES:
            self.path = path
            self.bounds.append(self.parser.CurrentByteIndex)

    def end(self, name: str) -> None:
        if self.depth == len(self.path):
            if self.path in _ENTRIES:
                self.bounds.append(self._after(name, self.parser.CurrentByteIndex))
            self.path = self.path[:-1]
        self.depth -= 1

    def refuse(self, *_declaration: object) -> None:
        raise _NotPlainError

    def split(self) -> Split | None:
        if not self.context:
            return None
        marks = [0, *self.bounds, len(self.document)]
        slices = [self.document[start:end] for start, end in pairwise(marks)]
        context = "".join(self.context).encode(errors="replace")
        return Split(tuple(slices[::2]), tuple(slices[1::2]), context)

    def _after(self, name: str, index: int) -> int:
        """Give where an element is over: expat stands before an end tag, or behind <item/>."""
        if self.document.startswith(b"</" + name.encode(), index):
            return self.document.index(b">", index) + 1
        return index
