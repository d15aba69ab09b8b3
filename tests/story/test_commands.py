"""Every subcommand of /mentions, as colleagues run it and read what comes back."""

import pytest

from bot import answers
from bot.language import load_languages
from sandbox.colleague import Colleague
from sandbox.driver import all_text
from tests.documents import item, rss
from tests.story.office import Json, Office, answer, told_after

SUBCOMMANDS = (
    *("help", "add", "feeds", "rules", "remove", "list", "claim", "release", "reply", "dismiss"),
    *("reopen", "person", "log", "digest", "map", "export", "settings"),
)


@pytest.mark.parametrize("typed", ["help", "", "HELP"])
def test_help_names_every_subcommand(office: Office, typed: str) -> None:
    told = answer(office.su, typed)

    assert all(f"/mentions {name}" in told for name in SUBCOMMANDS)


def test_a_feed_is_added_listed_and_removed(office: Office) -> None:
    url = office.feeds.serve("/alone", rss(item(1), item(2), title="Solo & Söhne"))

    added = answer(office.su, f"add {url}", in_="mentions")
    assert "Solo &amp; Söhne" in added
    assert "<#C0MENTIONS>" in added
    assert "1 older entry" in added
    office.card_of("Story 1 about Acme")

    listed = answer(office.loi, "feeds")
    assert "Solo &amp; Söhne" in listed
    assert "1 mention" in listed
    number = next(
        line.split("*")[1]
        for line in listed.splitlines()
        if line.startswith("*") and "Solo" in line
    )

    assert "no longer watch" in answer(office.loi, f"remove {number}")
    assert "Solo" not in answer(office.loi, "feeds")
    assert "There is no feed number" in answer(office.loi, f"remove {number}")


def test_a_removed_feed_brings_nothing_more(office: Office) -> None:
    url = office.feeds.serve("/ended", rss(item(71), title="Ended"))
    told = answer(office.su, f"add {url}", in_="mentions")
    number = told.split("feed ")[1].split(":")[0]
    office.card_of("Story 71")
    answer(office.su, f"remove {number}")
    mentions = len(office.bot.mentions())
    office.feeds.serve("/ended", rss(item(72), item(71), title="Ended"))
    asked = len(office.feeds.asked("/ended"))
    office.clock.move(hours=1)
    office.has_done("polling")

    assert len(office.bot.mentions()) == mentions
    assert len(office.feeds.asked("/ended")) <= asked + 1


def test_lists_show_the_state_that_is_asked_for(office: Office) -> None:
    waiting, mine, others, replied, aside = (office.new_card() for _ in range(5))
    office.loi.clicks("Claim", on=mine)
    office.mara.clicks("Claim", on=others)
    office.mara.clicks("Answer…", on=replied)
    assert office.mara.submits(office.mara.sees_modal(), reply_text="Hello there")["ok"]
    office.su.clicks("Not for us", on=aside)
    for card, shows in (
        (mine, "is on it, since"),
        (others, "is on it, since"),
        (replied, "Hello there"),
        (aside, "Not for us, says"),
    ):
        office.changed(card, shows)
    number = {id(card): f"*#{office.number(card)}*" for card in (waiting, mine, others, replied)}
    number[id(aside)] = f"*#{office.number(aside)}*"

    def shown(which: str, *cards: Json) -> bool:
        told = answer(office.loi, f"list {which}")
        return all(number[id(card)] in told for card in cards)

    assert shown("", waiting)
    assert shown("open", waiting)
    assert not shown("open", mine)
    assert shown("claimed", mine, others)
    assert not shown("claimed", waiting)
    assert shown("mine", mine)
    assert not shown("mine", others)
    assert shown("replied", replied)
    assert shown("ALL", waiting, mine, others, replied, aside)


def test_long_lists_have_pages(office: Office) -> None:
    office.feeds_mentions(12)

    first, second = answer(office.su, "list all"), answer(office.su, "list all 2")
    assert first.count("*#") == 10
    assert "Page 1 of" in first
    assert "`/mentions list all 2`" in first
    assert "Page 2 of" in second
    assert not set(lines(first)) & set(lines(second))
    assert "Page 2 of" in answer(office.su, "list 2 all")
    last = answer(office.su, "list all 999999999")
    assert "more:" not in last
    assert "*#" in last


def lines(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.startswith("*#")]


