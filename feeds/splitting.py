"""Splitting: a feed document into its head and its entries, without reading what they mean.

A poll mostly brings what the last one brought. Cut into slices, an entry that is known already is
recognised by its digest, and only the head and the others have to be read.
"""

import re
import xml.parsers.expat
from collections.abc import Collection, Container, Iterator
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
_START = re.compile(rb"<((?:[\w.-]+:)?(?:item|entry))[\s>]")


@dataclass(frozen=True, slots=True)
class Split:
    """A document in slices: ``entries`` in order, ``rest`` around them (one slice more).

    ``digests`` has one for each entry, in its ``context``: what changes how every entry reads, the
    start tags around them.
    """

    rest: tuple[bytes, ...]
    entries: tuple[bytes, ...]
    context: bytes
    digests: tuple[bytes, ...]

    def with_only(self, wanted: Container[int]) -> bytes:
        """Give the document without the entries whose place in it is not wanted."""
        kept = [self.rest[0]]
        for place, entry in enumerate(self.entries):
            if place in wanted:
                kept.append(entry)
            kept.append(self.rest[place + 1])
        return b"".join(kept)


def split_xml(document: bytes, known: Collection[bytes] = ()) -> Split | None:
    """Split an RSS or Atom document in UTF-8; None for all that is not plain and well formed.

    A document type is not plain: it could declare entities, which grow without bounds. ``known``
    are digests of entries; where a document has some of them it is split sooner.
    """
    return _split_around(document, known) or _slice(document)


def _split_around(document: bytes, known: Collection[bytes]) -> Split | None:
    """Split a document whose known entries need no look: they were sliced like this before.

    In their places stand marks while the rest is sliced. None where that does not come out even.
    """
    first = _START.search(document) if known else None
    head = _read(document[: first.start()], whole=False) if first else None
    if first is None or head is None or (mark := b"<%s/>" % first[1]) in document:
        return None
    context = head.context_so_far()
    key = digest_of(context)
    kept, cut = [], []
    at = 0
    for start, end in _elements(document, first[1]):
        entry = document[start:end]
        digest = digest_of(entry, key)
        if digest in known:
            kept += [document[at:start], mark]
            cut.append((entry, digest))
            at = end
    lean = _slice(b"".join([*kept, document[at:]])) if cut else None
    if lean is None or lean.context != context or lean.entries.count(mark) != len(cut):
        return None
    put_back = iter(cut)
    both = [
        next(put_back) if entry == mark else (entry, digest)
        for entry, digest in zip(lean.entries, lean.digests, strict=True)
    ]
    entries, digests = zip(*both, strict=True)
    return Split(lean.rest, entries, context, digests)


def _elements(document: bytes, name: bytes) -> Iterator[tuple[int, int]]:
    """Find what looks like elements of a name: where each begins and is over."""
    start = document.find(b"<" + name)
    over = b"</%s>" % name
    while start >= 0 and (end := document.find(over, start)) >= 0:
        yield start, end + len(over)
        start = document.find(b"<" + name, end)


def _slice(document: bytes) -> Split | None:
    """Split a document as ``split_xml`` does, looking at all of it."""
    slicer = _read(document, whole=True)
    return slicer.split() if slicer is not None else None


def _read(document: bytes, *, whole: bool) -> "_Slicer | None":
    """Let expat tell of a document, or of its beginning; None where that is not plain."""
    parser = xml.parsers.expat.ParserCreate("utf-8")
    slicer = _Slicer(document, parser)
    parser.StartElementHandler = slicer.start
    parser.EndElementHandler = slicer.end
    parser.StartDoctypeDeclHandler = slicer.refuse
    try:
        parser.Parse(document, whole)
    except (xml.parsers.expat.ExpatError, _NotPlainError):
        return None
    return slicer


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

    def context_so_far(self) -> bytes:
        return "".join(self.context).encode(errors="replace")

    def split(self) -> Split | None:
        if not self.context:
            return None
        marks = [0, *self.bounds, len(self.document)]
        slices = [self.document[start:end] for start, end in pairwise(marks)]
        context = self.context_so_far()
        key = digest_of(context)
        entries = tuple(slices[1::2])
        digests = tuple(digest_of(entry, key) for entry in entries)
        return Split(tuple(slices[::2]), entries, context, digests)

    def _after(self, name: str, index: int) -> int:
        """Give where an element is over: expat stands before an end tag, or behind <item/>."""
        if self.document.startswith(b"</" + name.encode(), index):
            return self.document.index(b">", index) + 1
        return index
