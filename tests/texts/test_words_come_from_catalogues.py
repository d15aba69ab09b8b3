"""No word is said that the catalogues do not know."""

import ast
import inspect
from pathlib import Path
from types import ModuleType

import pytest

import bot
from bot import (
    answer_doubts,
    answer_modal,
    answer_reading,
    card_answers,
    cards,
    digest_message,
    fits_line,
    give_modal,
    home,
    home_contacts,
    house_rules_modal,
    importing,
    known_to,
    modals,
    person_modals,
    review_modal,
    rules_modal,
    snippet_modal,
    submissions,
    voice_modals,
    watch_modal,
)
from bot.answers import (
    claims,
    contacts,
    feed_choice,
    feed_lists,
    feeds,
    files,
    first_call,
    forgetting,
    guidance,
    hand_overs,
    lessons,
    lists,
    log,
    mutes,
    own_answers,
    people,
    person_pages,
    reminders,
    reviews,
    rules,
    snippets,
    tips,
    voices,
    watches,
)
from bot.answers import map as map_answers
from bot.demo import tour
from bot.message import said
from tests.texts.examples import NAMES, everything
from tests.texts.given import Given
from tests.texts.pseudo import PseudoLanguage, unmarked_words
from tests.texts.source_texts import texts_outside
from tests.texts.visible import visible

SAYING = (
    *(cards, modals, rules_modal, submissions, home, digest_message, watch_modal, importing),
    *(claims, feeds, feed_choice, feed_lists, files, guidance, lists, log, mutes, people, rules),
    *(tour, watches, map_answers, tips, house_rules_modal, forgetting),
    *(person_modals, person_pages, known_to, contacts, fits_line),
    *(voices, voice_modals, home_contacts),
    *(hand_overs, first_call, give_modal, reminders),
    *(answer_doubts, answer_modal, answer_reading, card_answers, lessons, own_answers),
    *(snippet_modal, snippets, review_modal, reviews),
)
ROOT = Path(bot.__file__).parents[1]


def test_every_word_that_is_shown_is_translated() -> None:
    outside = [
        (name, text)
        for name, drawn in everything(PseudoLanguage(), Given())
        for text in visible(drawn)
        if unmarked_words(text, [*NAMES.values(), "https"])
    ]

    assert outside == []


@pytest.mark.parametrize(
    "text",
    ["Hello", "⟦Hello⟧ you", "<https://a.b/|Label>", "<!date^1^{date_short_pretty} {time}|May>"],
)
def test_a_word_from_outside_the_catalogues_is_noticed(text: str) -> None:
    assert any(unmarked_words(shown, []) for shown in visible(said(text)))


def test_every_function_that_speaks_is_among_the_examples() -> None:
    drawn = {name for name, _ in everything(PseudoLanguage(), Given())}
    speaking = {name for module in SAYING for name in _speaking(module)}

    assert speaking - drawn == {"carry"}, "which writes for the bot's own eyes"


def _speaking(module: ModuleType) -> list[str]:
    return [
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "language" in inspect.signature(function).parameters
    ]


def test_no_source_file_puts_words_where_a_text_is_shown() -> None:
    outside = [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for folder in ("bot", "handlers")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not path.name.startswith("command_line")
        for line, text in texts_outside(ast.parse(path.read_text("utf-8")))
    ]

    assert outside == []


@pytest.mark.parametrize(
    "source",
    [
        'say("Hello you")',
        'client.chat_postMessage(channel=c, text="Saved")',
        'PlainTextObject(text="Save")',
        'section("two words")',
        'respond(f"Claimed by {name}")',
        'InputBlock(label=PlainTextObject(text="as is" if x else y))',
        'said(language.gettext("fine") + " not fine")',
        'button("Claim", Action.CLAIM, 1)',
    ],
)
def test_words_in_source_are_noticed(source: str) -> None:
    assert len(texts_outside(ast.parse(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'say(language.gettext("Hello you"))',
        'section(f"*{name}* · {language.ngettext("One", "Many", n)}")'.replace(
            '"One", "Many"', "'One', 'Many'"
        ),
        "PlainTextObject(text=text)",
        'button(text, "card_claim", 1)',
        'said(" · ".join(parts))',
    ],
)
def test_translated_words_in_source_pass(source: str) -> None:
    assert texts_outside(ast.parse(source)) == []
