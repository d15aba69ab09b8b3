"""Finds words in source code that are shown without going through the catalogues."""

import ast
from collections.abc import Iterator

TRANSLATING = {"gettext", "ngettext"}
# Where a first argument is shown.
SHOWING = {
    "PlainTextObject",
    "MarkdownTextObject",
    "say",
    "respond",
    "chat_postMessage",
    "chat_postEphemeral",
    "chat_update",
    "said",
    "section",
    "plain_section",
    "context",
    "header",
    "button",
    "url_button",
    "message",
    "paragraphs",
}
SHOWN_KEYWORDS = {"text", "label", "placeholder", "title", "hint", "submit", "close"}


def texts_outside(tree: ast.AST) -> list[tuple[int, str]]:
    """Return line and words of each text that is shown and not translated."""
    found = {
        (constant.lineno, constant.col_offset): str(constant.value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument in _shown(call)
        for constant in _untranslated(argument)
    }
    return [(line, text) for (line, _), text in found.items()]


def _shown(call: ast.Call) -> Iterator[ast.AST]:
    yield from (word.value for word in call.keywords if word.arg in SHOWN_KEYWORDS)
    if _name(call) in SHOWING:
        yield from call.args[:1]


def _untranslated(node: ast.AST) -> Iterator[ast.Constant]:
    """Walk through an expression, but not into what is translated or shown by another call."""
    if isinstance(node, ast.Call) and _name(node) in TRANSLATING | SHOWING:
        return
    if isinstance(node, ast.Constant) and _has_words(node.value):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _untranslated(child)


def _has_words(value: object) -> bool:
    if not isinstance(value, str) or not any(c.isalpha() for c in value):
        return False
    return " " in value or value[:1].isupper()


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
