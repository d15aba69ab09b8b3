"""Rules as they are understood: a tree of frozen values.

Trees are made with ``all_of``, ``any_of`` and ``none_of``, which give one meaning one form.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from feeds.entries import EntryKind


class Field(StrEnum):
    """Parts of an entry that a rule can name."""

    TITLE = "title"
    AUTHOR = "author"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase, whatever its case and accents; ``acme*`` is open at its end."""

    text: str
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Exact:
    """A text exactly as written: case, accents and signs count."""

    text: str


@dataclass(frozen=True, slots=True)
class Domain:
    """A host with all that lies under it, in links and in the text; the path may be empty."""

    host: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Within:
    """Something that must stand in one part of the entry."""

    field: Field
    term: Words | Exact | Domain


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The language that the entry or its feed declares, such as ``de`` or ``de-ch``."""

    code: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """A post, or a comment on one."""

    kind: EntryKind


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; without parts, everything passes."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One part at least holds."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Rule"


Term = Words | Exact | Domain | Within | InLanguage | OfKind
"""What is looked for; the rest joins terms."""
Rule = Term | And | Or | Not

EVERYTHING = And(())
"""The rule that an empty text means."""


def all_of(parts: Iterable[Rule]) -> Rule:
    """Join with AND; what is joined so already becomes part of it, and twice is once."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, And) else (part,))]
    distinct = tuple(dict.fromkeys(flat))
    return distinct[0] if len(distinct) == 1 else And(distinct)


def any_of(parts: Iterable[Rule]) -> Rule:
    """Join with OR, at least one part; what is joined so already becomes part of it, once."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, Or) else (part,))]
    distinct = tuple(dict.fromkeys(flat))
    return distinct[0] if len(distinct) == 1 else Or(distinct)


def none_of(part: Rule) -> Rule:
    """Negate; twice is not at all."""
    return part.part if isinstance(part, Not) else Not(part)
