"""A language that marks every word the catalogues can translate."""

import gettext
import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale

from bot.language import Language

_PLACEHOLDER = re.compile(r"(\{\w+\})")
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
# Slack replaces these itself; commands are typed the same in every language.
_NOT_WORDS = re.compile(
    r"<!date\^\d+\^\{date_short(_pretty\} \{time)?\}\|"
    r"|<https?://[^|>]*\||<[@#][A-Z0-9]+>|:[a-z_]+:|`/mentions [a-z0-9 ]+`"
)


def mark(text: str) -> str:
    """Mark what stands between the placeholders."""
    parts = _PLACEHOLDER.split(text)
    return "".join(p if _PLACEHOLDER.fullmatch(p) else f"⟦{p}⟧" for p in parts if p)


def unmarked_words(text: str, given: Sequence[str]) -> str:
    """Return the letters that come neither from a catalogue nor from what was given."""
    rest = _NOT_WORDS.sub("", _MARKED.sub("", text))
    for word in given:
        rest = rest.replace(word, "")
    return "".join(c for c in rest if c.isalpha())


class _Marking(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        """Mark instead of translating."""
        return mark(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Mark the form that English has."""
        return mark(msgid1 if n == 1 else msgid2)


class PseudoLanguage(Language):
    """Marks texts, and writes dates and lists as if they came from a catalogue."""

    def __init__(self) -> None:
        super().__init__("xx", Locale("en"), _Marking())

    def short_date(self, day: date) -> str:
        """Mark a short day."""
        return mark(super().short_date(day))

    def date(self, day: date) -> str:
        """Mark a day."""
        return mark(super().date(day))

    def moment(self, at: datetime, zone: ZoneInfo) -> str:
        """Mark a moment."""
        return mark(super().moment(at, zone))

    def ago(self, at: datetime, now: datetime) -> str:
        """Mark a span."""
        return mark(super().ago(at, now))

    def list(self, items: Sequence[str]) -> str:
        """Mark what joins."""
        return "⟦, ⟧".join(items)
