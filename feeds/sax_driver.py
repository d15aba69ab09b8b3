"""The XML parser that feedparser works with: expat, made to tell texts whole and what is read only.

By itself expat tells a text in pieces, a new one at each reference and line, and escaped HTML is
full of them; feedparser looks around at each. Many elements of an entry say nothing that anybody
here asks for, and feedparser takes as long for a category as for a title. As a driver by name it is
also found at once, where ``xml.sax.make_parser`` looks for others on the whole path first, for
every document.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.expatreader import ExpatParser
from xml.sax.xmlreader import AttributesNSImpl

_BUFFER = 65_536
_ENTRIES = {"item", "entry"}
_UNREAD = {
    "": {"category", "comments"},
    "http://www.w3.org/2005/Atom": {"category"},
    "http://purl.org/dc/elements/1.1/": {"subject"},
    "http://purl.org/rss/1.0/modules/slash/": {"comments", "department", "hit_parade", "section"},
    "http://wellformedweb.org/CommentAPI/": {"comment", "commentRss"},
    "com-wordpress:feed-additions:1": {"post-id", "site"},
    "http://search.yahoo.com/mrss/": {"keywords", "rating", "thumbnail"},
    "http://www.itunes.com/dtds/podcast-1.0.dtd": {
        "block",
        "duration",
        "episode",
        "episodeType",
        "explicit",
        "image",
        "keywords",
        "season",
    },
}
"""Elements of an entry that feedparser need not hear of: local names, by namespace."""
_NOWHERE = -1
_NO_ATTRIBUTES = AttributesNSImpl({}, {})


def create_parser() -> ExpatParser:
    """Make a parser, as ``xml.sax.make_parser`` asks its drivers to."""
    return _WholeTexts()


class _Known(NamedTuple):
    """An element's name, and what is known of elements that are called so."""

    pair: tuple[str | None, str]
    is_entry: bool
    is_unread: bool


@lru_cache(maxsize=1024)
def _apart(name: str) -> _Known:
    """Take apart what expat calls an element: namespace, local name and prefix, or the name."""
    *namespace, local = name.split()[:2]
    uri = namespace[0] if namespace else None
    return _Known((uri, local), local in _ENTRIES, local in _UNREAD.get(uri or "", ()))


class _WholeTexts(ExpatParser):
    _parser: Any
    _cont_handler: Any
    _depth = 0
    _entry = _NOWHERE
    """How deep the last entry began."""
    _unread: tuple[str, Mapping[str, str]] = ("", {})
    """The element that is passed over at the moment."""

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_size = _BUFFER
        self._parser.buffer_text = True
        self._depth, self._entry = 0, _NOWHERE

    def start_element_ns(self, name: str, attrs: Mapping[str, str]) -> None:
        pair, is_entry, is_unread = _apart(name)
        if is_unread and self._depth == self._entry:
            self._unread = name, attrs
            self._listen(heeding=False)
            return
        self._depth += 1
        if is_entry:
            self._entry = self._depth
        if attrs:
            super().start_element_ns(name, attrs)
        else:
            self._cont_handler.startElementNS(pair, None, _NO_ATTRIBUTES)

    def end_element_ns(self, name: str) -> None:
        if self._depth == self._entry:
            self._entry = _NOWHERE
        self._depth -= 1
        self._cont_handler.endElementNS(_apart(name).pair, None)

    def _listen(self, *, heeding: bool) -> None:
        parser = self._parser
        parser.StartElementHandler = self.start_element_ns if heeding else self._go_deeper
        parser.EndElementHandler = self.end_element_ns if heeding else self._pass
        parser.CharacterDataHandler = self._cont_handler.characters if heeding else None

    def _go_deeper(self, name: str, attrs: Mapping[str, str]) -> None:
        # What stands inside of it may be read.
        self._listen(heeding=True)
        entry, self._entry = self._entry, _NOWHERE
        self.start_element_ns(*self._unread)
        self._entry = entry
        self.start_element_ns(name, attrs)

    def _pass(self, _name: str) -> None:
        self._listen(heeding=True)
