"""Writing a rule: from a tree back to a text that means the same."""

import re

from feeds.rules.faults import RuleError
from feeds.rules.reading import read_rule
from feeds.rules.tree import (
    And,
    Domain,
    Exact,
    InLanguage,
    Not,
    OfKind,
    Or,
    Rule,
    Term,
    Within,
    Words,
)

_BARE = re.compile(r'[^\s()"“”„‟«»`:–−-][^\s()"“”„‟«»`:]*')


def write_rule(rule: Rule) -> str:
    """Write a rule in its shortest plain form; reading it gives the same tree."""
    match rule:
        case And(parts):
            return " ".join(_within_and(part) for part in parts)
        case Or(parts):
            return " OR ".join(map(write_rule, parts))
        case Not(part):
            return f"-{_grouped(part)}"
        case _:
            return _written(rule)


def _written(term: Term) -> str:
    match term:
        case InLanguage(code):
            return f"lang:{code}"
        case OfKind(kind):
            return f"type:{kind}"
        case Within(field, Words() as words):
            return f"{field}:{_words(words, bare=_reads_back(f'{field}:', term, words))}"
        case Within(field, inner):
            return f"{field}:{_written(inner)}"
        case Words():
            return _words(term, bare=_reads_back("", term, term))
        case Exact(text):
            return f"`{text}`"
        case Domain(host, path):
            return host + path


def _within_and(part: Rule) -> str:
    return f"({write_rule(part)})" if isinstance(part, Or) else write_rule(part)


def _grouped(part: Rule) -> str:
    return f"({write_rule(part)})" if isinstance(part, And | Or) else write_rule(part)


def _words(words: Words, *, bare: bool) -> str:
    starred = "*" * words.open_start + words.text + "*" * words.open_end
    return starred if bare else f'"{starred}"'


def _reads_back(prefix: str, term: Term, words: Words) -> bool:
    """Tell whether words mean themselves without quotes: no keyword, no domain, no field."""
    starred = _words(words, bare=True)
    if not _BARE.fullmatch(starred):
        return False
    try:
        return read_rule(prefix + starred) == term
    except RuleError:
        return False
