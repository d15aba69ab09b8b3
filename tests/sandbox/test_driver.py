"""The driver speaks in plain words, and what it does not find it tells with what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.driver import DriverError, card_with
from tests.sandbox.test_commands_and_buttons import plain

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox.driver import Colleague, Driver
    from tests.sandbox.socket_app import SocketApp

Json = dict[str, Any]

BUTTON = {"type": "button", "action_id": "claim", "text": plain("Claim")}
BLOCKS: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Acme is *great*"}},
    {"type": "actions", "elements": [BUTTON]},
]
MODAL = {
    "type": "modal",
    "title": plain("Answer"),
    "submit": plain("Send"),
    "blocks": [
        {
            "type": "input",
            "block_id": name,
            "label": plain(f"Your {name}"),
            "element": {"type": "plain_text_input", "action_id": f"reply_{name}"},
        }
        for name in ("words", "link")
    ]
    + [
        {
            "type": "input",
            "block_id": "said",
            "label": plain("What you said"),
            "element": {"type": "plain_text_input", "action_id": "reply_text"},
        }
    ],
}


@pytest.fixture
def card(client: WebClient, driver: Driver) -> Json:
    client.chat_postMessage(channel="C0MENTIONS", text="Acme", blocks=BLOCKS)
    return driver.channel("mentions").waits_for(card_with("Acme", button="Claim"))


def test_colleagues_react_click_and_submit(
    app: SocketApp, driver: Driver, su: Colleague, card: Json
) -> None:
    loi, channel = driver.colleague("loi"), driver.channel("#mentions")
    assert (channel.id, channel.name) == ("C0MENTIONS", "mentions")
    su.reacts("raised_hand", to=card)
    channel.waits_for(card_with("Acme", "great", reaction="raised_hand"))
    loi.clicks("Claim", on=card)
    trigger_id = app.payload("interactive", type="block_actions")["trigger_id"]
    app.client.views_open(trigger_id=trigger_id, view=MODAL)
    modal = loi.sees_modal("What you said")
    assert loi.submits(modal, {"Your words": "Hi", "link": "https://a.example"}, text="Thanks!")[
        "ok"
    ]
    values = app.payload("interactive", type="view_submission")["view"]["state"]["values"]
    filled = [
        each["value"] for block in ("words", "link", "said") for each in values[block].values()
    ]
    assert filled == ["Hi", "https://a.example", "Thanks!"]
    su.says("Thanks, both", in_=channel)
    assert [each["text"] for each in channel.messages()] == ["Acme", "Thanks, both"]


def test_what_is_not_seen_is_told_with_what_is(driver: Driver, su: Colleague, card: Json) -> None:
    channel = driver.channel("mentions")
    su.reacts("eyes", to=card)
    seen = r"#mentions shows 'Acme\\nAcme is \*great\*\\nClaim' :eyes:"
    for wanted, told in (
        (card_with("Umbrella"), "a card with 'Umbrella'"),
        (card_with("Acme", button="Release"), "a card with 'Acme' and the button 'Release'"),
        (card_with(reaction="wave"), "a card with :wave:"),
        ("goodbye", "'goodbye'"),
        (lambda _message: False, "what fits"),
    ):
        with pytest.raises(DriverError, match=rf"Not seen within 0 s: {told}; {seen}"):
            channel.waits_for(wanted, within=0)
    with pytest.raises(DriverError, match="random shows nothing"):
        driver.waits_for("random", "goodbye", within=0)


def test_who_and_what_is_not_there_is_told_with_who_and_what_is(
    driver: Driver, su: Colleague, card: Json
) -> None:
    with pytest.raises(DriverError, match="no colleague 'eve'; there are su, loi, mara, ben"):
        driver.colleague("eve")
    with pytest.raises(DriverError, match="no channel 'nowhere'; there are #mentions, #random"):
        su.runs("/mentions", in_="nowhere")
    with pytest.raises(DriverError, match="no app 'nothing'; there are botschafter, other"):
        su.opens_home("nothing")
    with pytest.raises(DriverError, match=r"no control 'Release'; there are \['Claim'\]; it shows"):
        su.clicks("Release", on=card)


def test_an_input_that_is_not_there_is_told_with_those_that_are(
    app: SocketApp, su: Colleague
) -> None:
    su.runs("/mentions", in_="mentions")
    trigger_id = app.payload("slash_commands")["trigger_id"]
    app.client.views_open(trigger_id=trigger_id, view=MODAL)
    modal = su.sees_modal()
    with pytest.raises(
        DriverError, match=r"no input 'mood'; there are \['reply_words', 'reply_link'"
    ):
        su.submits(modal, mood="good")


def test_the_newest_of_many_messages_are_told(client: WebClient, driver: Driver) -> None:
    for number in range(23):
        client.chat_postMessage(channel="C0MENTIONS", text=f"message {number}")
    with pytest.raises(DriverError, match=r"'message 3', .*'message 22', and 3 earlier"):
        driver.waits_for("mentions", "goodbye", within=0)