def test_the_way_of_a_mention_by_commands_alone(office: Office) -> None:
    number = office.number(office.new_card())

    for subcommand, says in (
        ("claim", "It’s yours"),
        ("claim", "have it already"),
        ("release", "Released"),
        ("release", "Nobody holds this"),
        ("dismiss", "Set aside"),
        ("claim", "set this aside"),
        ("reopen", "waits for somebody"),
        ("reopen", "not set aside"),
    ):
        assert says in answer(office.su, f"{subcommand} {number}"), subcommand
    office.su.runs(f"/mentions reply #{number}", in_="mentions")
    modal = office.su.sees_modal(f"#{number}")
    assert office.su.submits(modal, reply_text="In my own words")["ok"]
    office.su.sees_ephemeral("Thank you!", in_="mentions")
    assert "Su answered this" in answer(office.su, f"claim {number}")


def test_the_log_of_all_of_a_colleague_and_of_a_person(office: Office) -> None:
    [card] = office.feeds_mentions(1, **{"dc:creator": "Zoë Zürcher"})
    number = office.number(card)
    office.mara.clicks("Claim", on=card)
    office.changed(card, "is on it, since")
    line = f"Mara claimed *#{number}*"

    assert line in answer(office.su, "log")
    by_id = answer(office.su, f"log <@{office.mara.id}>")
    assert line in by_id
    assert "What Mara did" in by_id
    assert "Loi claimed" not in by_id
    assert line in answer(office.su, "log mara")
    assert line in answer(office.su, "log @Mara")
    of_zoe = answer(office.su, "log ZOË")
    assert line in of_zoe
    assert "Contact with Zoë Zürcher" in of_zoe
    assert "Nothing yet" in answer(office.su, "log <@U0BENOKAFR|ben>")
    assert "I know nobody" in answer(office.su, "log nobody at all")


def test_a_person_is_found_by_part_of_the_name_and_chosen_among_several(office: Office) -> None:
    office.feeds_mentions(1, **{"dc:creator": "Wanda Weber"})
    office.feeds_mentions(1, **{"dc:creator": "Wim Weber"})

    assert "Wanda Weber" in answer(office.su, "person wanda")
    assert "I know nobody" in answer(office.su, "person xyzzy")
    assert "Several people" in answer(office.su, "person weber")
    choice = office.su.sees_ephemeral("Several people", in_="random")
    page = all_text(told_after(office.su, lambda: office.su.clicks("Show", on=choice), "random"))
    assert "None of us has been in touch yet" in page
    assert "Weber" in page


def test_the_menu_of_a_card_shows_its_author(office: Office) -> None:
    [card] = office.feeds_mentions(1, **{"dc:creator": "Quentin Quast"})
    office.loi.clicks("About this person", on=card)

    office.loi.sees_ephemeral("Quentin Quast", in_="mentions")


def test_the_digest_so_far(office: Office) -> None:
    card = office.new_card()
    title = all_text(card).split("|")[1].split(">")[0]

    told = answer(office.su, "digest")

    assert "The day:" in told
    assert "new mention" in told
    assert title in told or "more" in told


@pytest.fixture
def german(office: Office) -> Colleague:
    """Let a colleague choose German in the home tab."""
    ben = office.slack.colleague("ben")
    ben.opens_home()
    ben.clicks("Deutsch", on=ben.sees_home("I speak to you in"))
    ben.sees_home("Diese Woche")
    return ben


DE = load_languages().get("de")
GERMAN = {
    "help": answers.help_message(DE),
    "add": answers.missing_argument("add", DE),
    "remove 99": answers.no_such_feed(99, DE),
    "claim x": answers.not_a_number("x", DE),
    "person xyzzy": answers.nobody_found("xyzzy", DE),
    "klaim": answers.unknown_subcommand("klaim", DE),
}


def test_whoever_chose_german_reads_german_and_nobody_else_does(
    office: Office, german: Colleague
) -> None:
    for subcommand, expected in GERMAN.items():
        assert answer(german, subcommand).startswith(expected.text)
    for subcommand in (*GERMAN, "feeds", "list", "log", "digest"):
        said = answer(german, subcommand)
        assert said != answer(office.loi, subcommand)
        assert "ß" not in said


def test_a_feed_is_added_for_the_channel_that_is_named(office: Office) -> None:
    url = office.feeds.serve("/for-random", rss(item(77), title="For random"))

    told = answer(office.su, f"add {url} #random", in_="mentions")

    assert "<#C0RANDOM01>" in told
    office.slack.waits_for("random", "Story 77 about Acme", within=15)
