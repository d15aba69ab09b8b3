"""Matching: whether an entry passes a rule, and what in the rule let it."""

from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from feeds.entries import Entry
from feeds.folding import Folded, as_written, folded, stands_as_written
from feeds.languages import is_in_language
from feeds.rules.tree import (
    And,
    Domain,
    Exact,
    Field,
    InLanguage,
    Not,
    OfKind,
    Or,
    Rule,
    Term,
    Within,
    Words,
)
from feeds.rules.writing import write_rule


def matches(rule: Rule, entry: Entry) -> bool:
    """Tell whether an entry passes a rule. Words are looked for in its title and its text."""
    return _holds(rule, _Searched(entry))


def matched_terms(rule: Rule, entry: Entry) -> tuple[str, ...]:
    """Name the parts of a rule for which an entry passed, as a rule is written; each once.

    What must not occur is never the reason; an entry that does not pass has none.
    """
    searched = _Searched(entry)
    if not _holds(rule, searched):
        return ()
    return tuple(dict.fromkeys(map(write_rule, _reasons(rule, searched))))


class _Searched:
    """An entry as it is searched; each part is folded once, when a rule asks for it."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.whole = f"{entry.title}\n{entry.text or entry.excerpt}"

    @cached_property
    def folded_whole(self) -> Folded:
        return folded(self.whole)

    @cached_property
    def written_whole(self) -> str:
        return as_written(self.whole)

    @cached_property
    def addressed_whole(self) -> str:
        """The text in which addresses are looked for, also those that are made no links."""
        return self.whole.casefold().replace("[.]", ".").replace("(.)", ".")

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Hosts and paths that the entry links to, its own page first."""
        found = [self.entry.link, *self.entry.links]
        return [_host_and_path(link) for link in found if link]

    def part(self, field: Field) -> list[str]:
        """Give the texts of one part of the entry."""
        match field:
            case Field.TITLE:
                return [self.entry.title]
            case Field.AUTHOR:
                return [
                    name
                    for author in self.entry.authors
                    for name in (author.name, author.url)
                    if name
                ]
            case Field.SITE:
                return [self.entry.place, *(host for host, _ in self.links[:1] if self.entry.link)]


def _holds(rule: Rule, searched: _Searched) -> bool:
    match rule:
        case And(parts):
            return all(_holds(part, searched) for part in parts)
        case Or(parts):
            return any(_holds(part, searched) for part in parts)
        case Not(part):
            return not _holds(part, searched)
        case _:
            return _is_met(rule, searched)


def _is_met(term: Term, searched: _Searched) -> bool:
    match term:
        case Words():
            return _has_words(searched.folded_whole, term)
        case Exact(text):
            return stands_as_written(searched.written_whole, text)
        case Domain():
            return _has_domain(searched, term)
        case Within(field, wanted):
            return any(_is_within(text, wanted) for text in searched.part(field))
        case InLanguage(code):
            return is_in_language(searched.entry.language, code)
        case OfKind(kind):
            return searched.entry.kind is kind


def _reasons(rule: Rule, searched: _Searched) -> Iterator[Rule]:
    match rule:
        case And(parts) | Or(parts):
            for part in parts:
                if _holds(part, searched):
                    yield from _reasons(part, searched)
        case Not():
            return
        case _:
            yield rule


def _is_within(text: str, term: Words | Exact | Domain) -> bool:
    match term:
        case Words():
            return _has_words(folded(text), term)
        case Exact(wanted):
            return stands_as_written(as_written(text), wanted)
        case Domain(host):
            return _lies_under(_ascii(text), _ascii(host))


def _has_words(text: Folded, words: Words) -> bool:
    wanted = folded(words.text)
    return text.holds(wanted, open_start=words.open_start, open_end=words.open_end)


def _has_domain(searched: _Searched, domain: Domain) -> bool:
    host, path = _ascii(domain.host), domain.path.casefold()
    for linked, there in searched.links:
        if _lies_under(linked, host) and f"{there}/".startswith(f"{path}/"):
            return True
    wanted = domain.host.casefold() + path
    text = searched.addressed_whole
    at = text.find(wanted)
    while at >= 0:
        if _is_address(text, at, at + len(wanted)):
            return True
        at = text.find(wanted, at + 1)
    return False


def _is_address(text: str, start: int, end: int) -> bool:
    """Tell whether an address stands there that does not go on as another host."""
    before, after, next_ = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    goes_on = after == "." and next_.isalnum() and "/" not in text[start:end]
    return not (before.isalnum() or before == "-" or after.isalnum() or after == "-" or goes_on)


def _host_and_path(link: str) -> tuple[str, str]:
    try:
        parts = urlsplit(link)
        return _ascii(parts.hostname or ""), parts.path.rstrip("/").casefold()
    except ValueError:
        return "", ""


def _lies_under(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _ascii(host: str) -> str:
    """Write a host as the name service does, so that both spellings of müller.de are one."""
    try:
        return host.lower().encode("idna").decode()
    except UnicodeError:
        return host.lower()
