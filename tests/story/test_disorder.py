"""Whatever Slack brings twice, late, or in another order: cards and messages end up true."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import select

from bot.facts import MentionState
from bot.models import Colleague as ColleagueRow
from bot.models import Mention
from bot.outbox import RowState
from bot.slack_models import OutboxRow
from sandbox.colleague import Colleague
from sandbox.driver import DriverError, all_text
from sandbox.looking import wait_until
from sandbox.pytest_plugin import MakeSandbox, MakeSlack
from tests.story.office import Json, Office, at_work, buttons, office_config

TRIES = 4
LATE = 4.0
"""Seconds in which a busy machine gets round to what comes meanwhile."""
SHOWS = {
    MentionState.OPEN: "Nobody is on it yet",
    MentionState.CLAIMED: "is on it, since",
    MentionState.REPLIED: "answered,",
    MentionState.DISMISSED: "Not for us, says",
}


@pytest.fixture(scope="module")
def office(
    make_sandbox: MakeSandbox, make_slack: MakeSlack, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """Open an office whose Slack sends again after half a second without an acknowledgement."""
    config = replace(office_config(), ack_seconds=0.5, retry_seconds=(0,) * (TRIES - 1))
    folder = tmp_path_factory.mktemp("disorder")
    with make_sandbox(config) as sandbox, make_slack(sandbox) as slack:  # noqa: SIM117  # too long
        with at_work(sandbox, slack, folder) as opened:
            yield opened


def all_is_heard_and_said(office: Office) -> None:
    def rest() -> list[object]:
        # After four times without an acknowledgement Slack gives up.
        deliveries = [
            one
            for one in office.slack.deliveries()
            if one["acked_after"] is None and one["attempts"] < TRIES
        ]
        return [*deliveries, *office.bot.unsaid()]

    def quiet() -> bool:
        return not rest()

    wait_until(quiet, 20, lambda: f"still under way: {rest()}")


def test_a_hand_that_was_taken_away_claims_nothing_however_late_it_comes(office: Office) -> None:
    card, other = office.new_card(), office.new_card()
    office.slack.faults.delivers_late(seconds=LATE, what="events")
    office.loi.reacts("raised_hand", to=card)
    office.loi.unreacts("raised_hand", to=card)
    office.mara.reacts("raised_hand", to=other)
    office.changed(other, "is on it, since")
    office.slack.faults.delivers_late(seconds=LATE, what="events")
    office.mara.unreacts("raised_hand", to=other)
    office.mara.reacts("raised_hand", to=other)
    all_is_heard_and_said(office)

    assert office.log_of(card) == []
    assert office.log_of(other) == ["claim"], "the hand is there again"
    assert "*Mara* is on it" in all_text(office.slack.again(other))


def disorder(office: Office, random: Random) -> None:
    """Let something go wrong with the next delivery, or nothing."""
    faults = office.slack.faults
    late = random.choice((0.2, 0.4, 0.7))
    random.choice(
        (
            faults.delivers_twice,
            lambda: faults.delivers_late(seconds=late),
            lambda: faults.loses_acknowledgements("events"),
            lambda: None,
        )
    )()


def wishes(
    office: Office, who: Colleague, other: Colleague, card: Json
) -> list[Callable[[], None]]:
    """List what a colleague may do with a card at this moment, wherever it leads."""
    number = office.number(card)
    shown = office.slack.again(card)

    def runs(subcommand: str) -> Callable[[], None]:
        return lambda: who.runs(f"/mentions {subcommand}", in_="mentions")

    def answers() -> None:
        who.clicks("Answer…", on=shown)
        who.submits(who.sees_modal(within=2), reply_text=f"Hello from {who.name}")

    def says(what: str) -> None:
        asked = [one for one in who.direct_messages() if f"#{number}" in all_text(one)]
        who.clicks(what, on=asked[-1])

    return [
        lambda: who.reacts("raised_hand", to=card),
        lambda: who.unreacts("raised_hand", to=card),
        lambda: who.clicks("Claim", on=shown),
        lambda: who.clicks("Release", on=shown),
        runs(f"claim {number}"),
        runs(f"release {number}"),
        runs(f"give {number} <@{other.id}> You know better."),
        runs(f"give {number} <@{other.id}>"),
        lambda: says("Accept"),
        lambda: says("Decline"),
        answers,
    ]


def test_cards_threads_and_messages_show_the_truth_in_the_end(office: Office) -> None:
    random = Random(1)  # noqa: S311  # not for secrets
    team = [office.su, office.loi, office.mara]
    cards = [office.new_card() for _ in range(3)]
    for _ in range(40):
        who, other = random.sample(team, 2)
        wish = random.choice(wishes(office, who, other, random.choice(cards)))
        disorder(office, random)
        # What a colleague does not see they cannot press.
        with suppress(DriverError, IndexError):
            wish()
    office.slack.faults.end()
    all_is_heard_and_said(office)

    for card in cards:
        shows_the_truth(office, card)
    with office.bot.bot.store.read() as session:
        failed = select(OutboxRow.key).where(OutboxRow.state == RowState.FAILED)
        assert session.scalars(failed).all() == []


def shows_the_truth(office: Office, card: Json) -> None:
    with office.bot.bot.store.read() as session:
        mention = session.scalars(select(Mention).where(Mention.card_ts == card["ts"])).one()
        holder = session.get(ColleagueRow, mention.holder_id) if mention.holder_id else None
    shown = all_text(office.slack.again(card))
    offered = mention.is_offered
    assert ("who has not said yes yet" if offered else SHOWS[mention.state]) in shown
    assert holder is None or f"*{holder.name}*" in shown
    log = office.log_of(card)
    # A reply that claims first says so in one line.
    silent = sum(a == "claim" and b == "reply" for a, b in pairwise(log))
    assert len(log) - silent <= len(office.slack.thread(card)) <= len(log)
    waiting = [
        one
        for who in (office.su, office.loi, office.mara)
        for one in who.direct_messages()
        if re.search(rf"#{mention.number}\b", all_text(one)) and "Accept" in buttons(one)
    ]
    assert len(waiting) == (1 if offered else 0), "no button outlives its question"
