"""What holds for every rule and every entry."""

import pickle
import unicodedata
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from feeds import Author, Entry, EntryKind
from feeds.folding import as_written, folded, has_words
from feeds.rules import LONGEST_RULE, Rule, RuleError, matched_terms, matches, read_rule, write_rule
from feeds.rules.tree import (
    And,
    Domain,
    Exact,
    Field,
    InLanguage,
    Not,
    OfKind,
    Within,
    Words,
    all_of,
    any_of,
    none_of,
)

ANY = st.text(st.characters(exclude_categories=()), max_size=40)
PIECES = st.sampled_from(
    [
        *("acme", "Zoë", "AND", "OR", "NOT", "UND", "ODER", "NICHT", "(", ")", "-", "–", '"', "„"),
        *("“", "`", "*", "title:", "author:", "site:", "lang:", "type:", "x:", "de", "post", ":"),
        *("acme.com", "[.]", "https://", "/", " ", "\n", "ß", "東京", "\u0301", "\x00", "🚀", "&"),
    ]
)
RULE_TEXTS = st.one_of(ANY, st.lists(PIECES, max_size=25).map("".join))
INSIDE_QUOTES = st.text(
    st.characters(exclude_characters='"“”„‟«»*', exclude_categories=["Cs"]), max_size=12
)
WORDS = st.builds(
    Words,
    INSIDE_QUOTES.map(lambda text: " ".join(text.split())).filter(
        lambda text: has_words(folded(text).plain)
    ),
    st.booleans(),
    st.booleans(),
)
EXACTS = INSIDE_QUOTES.map(lambda text: as_written(text.replace("`", ""))).filter(bool).map(Exact)
DOMAINS = st.builds(
    Domain, st.sampled_from(["acme.com", "blog.example", "müller.de"]), st.sampled_from(["", "/a"])
)
TERMS = st.one_of(
    WORDS,
    EXACTS,
    DOMAINS,
    st.builds(Within, st.sampled_from(Field), st.one_of(WORDS, EXACTS)),
    st.builds(Within, st.just(Field.SITE), DOMAINS),
    st.builds(InLanguage, st.sampled_from(["de", "en-gb"])),
    st.builds(OfKind, st.sampled_from(EntryKind)),
)
RULES: st.SearchStrategy[Rule] = st.recursive(
    TERMS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map(all_of)
        | st.lists(inner, min_size=1, max_size=4).map(any_of)
        | inner.map(none_of)
    ),
    max_leaves=10,
)
ENTRIES = st.builds(
    Entry,
    identity=st.just("id:1"),
    title=st.one_of(ANY, st.lists(PIECES).map(" ".join)),
    link=st.none() | st.sampled_from(["https://acme.com/a/b", "http://[broken", "https://x.test"]),
    authors=st.lists(st.builds(Author, ANY), max_size=2).map(tuple),
    place=ANY,
    excerpt=st.one_of(ANY, st.lists(PIECES).map("".join)),
    published=st.none(),
    language=st.sampled_from([None, "de", "en-gb"]),
    kind=st.sampled_from(EntryKind),
    links=st.lists(st.sampled_from(["https://blog.example/a", "https://xn--mller-kva.de"])).map(
        tuple
    ),
)


def read(text: str) -> Rule | RuleError:
    try:
        return read_rule(text)
    except RuleError as error:
        return error


@settings(max_examples=200)
@given(RULE_TEXTS)
def test_any_text_is_a_rule_or_a_fault_at_a_place_inside_it(text: str) -> None:
    rule = read(text)

    if isinstance(rule, RuleError):
        assert 0 <= rule.position <= len(text)
        assert pickle.loads(pickle.dumps(rule)).position == rule.position  # noqa: S301  # our own
    else:
        assert read_rule(write_rule(rule)) == rule


@settings(max_examples=100)
@given(RULES)
def test_a_rule_that_is_written_and_read_is_the_same(rule: Rule) -> None:
    text = write_rule(rule)

    if len(text) <= LONGEST_RULE:
        assert read_rule(text) == rule


@settings(max_examples=100)
@given(RULES, RULES, ENTRIES)
def test_not_and_or_are_those_of_logic(one: Rule, other: Rule, entry: Entry) -> None:
    first, second = matches(one, entry), matches(other, entry)

    assert matches(all_of([one, other]), entry) == (first and second)
    assert matches(any_of([one, other]), entry) == (first or second)
    assert matches(none_of(one), entry) != first
    assert matches(none_of(none_of(one)), entry) == first
    # De Morgan
    neither = matches(none_of(any_of([one, other])), entry)
    assert neither == matches(all_of([none_of(one), none_of(other)]), entry)


@settings(max_examples=200)
@given(RULES, ENTRIES)
def test_what_let_an_entry_pass_is_found_in_it(rule: Rule, entry: Entry) -> None:
    terms = matched_terms(rule, entry)

    assert not terms or matches(rule, entry)
    assert all(matches(read_rule(term), entry) for term in terms)


@settings(max_examples=50)
@given(WORDS, ENTRIES)
def test_words_are_found_wherever_they_stand_alone(words: Words, entry: Entry) -> None:
    # A mark at the beginning belongs to whatever stands before it.
    assume(not unicodedata.category(words.text[0]).startswith("M"))
    assert matches(words, replace(entry, title=words.text, excerpt="", text=""))
    assert matches(words, replace(entry, title="", excerpt=f"x. {words.text.upper()} .y", text=""))


@settings(max_examples=50)
@given(st.integers(0, LONGEST_RULE), st.sampled_from(["(", "-", "NOT ", "a OR (", '"', "a -("]))
def test_long_and_deep_texts_are_answered(length: int, piece: str) -> None:
    text = (piece * length)[:LONGEST_RULE]
    rule = read(text)

    assert not isinstance(rule, RuleError) or 0 <= rule.position <= len(text)


def test_the_longest_rule_is_held_against_the_longest_text() -> None:
    rule = read_rule(("aaaaaaaab* OR " * 200)[: LONGEST_RULE - 10].rpartition(" OR ")[0])
    entry = Entry("id:1", "", None, (), "", "a" * 10_000, None)

    assert not matches(rule, entry)
    assert isinstance(none_of(rule), Not)
    assert not isinstance(rule, And)
