"""The XML parser that feedparser works with: expat, telling texts whole.

By itself expat tells a text in pieces, a new one at each reference and line, and escaped HTML is
full of them; feedparser looks around at each. As a driver by name it is also found at once, where
``xml.sax.make_parser`` looks for others on the whole path first, for every document.
"""

from typing import Any
from xml.sax.expatreader import ExpatParser

_BUFFER = 65_536


def create_parser() -> ExpatParser:
    """Make a parser, as ``xml.sax.make_parser`` asks its drivers to."""
    return _WholeTexts()


class _WholeTexts(ExpatParser):
    _parser: Any

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_size = _BUFFER
        self._parser.buffer_text = True
