"""The log in Slack: filtered, page by page, and as a file in one's direct messages."""

import csv
import io

import httpx

from sandbox.driver import all_text
from tests.story.office import Json, Office, answer, told_after


def content_of(message: Json, name: str) -> bytes:
    """Give the bytes of a file that a message shows."""
    [file] = [each for each in message["files"] if each["name"] == name]
    token = {"Authorization": "Bearer xoxb-sandbox"}
    return httpx.get(file["url_private"], headers=token).raise_for_status().content


def test_the_log_is_filtered_turned_and_given_as_a_file(office: Office) -> None:
    cards = office.feeds_mentions(6, **{"dc:creator": "=Zoë & Söhne"})
    for card in cards:
        office.mara.clicks("Claim", on=card)
        office.changed(card, "is on it, since")
        office.mara.clicks("Release", on=office.slack.again(card))
        office.changed(card, "Nobody is on it yet")
    number = office.number(cards[0])

    narrow = f"log <@{office.mara.id}|mara> since yesterday kind claim person =zoë"
    told = answer(office.su, narrow)
    assert told.count("claimed") == 6
    assert "by mistake" not in told
    assert "Nothing fits that" in answer(office.su, f"{narrow} until yesterday")
    wrong = answer(office.su, "log since the dawn of time")
    assert "no date that I can read" in wrong
    assert "/mentions log @su since last week" in wrong

    first = told_after(
        office.su, lambda: office.su.runs("/mentions log mara", in_="random"), "random"
    )
    assert "Later" not in all_text(first)
    office.su.clicks("Earlier", on=first)
    earlier = office.su.sees_ephemeral("Later", in_="random")
    assert earlier["ts"] == first["ts"], "the page stands in the place of the one before"
    assert f"*#{number}*" in all_text(earlier)
    office.su.clicks("Later", on=earlier)
    office.su.sees_ephemeral(all_text(first), in_="random")

    assert "in our direct messages" in answer(office.su, f"{narrow} csv")
    message = office.su.sees_direct_message("Mara and =Zoë")
    rows = list(csv.DictReader(io.StringIO(content_of(message, "log.csv").decode("utf-8-sig"))))
    assert [row["kind"] for row in rows] == ["claim"] * 6
    assert {row["colleague"] for row in rows} == {"Mara"}
    assert {row["person"] for row in rows} == {"'=Zoë & Söhne"}
    assert not office.mara.direct_messages(), "nobody else sees it"


def test_everything_is_exported_to_who_asks_and_to_nobody_else(office: Office) -> None:
    office.new_card()
    names = {
        "export": ["mentions.csv", "people.csv", "engagements.csv"],
        "export JSON": ["botschafter.json"],
        "export xlsx": ["botschafter.xlsx"],
    }
    for subcommand, files in names.items():
        assert "in our direct messages" in answer(office.loi, subcommand)
        message = office.loi.sees_direct_message(lambda shown: len(shown.get("files", [])) > 0)
        assert [file["name"] for file in message["files"]] == files
        assert "share them with care" in all_text(message)
        assert all(len(content_of(message, name)) > 100 for name in files[:2])
    assert "/mentions export [csv|json|xlsx]" in answer(office.loi, "export pdf")
    assert not office.mara.direct_messages()


def test_a_slack_that_takes_no_files_is_said_kindly(office: Office) -> None:
    for fault, says in (("missing_scope", "files:write"), ("internal_error", "did not tell me")):
        office.slack.faults.refuses("files.completeUploadExternal", fault)
        assert says in answer(office.loi, "export json")


def test_everybody_sees_the_map_where_it_was_asked_for(office: Office) -> None:
    [card] = office.feeds_mentions(1, **{"dc:creator": "$Anna$ 🦄"})
    office.loi.clicks("Answer…", on=card)
    assert office.loi.submits(office.loi.sees_modal(), reply_text="Hello")["ok"]
    office.changed(card, "answered")

    office.su.runs("/mentions map dark", in_="strange")
    shown = office.slack.waits_for("strange", "This is who knows whom", within=30)

    [picture] = shown["files"]
    assert "Loi knows 1 person: $Anna$" in picture["alt_txt"]
    assert content_of(shown, "map.png").startswith(b"\x89PNG")
    assert "/mentions map [light|dark]" in answer(office.su, "map pink")
    assert "invite" in answer(office.su, "map", in_="secret")
