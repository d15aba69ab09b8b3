"""Rules: what each form finds, and what it leaves alone."""

from dataclasses import replace
from typing import Any

import pytest

from feeds import Author, Entry, EntryKind
from feeds.rules import (
    EVERYTHING,
    LONGEST_RULE,
    Fault,
    RuleError,
    matched_terms,
    matches,
    read_rule,
    write_rule,
)

ENTRY = Entry(
    identity="id:1",
    title="Acme Cloud im Test",
    link="https://blog.example/post/1",
    authors=(Author("Mia Müller", "https://blog.example/@mia"),),
    place="blog.example",
    excerpt="Die Straße zur Acme-Cloud ist weit. Acmewerke und Hauptacme, sagt Zoë.",
    published=None,
    language="de-ch",
    links=("https://shop.acme.com/rucksack", "https://github.com/acme/tent"),
)


def passes(rule: str, entry: Entry = ENTRY, **changed: Any) -> bool:  # noqa: ANN401  # any field
    return matches(read_rule(rule), replace(entry, **changed))


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "  \n ",
        "acme",
        "ACME",
        "acme cloud",
        "acme AND cloud",
        "acme UND cloud",
        '"acme cloud"',
        "„acme cloud“",
        "«acme  cloud»",
        "acme-cloud",
        "weit OR nah",
        "nah ODER weit",
        "-nah",
        "–nah",
        "NOT nah",
        "NICHT nah",
        "NOT (nah OR fern)",
        "acme (nah OR weit) -fern",
        "nah fern OR weit",
        "acme\nweit",
        "strasse",
        "STRASSE",
        "zoe",
        "Zoë",
        "acmew*",
        "*acme",
        "*werke",
        "*mewer*",
        '"die straße zur acme*"',
        "`Acme-Cloud`",
        "`Zoë`",
        "`im Test Die`",
        "acme.com",
        "www.acme.com",
        "acme[.]com",
        "shop.acme.com/rucksack",
        "https://github.com/acme?tab=all",
        "github.com",
        "author:mia",
        "autor:mueller",
        'author: "mia müller"',
        "author:muller",
        "site:blog.example",
        "site:example.com OR site:blog",
        "title:cloud",
        "Titel:test",
        "title:`Cloud`",
        "lang:de",
        "lang:de-CH",
        "sprache:de_ch",
        "type:post",
        "typ:Beitrag",
        "-type:comment",
        '"OR" OR acme',
    ],
)
def test_what_a_rule_finds(rule: str) -> None:
    assert passes(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "acm",
        "cme",
        "nah",
        "acme nah",
        "acme and cloud",
        '"cloud acme"',
        "-acme",
        "NOT NOT NOT acme",
        "werke",
        "acmewerk",
        "`acme`",
        "`ACME`",
        "`Zoe`",
        "`Acm`",
        "`im  test`",
        "cme.com",
        "acme.co",
        "com.acme",
        "github.com/ac",
        "author:anna",
        "author:mi",
        "site:acme.com",
        "site:log.example",
        "title:weit",
        "lang:en",
        "lang:de-at",
        "type:comment",
        "weit -cloud",
        "poet OR tset",
    ],
)
def test_what_a_rule_leaves_alone(rule: str) -> None:
    assert not passes(rule)


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        pytest.param("müller", "Mueller", True, id="ue for ü"),
        pytest.param("mueller", "Müller", True, id="ü for ue"),
        pytest.param("muller", "MU\u0308LLER", True, id="an umlaut of two characters"),
        pytest.param("pot", "A poet", False, id="oe is not o"),
        pytest.param("smorrebrod", "Smørrebrød", True, id="Danish"),
        pytest.param("lodz", "Łódź", True, id="Polish"),
        pytest.param("istanbul", "İSTANBUL", True, id="Turkish"),
        pytest.param("acme", "Acme™ is here", True, id="a trade mark"),
        pytest.param("acme", "Acme's and Acme’s", True, id="a genitive"),
        pytest.param("acme's", "Acme’s tent", True, id="a curly apostrophe"),
        pytest.param("acme", "#acme @acme acme_cloud", True, id="hashtags and handles"),
        pytest.param("#acme", "acme", False, id="the hashtag only"),
        pytest.param("acme", "Ac\u00adme", True, id="a soft hyphen"),
        pytest.param("c++", "I like C++.", True, id="signs at the end"),
        pytest.param("c++", "I like C.", False, id="signs count"),
        pytest.param(".net", "with .NET 12", True, id="signs at the beginning"),
        pytest.param("東京", "私は東京に住む", True, id="Japanese, no spaces"),
        pytest.param("か", "が", False, id="a voiced sound is another one"),
        pytest.param("กรุงเทพ", "ไปกรุงเทพวันนี้", True, id="Thai, no spaces"),
        pytest.param("акме", "О компании АКМЕ.", True, id="Russian"),
        pytest.param("акме", "акмеист", False, id="part of a Russian word"),
        pytest.param("мои", "мой", False, id="й is a letter of its own"),
        pytest.param("елка", "Ёлка", True, id="ё is written е"),
        pytest.param("애크미", "애크미 클라우드", True, id="Korean"),
        pytest.param("애크미*", "애크미가 왔다", True, id="Korean with a particle"),
        pytest.param("سلام", "سَلَام", True, id="Arabic points"),
        pytest.param("कि", "की", False, id="Hindi vowel signs"),
        pytest.param("αθηνα", "ΑΘΉΝΑ", True, id="Greek"),
        pytest.param("🚀", "to the moon 🚀", True, id="an emoji"),
        pytest.param("acme.com", "see acme[.]com now", True, id="a domain made harmless"),
        pytest.param("acme.com", "see blog.acme.com.", True, id="under a domain, at the end"),
        pytest.param("acme.com", "see acme.com.au", False, id="the domain goes on"),
        pytest.param("acme.com", "see notacme.com", False, id="the domain begins earlier"),
        pytest.param("node.js", "in Node.js.", True, id="what looks like a domain"),
        pytest.param("müller.de", "auf Müller.de", True, id="a domain with an umlaut"),
    ],
)
def test_words_in_any_script(rule: str, text: str, *, found: bool) -> None:
    assert passes(rule, title=text, excerpt="", links=(), link=None) is found


