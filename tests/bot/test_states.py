"""The table of what can happen to a mention, written out."""

from datetime import timedelta
from itertools import product

import pytest

from bot.facts import EngagementKind, MentionState
from bot.states import MISTAKE, TRANSITIONS, Event, Standing, transition
from tests.bot.making import NOW

OPEN, CLAIMED, REPLIED, DISMISSED = MentionState
KIND = EngagementKind

# Event, from, who (what they are to it) → state, engagement.
MAY = {
    (Event.CLAIM, OPEN, "nobody"): (CLAIMED, KIND.CLAIM),
    (Event.RELEASE, CLAIMED, "holder"): (OPEN, KIND.RELEASE),
    (Event.RELEASE, CLAIMED, "receiver"): (OPEN, KIND.RELEASE),
    (Event.GIVE, OPEN, "nobody"): (CLAIMED, KIND.GIVE),
    (Event.GIVE, CLAIMED, "holder"): (CLAIMED, KIND.GIVE),
    (Event.GIVE, CLAIMED, "receiver"): (CLAIMED, KIND.GIVE),
    (Event.ACCEPT, CLAIMED, "receiver"): (CLAIMED, KIND.ACCEPT),
    (Event.DECLINE, CLAIMED, "receiver"): (OPEN, KIND.DECLINE),
    (Event.LAPSE, CLAIMED, "bot"): (OPEN, KIND.LAPSE),
    (Event.LEAVE, CLAIMED, "bot"): (OPEN, KIND.LEAVE),
    (Event.DISMISS, OPEN, "nobody"): (DISMISSED, KIND.DISMISS),
    (Event.DISMISS, CLAIMED, "holder"): (DISMISSED, KIND.DISMISS),
    (Event.DISMISS, CLAIMED, "receiver"): (DISMISSED, KIND.DISMISS),
    (Event.REOPEN, DISMISSED, "nobody"): (OPEN, KIND.REOPEN),
    (Event.REOPEN, DISMISSED, "holder"): (OPEN, KIND.REOPEN),
    (Event.REPLY, CLAIMED, "holder"): (REPLIED, KIND.REPLY),
    (Event.REPLY, CLAIMED, "receiver"): (REPLIED, KIND.REPLY),
    (Event.REPLY, REPLIED, "nobody"): (REPLIED, KIND.REPLY),
    (Event.REPLY, REPLIED, "holder"): (REPLIED, KIND.REPLY),
    (Event.REPLY, REPLIED, "author"): (REPLIED, KIND.REPLY),
    (Event.CORRECT, REPLIED, "author"): (REPLIED, KIND.CORRECT),
    (Event.WITHDRAW, REPLIED, "author"): (OPEN, KIND.WITHDRAW),
}
# What somebody can be to a mention in each state.
CAN_BE = {
    OPEN: {"nobody"},
    CLAIMED: {"nobody", "holder", "receiver", "bot"},
    REPLIED: {"nobody", "holder", "author"},
    DISMISSED: {"nobody", "holder"},
}
CASES = [
    (event, state, who) for event, state in product(Event, MentionState) for who in CAN_BE[state]
]


def standing(state: MentionState, who: str) -> Standing:
    return Standing(
        state,
        holds=who in ("holder", "receiver", "bot"),
        is_offered=who == "receiver",
        wrote=who == "author",
        answers=1 if state is REPLIED else 0,
        by_bot=who == "bot",
    )


@pytest.mark.parametrize(("event", "state", "who"), sorted(CASES, key=str), ids=str)
def test_what_may_be_done_is_written_out(event: Event, state: MentionState, who: str) -> None:
    step = transition(event, standing(state, who), NOW)

    assert (step and (step.becomes, step.engagement)) == MAY.get((event, state, who))


def test_a_claim_taken_back_within_two_minutes_was_a_mistake() -> None:
    claimed = Standing(CLAIMED, holds=True, claimed_at=NOW)
    soon = transition(Event.RELEASE, claimed, NOW + MISTAKE)
    later = transition(Event.RELEASE, claimed, NOW + MISTAKE + timedelta(seconds=1))

    assert soon is not None
    assert later is not None
    assert (soon.engagement, later.engagement) == (KIND.UNDO, KIND.RELEASE)


def test_what_is_declined_goes_back_to_whoever_held_it() -> None:
    offered = Standing(CLAIMED, holds=True, is_offered=True, giver_held=True)
    step = transition(Event.DECLINE, offered, NOW)

    assert step is not None
    assert step.becomes is CLAIMED


def test_the_state_stays_replied_while_another_answer_stands() -> None:
    step = transition(Event.WITHDRAW, Standing(REPLIED, wrote=True, answers=2), NOW)

    assert step is not None
    assert step.becomes is REPLIED


def test_every_line_of_the_table_can_be_reached() -> None:
    """No line stands behind another one that always comes first."""
    flags = (True, False)
    reached = {
        transition(
            event,
            Standing(
                state,
                holds=holds,
                is_offered=offered,
                giver_held=held,
                claimed_at=NOW if claimed else None,
                wrote=wrote,
                answers=answers,
                by_bot=by_bot,
            ),
            NOW,
        )
        for event, state, answers in product(Event, MentionState, (1, 2))
        for holds, offered, held, claimed, wrote, by_bot in product(*[flags] * 6)
    }
    assert reached - {None} == set(TRANSITIONS)
