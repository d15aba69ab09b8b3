"""Answers say what is the case and what to do next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.answers import claims, feeds, guidance, lists
from bot.digest_message import digest
from bot.facts import DigestFacts, MentionFilter, MentionState
from bot.home_facts import HomeFacts
from bot.home_view import home
from bot.language import load_languages
from tests.texts.examples import NAMES, everything, mention, subscription
from tests.texts.given import NOW, ZURICH, Given
from tests.texts.visible import visible

LANGUAGES = load_languages()
ENGLISH = LANGUAGES.get("en")
GERMAN = LANGUAGES.get("de")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("lsit", "list"), ("clam", "claim"), ("set", "settings"), ("FEED", "feeds"), ("xyz", None)],
)
def test_the_nearest_subcommand_is_found(word: str, meant: str | None) -> None:
    assert guidance.nearest(word, guidance.usages(ENGLISH)) == meant


def test_an_unknown_subcommand_is_answered_with_the_right_one() -> None:
    text = guidance.unknown_subcommand("clam", GERMAN).text

    assert (
        text == "«clam» kenne ich nicht. Meinst du das?\n"
        "`/mentions claim N`: Erwähnung Nummer N übernehmen"
    )


def test_help_names_every_subcommand_in_both_languages() -> None:
    for language in (ENGLISH, GERMAN):
        shown = "\n".join(visible(guidance.help_message(language)))
        for name, usage in guidance.usages(language).items():
            assert f"`/mentions {name}" in usage
            assert usage in shown


def test_whoever_comes_second_is_told_who_has_it_and_since_when() -> None:
    about = replace(mention(Given(text="T", word="Su", link=None)), state=MentionState.CLAIMED)

    assert claims.held_by(about, ENGLISH, NOW).text == (
        "Su was faster and claimed this 2 hours ago: *#666* T"
    )
    assert claims.held_by(about, GERMAN, NOW).text == (
        "Su war schneller und hat das vor 2 Stunden übernommen: *#666* T"
    )


@pytest.mark.parametrize(
    ("remembered", "sample", "text"),
    [
        (0, False, "From now on I watch feed 666: 111. What is new comes to <#C888>."),
        (
            1,
            True,
            (
                "From now on I watch feed 666: 111. What is new comes to <#C888>. To show you how "
                "it looks, here comes the newest entry. I keep quiet about 1 older entry."
            ),
        ),
    ],
)
def test_a_new_feed_is_confirmed(remembered: int, text: str, *, sample: bool) -> None:
    feed = replace(subscription(Given()), url="")

    assert feeds.feed_added(feed, remembered, ENGLISH, sample=sample).text == text


@pytest.mark.parametrize(
    ("page", "expected"),
    [(1, "Page 1 of 3 · more: `/mentions list open 2`"), (3, "Page 3 of 3")],
)
def test_a_list_says_how_to_see_more(page: int, expected: str) -> None:
    some = [mention(Given())]
    message = lists.mention_list(some, ENGLISH, NOW, which=MentionFilter.OPEN, page=page, pages=3)

    assert list(visible(message))[-1] == expected


def test_a_feed_list_too_long_for_a_message_says_how_many_more_there_are() -> None:
    many = [subscription(Given())] * 500
    shown = list(visible(feeds.feed_list(many, ENGLISH, ZURICH)))

    lines = sum(text.count("<#C888>") for text in shown)
    assert f"… and {500 - lines} more" in shown


def test_a_list_of_one_page_has_no_paging() -> None:
    message = lists.mention_list(
        [mention(Given())], ENGLISH, NOW, which=MentionFilter.ALL, page=1, pages=1
    )

    assert len(message.blocks) == 2


def test_a_quiet_day_makes_a_short_digest() -> None:
    facts = DigestFacts(NOW.date(), NOW - timedelta(days=1), 0, (), 0, (), 0, (), 0, ())
    message = digest(facts, GERMAN, ZURICH)

    assert message.text == (
        "Der Tag: Dienstag, 3. November 2026. "
        "Ein ruhiger Tag: nichts Neues, und nichts wartet. Geniesst ihn!"
    )
    assert len(message.blocks) == 2


def test_a_digest_counts_what_it_does_not_show_and_pings_nobody() -> None:
    many = (mention(Given(word="Su", link=None)),) * 5
    facts = DigestFacts(NOW.date(), NOW, 1234, many, 0, (), 5, many, 0, ())
    shown = "\n".join(visible(digest(facts, GERMAN, ZURICH)))

    assert "2026. 1’234 neue Erwähnungen und 5 sind übernommen\n" in shown
    assert "*1’234 neue Erwähnungen*" in shown
    assert "… und 1’229 weitere" in shown
    assert "• Su: *#666* 111" in shown
    assert "<@" not in shown


def test_the_home_stays_within_a_hundred_blocks() -> None:
    drawn = [said for name, said in everything(ENGLISH, Given()) if name == "home"]

    for view in drawn:
        assert isinstance(view, dict)
        assert len(view["blocks"]) < 100


def test_an_empty_home_is_friendly() -> None:
    view = home(HomeFacts(), GERMAN, NAMES, ZURICH, NOW)

    assert "Nichts wartet. Gut gemacht, ihr alle!" in list(visible(view))
