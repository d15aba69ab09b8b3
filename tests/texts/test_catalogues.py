"""The catalogues hold every text of the sources, whole and in good German."""

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

import bot

ROOT = Path(bot.__file__).parents[1]
LOCALES = ROOT / "bot" / "locales"
PLURAL_HEADER = "nplurals=2; plural=(n != 1);"
DE = "de/LC_MESSAGES/botschafter.po"
EN = "en/LC_MESSAGES/botschafter.po"

GOOD = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Hello {name}"
msgstr "Hallo {name}"

msgid "{n} feed"
msgid_plural "{n} feeds"
msgstr[0] "{n} Feed"
msgstr[1] "{n} Feeds"
"""


def test_the_template_holds_every_text_of_the_sources() -> None:
    in_sources = set()
    for folder in ("bot", "handlers"):
        for _, _, ids, *_ in extract_from_dir(ROOT / folder, keywords=DEFAULT_KEYWORDS):
            in_sources.add(ids)

    assert _ids(_read("botschafter.pot")) == in_sources, "run `make messages`"


@pytest.mark.parametrize("path", [DE, EN])
def test_a_catalogue_holds_the_texts_of_the_template_and_no_others(path: str) -> None:
    catalogue = _read(path)

    assert _ids(catalogue) == _ids(_read("botschafter.pot")), "run `make messages`"
    assert not catalogue.obsolete
    assert catalogue.plural_forms == PLURAL_HEADER


def test_the_german_catalogue_is_complete() -> None:
    assert list(_faults(_read(DE), may_be_empty=False)) == []


def test_the_english_catalogue_changes_no_placeholder() -> None:
    assert list(_faults(_read(EN), may_be_empty=True)) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('"Hallo {name}"', '""', "not translated"),
        ('"Hallo {name}"', '"Hallo {nome}"', "other placeholders"),
        ('"Hallo {name}"', '"Hallo {name}, Gruß"', "ß"),
        ('"Hallo {name}"', '"„Hallo“ {name}"', "quotes"),
        ('"{n} Feeds"', '""', "not translated"),
        ('msgid "Hello', '#, fuzzy\nmsgid "Hello', "fuzzy"),
    ],
)
def test_a_bad_catalogue_is_noticed(tmp_path: Path, good: str, bad: str, fault: str) -> None:
    path = tmp_path / "bad.po"
    path.write_text(GOOD, "utf-8")
    assert list(_faults(_read(path), may_be_empty=False)) == []

    path.write_text(GOOD.replace(good, bad, 1), "utf-8")

    assert [what for _, what in _faults(_read(path), may_be_empty=False)] == [fault]


def _faults(catalogue: Catalog, *, may_be_empty: bool) -> Iterator[tuple[str, str]]:
    for message in catalogue:
        if not message.id:
            continue
        name = _as_tuple(message.id)[0]
        if message.fuzzy:
            yield name, "fuzzy"
        yield from ((name, what) for what in _faults_of(message, may_be_empty=may_be_empty))


def _faults_of(message: Message, *, may_be_empty: bool) -> Iterator[str]:
    assert message.string is not None
    translations = _as_tuple(message.string)
    if may_be_empty and not any(translations):
        return
    if not all(translations) or len(translations) != len(_as_tuple(message.id)):
        yield "not translated"
        return
    wanted = _placeholders(_as_tuple(message.id)[-1])
    if any(_placeholders(text) != wanted for text in translations):
        yield "other placeholders"
    if any("ß" in text for text in translations):
        yield "ß"
    if any(re.search('[„“”"]', text) for text in translations):
        yield "quotes"


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _read(path: str | Path) -> Catalog:
    with (LOCALES / path).open("rb") as file:
        return read_po(file)


def _ids(catalogue: Catalog) -> set[str | tuple[str, ...]]:
    return {m.id if isinstance(m.id, str) else tuple(m.id) for m in catalogue if m.id}


def _as_tuple(texts: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)
