"""Terms: whether what somebody watches for occurs in an entry."""

import re
import unicodedata


def occurs(term: str, *texts: str) -> bool:
    """Tell whether a term stands in one of the texts, as whole words.

    Case and accents make no difference, and white space is white space, however much.
    """
    wanted = r"\s+".join(re.escape(word) for word in _folded(term).split())
    if not wanted:
        return True
    pattern = re.compile(rf"(?<!\w){wanted}(?!\w)")
    return any(pattern.search(_folded(text)) is not None for text in texts)


def _folded(text: str) -> str:
    """Write a text without case, and letters without what is set above or below them."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
