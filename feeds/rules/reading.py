"""Reading a rule: from the text that somebody wrote to a tree, or to the place of its fault."""

import re
from functools import cache, lru_cache
from typing import Any

from lark import Lark, Token, UnexpectedCharacters, UnexpectedToken

from feeds.entries import EntryKind
from feeds.folding import as_written, folded, has_words
from feeds.languages import language_tag
from feeds.rules.faults import Fault, RuleError
from feeds.rules.tree import (
    EVERYTHING,
    Domain,
    Exact,
    Field,
    InLanguage,
    OfKind,
    Rule,
    Within,
    Words,
    all_of,
    any_of,
    none_of,
)

LONGEST_RULE = 2_000
"""Characters of a rule's text."""
DEEPEST_RULE = 10
"""Parentheses within each other."""

FIELDS = {
    "title": "title",
    "titel": "title",
    "author": "author",
    "autor": "author",
    "site": "site",
    "seite": "site",
    "lang": "lang",
    "sprache": "lang",
    "type": "type",
    "typ": "type",
}
"""The fields' names, in English and German, with what they mean."""
_KINDS = {
    "post": EntryKind.POST,
    "beitrag": EntryKind.POST,
    "comment": EntryKind.COMMENT,
    "kommentar": EntryKind.COMMENT,
}
_ADDRESS = re.compile(
    r"(?:https?://)?(?P<host>(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?)\.?(?::\d+)?"
    r"(?P<path>/[^?#*]*)?(?:[?#].*)?",
    re.IGNORECASE,
)


# A poll reads the rules of all subscriptions whose feeds bring something, and most are the same.
@lru_cache(maxsize=1_000)
def read_rule(text: str) -> Rule:
    """Understand what somebody wrote; an empty text means that everything passes.

    Raises RuleError, with the place of the fault.
    """
    if not text:
        return EVERYTHING
    if len(text) > LONGEST_RULE:
        raise RuleError(Fault.TOO_LONG, LONGEST_RULE)
    seen: list[Token] = []
    opened: list[Token] = []
    steps = _parser().parse_interactive(text)
    try:
        for token in steps.iter_parse():
            seen.append(token)
            if token.type == "LPAR":
                opened.append(token)
                if len(opened) > DEEPEST_RULE:
                    raise RuleError(Fault.TOO_DEEP, _place(token))
            elif token.type == "RPAR" and opened:
                opened.pop()
        rule: Rule = steps.feed_eof(seen[-1] if seen else None)  # type: ignore[no-untyped-call]
    except UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        fault = Fault.BACKTICK_OPEN if text[at] == "`" else Fault.QUOTE_OPEN
        raise RuleError(fault, at) from error
    except UnexpectedToken as error:
        raise _unexpected(error.token, seen, opened, len(text)) from error
    return rule


def _unexpected(token: Token, seen: list[Token], opened: list[Token], end: int) -> RuleError:
    """Say what is wrong where a token does not fit: what came before tells."""
    before = seen if token.type == "$END" else seen[:-1]
    last = before[-1] if before else None
    place = end if token.type == "$END" else _place(token)
    if last is not None and last.type in {"AND", "OR", "NOT", "MINUS", "FIELD"}:
        return RuleError(Fault.NOTHING_AFTER, place, str(last))
    if token.type in {"AND", "OR"}:
        return RuleError(Fault.NOTHING_BEFORE, place, str(token))
    if last is not None and last.type == "LPAR":
        return RuleError(Fault.PARENTHESIS_EMPTY, _place(last))
    if token.type == "RPAR":
        return RuleError(Fault.PARENTHESIS_EXTRA, place)
    return RuleError(Fault.PARENTHESIS_OPEN, _place(opened[-1]) if opened else place)


class _Growing:
    """Grows the tree while the parser reads, so that no depth of nesting costs the stack."""

    def start(self, parts: list[Rule]) -> Rule:
        return parts[0] if parts else EVERYTHING

    def any(self, parts: list[Any]) -> Rule:
        return any_of(part for part in parts if not isinstance(part, Token))

    def all(self, parts: list[Any]) -> Rule:
        return all_of(part for part in parts if not isinstance(part, Token))

    def none(self, parts: list[Any]) -> Rule:
        return none_of(parts[-1])

    def term(self, tokens: list[Token]) -> Rule:
        return _in_field(*tokens) if len(tokens) > 1 else _term(tokens[0], may_be_domain=True)


@cache
def _parser() -> Lark:
    return Lark.open(
        "grammar.lark",
        rel_to=__file__,
        parser="lalr",
        lexer="basic",
        transformer=_Growing(),
    )


def _in_field(name: Token, value: Token) -> Rule:
    field = FIELDS.get(name[:-1].lower())
    if field is None:
        raise RuleError(Fault.UNKNOWN_FIELD, _place(name), str(name))
    if field == "lang":
        code = language_tag(_unquoted(value))
        if code is None:
            raise RuleError(Fault.UNKNOWN_LANGUAGE, _place(value), str(value))
        return InLanguage(code)
    if field == "type":
        kind = _KINDS.get(_unquoted(value).lower())
        if kind is None:
            raise RuleError(Fault.UNKNOWN_KIND, _place(value), str(value))
        return OfKind(kind)
    return Within(Field(field), _term(value, may_be_domain=field == Field.SITE))


def _term(token: Token, *, may_be_domain: bool) -> Words | Exact | Domain:
    inner = _unquoted(token)
    if token.type == "EXACT":
        if not as_written(inner):
            raise RuleError(Fault.NOTHING_TO_FIND, _place(token), str(token))
        return Exact(as_written(inner))
    if token.type == "WORD" and may_be_domain and (domain := _domain(inner)):
        return domain
    text = " ".join(inner.split())
    bare = text.strip("*").strip()
    if "*" in bare:
        raise RuleError(Fault.STAR_INSIDE, _place(token), str(token))
    if not has_words(folded(bare).plain):
        raise RuleError(Fault.NOTHING_TO_FIND, _place(token), str(token))
    return Words(bare, open_start=text.startswith("*"), open_end=text.endswith("*"))


def _domain(word: str) -> Domain | None:
    """Read a host, perhaps with a path, however it was written; None for any other word."""
    found = _ADDRESS.fullmatch(word.replace("[.]", "."))
    if found is None:
        return None
    host = found["host"].lower().removeprefix("www.")
    return Domain(host, (found["path"] or "").rstrip("/")) if "." in host else None


def _unquoted(token: Token) -> str:
    return str(token) if token.type == "WORD" else token[1:-1]


def _place(token: Token) -> int:
    return token.start_pos or 0
