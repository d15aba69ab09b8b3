"""Languages: what feeds declare, written in one way.

A feed's own word counts (``xml:lang``, ``language``, ``dc:language``). Guessing from the text
would be wrong too often: most titles and posts are a line or two.
"""

import re

_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z0-9]{1,8})*", re.IGNORECASE)


def language_tag(declared: str | None) -> str | None:
    """Write a language as ``de`` or ``de-ch`` (RFC 5646); None for what is no language."""
    written = (declared or "").strip().replace("_", "-")
    found = _TAG.fullmatch(written)
    return written.lower() if found and found[1].lower() not in {"und", "mul", "zxx"} else None


def is_in_language(declared: str | None, wanted: str) -> bool:
    """Tell whether a declared tag is the wanted language, or a kind of it (RFC 4647, 3.3.1)."""
    return declared is not None and (declared == wanted or declared.startswith(f"{wanted}-"))
