"""Plain text: from HTML and untidy strings to text that is safe to store, compare and cut."""

import html
import re

import nh3

_MAX_HTML = 50_000
"""Characters of HTML that are read; the parser is quadratic in nesting."""
_LINES = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote br caption dd div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot "
        "th thead tr ul",
    )
)
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math"})
_BLOCKS_ONLY = nh3.Cleaner(
    tags=set(_LINES), clean_content_tags=set(_SILENT), attributes={}, link_rel=None
)
_TAG = re.compile(r"<[^>]*>")
_MARKUP = re.compile(r"[<&]")
# C0 and C1 controls but white space, lone surrogates (no encoding takes them), and the marks
# that turn the writing direction, with which text can be made to look like other text.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]"
)
_ELLIPSIS = "…"


def without_controls(text: str) -> str:
    """Remove control characters but white space."""
    # Most texts have none, and Python tells so much faster than the pattern would.
    return text if text.isprintable() else _CONTROLS.sub("", text)


def folded(text: str) -> str:
    """Fold all white space to single spaces; control characters go."""
    return " ".join(without_controls(text).split())


def tidied(text: str) -> str:
    """Fold white space within lines and drop empty lines; control characters go."""
    return "\n".join(line for line in map(folded, text.splitlines()) if line)


def html_to_text(markup: str) -> str:
    """Give the text of HTML: tags, scripts and styles gone, entities decoded, blocks as lines."""
    source = folded(markup[:_MAX_HTML])
    if not _MARKUP.search(source):
        return source
    return tidied(html.unescape(_TAG.sub("\n", _BLOCKS_ONLY.clean(source))))


def cut(text: str, length: int) -> str:
    """Cut ``text`` to at most ``length`` characters, after a word and with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - len(_ELLIPSIS)]
    words = re.match(r"(?s).*\s", head)
    if words and len(words[0]) > length // 2:
        head = words[0]
    return head.rstrip() + _ELLIPSIS
