"""Snippets as texts: their placeholders, how they are filled in, and whether one was changed."""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2s

PLACEHOLDERS = ("person", "title", "colleague")
_BRACES = re.compile(r"\{\s*([^{}\n]*?)\s*\}")


def unknown_placeholders(text: str) -> list[str]:
    """List what stands in braces and is no placeholder, each once, in order."""
    found = (name for name in _BRACES.findall(text) if name not in PLACEHOLDERS)
    return list(dict.fromkeys(found))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill in the placeholders, each once: braces in what is filled in stay as they are."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def mark_of(text: str) -> str:
    """Give a short mark by which a text is known again, whatever its blanks."""
    return blake2s(" ".join(text.split()).encode(errors="replace"), digest_size=5).hexdigest()


def is_unchanged(text: str, marks: Iterable[str]) -> bool:
    """Tell whether a text is one of those with these marks, word for word."""
    return mark_of(text) in marks