@pytest.mark.parametrize(
    ("rule", "link"),
    [
        ("müller.de", "https://xn--mller-kva.de/"),
        ("xn--mller-kva.de", "https://www.müller.de/"),
        ("blog.example/post", "https://BLOG.example/post/1?x=1#y"),
    ],
)
def test_a_domain_is_found_in_the_entrys_own_link(rule: str, link: str) -> None:
    assert passes(rule, link=link, links=())


def test_the_whole_text_counts_not_only_the_excerpt() -> None:
    assert passes("needle", text="hay " * 1000 + "needle")


def test_what_declares_no_language_is_in_none() -> None:
    assert not passes("lang:de", language=None)
    assert passes("-lang:en", language=None)


def test_comments_are_told_from_posts() -> None:
    assert passes("type:comment", kind=EntryKind.COMMENT)


@pytest.mark.parametrize(
    ("rule", "terms"),
    [
        ("acme", ("acme",)),
        ('ACME nah OR "acme cloud" title:TEST', ('"acme cloud"', "title:TEST")),
        ("acme OR cloud OR acme", ("acme", "cloud")),
        ("nah", ()),
        ("-nah", ()),
        ("", ()),
        ("`Zoë` -type:comment github.com", ("`Zoë`", "github.com")),
    ],
)
def test_which_terms_let_an_entry_pass(rule: str, terms: tuple[str, ...]) -> None:
    assert matched_terms(read_rule(rule), ENTRY) == terms


def test_an_empty_text_lets_everything_pass() -> None:
    assert read_rule(" ") == EVERYTHING
    assert write_rule(EVERYTHING) == ""


@pytest.mark.parametrize(
    ("text", "fault", "position", "word"),
    [
        ("acme OR", Fault.NOTHING_AFTER, 7, "OR"),
        ("acme OR OR x", Fault.NOTHING_AFTER, 8, "OR"),
        ("acme NOT", Fault.NOTHING_AFTER, 8, "NOT"),
        ("(acme -)", Fault.NOTHING_AFTER, 7, "-"),
        ("title:", Fault.NOTHING_AFTER, 6, "title:"),
        ("title:(a b)", Fault.NOTHING_AFTER, 6, "title:"),
        ("ODER acme", Fault.NOTHING_BEFORE, 0, "ODER"),
        ("(AND acme)", Fault.NOTHING_BEFORE, 1, "AND"),
        ("a (b c", Fault.PARENTHESIS_OPEN, 2, ""),
        ("((a) b", Fault.PARENTHESIS_OPEN, 0, ""),
        ("a b)", Fault.PARENTHESIS_EXTRA, 3, ""),
        ("a ( ) b", Fault.PARENTHESIS_EMPTY, 2, ""),
        ("(", Fault.PARENTHESIS_EMPTY, 0, ""),
        ('acme "cloud', Fault.QUOTE_OPEN, 5, ""),
        ("acme `Cloud", Fault.BACKTICK_OPEN, 5, ""),
        ("`", Fault.BACKTICK_OPEN, 0, ""),
        ("acme & co", Fault.NOTHING_TO_FIND, 5, "&"),
        ('acme ""', Fault.NOTHING_TO_FIND, 5, '""'),
        ("` `", Fault.NOTHING_TO_FIND, 0, "` `"),
        ("acme *", Fault.NOTHING_TO_FIND, 5, "*"),
        ("ac*me", Fault.STAR_INSIDE, 0, "ac*me"),
        ("x titel_:y from:mia", Fault.UNKNOWN_FIELD, 11, "from:"),
        ("lang:german", Fault.UNKNOWN_LANGUAGE, 5, "german"),
        ("x type:reply", Fault.UNKNOWN_KIND, 7, "reply"),
        ("(" * 11 + "a" + ")" * 11, Fault.TOO_DEEP, 10, ""),
        ("a" * (LONGEST_RULE + 1), Fault.TOO_LONG, LONGEST_RULE, ""),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    text: str, fault: Fault, position: int, word: str
) -> None:
    with pytest.raises(RuleError) as raised:
        read_rule(text)

    assert (raised.value.fault, raised.value.position, raised.value.word) == (fault, position, word)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("( acme )   AND (cloud)", "acme cloud"),
        ("NICHT (a OR b)", "-(a OR b)"),
        ("(a b) OR c", "a b OR c"),
        ("a (b OR c)", "a (b OR c)"),
        ("a OR (b OR (c))", "a OR b OR c"),
        ("NOT -a", "a"),
        ("a b a OR a b", "a b"),
        ('"OR"', '"OR"'),
        ('"acme.com" acme.com', '"acme.com" acme.com'),
        ("titel:acme.com seite:acme.com", "title:acme.com site:acme.com"),
        ('site:"acme.com"', 'site:"acme.com"'),
        ("https://www.Acme[.]com/", "acme.com"),
        ("*a* “b  c*”", '*a* "b c*"'),
        ("typ:kommentar sprache:DE", "type:comment lang:de"),
        ('"-a" "a:b"', '"-a" "a:b"'),
    ],
)
def test_a_rule_is_written_plainly(text: str, written: str) -> None:
    assert write_rule(read_rule(text)) == written
    assert read_rule(written) == read_rule(text)
