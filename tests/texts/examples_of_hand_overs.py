"""Every text about handing over, reminders and first calls, drawn from given facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import facts as f
from bot.answers import first_call, hand_overs, reminders
from bot.cards import card
from bot.give_modal import give_modal, read_give
from tests.texts.given import NOW, ZURICH, Given, Said, colleague

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.language import Language


def hand_overs_said(
    language: Language, given: Given, mention: f.MentionFacts, engagement: f.EngagementFacts
) -> Iterator[tuple[str, Said]]:
    held = replace(mention, state=f.MentionState.CLAIMED)
    offered = replace(held, is_offered=True, giver=colleague(given))
    for told in (True, False):
        yield "handed_over", hand_overs.handed_over(offered, language, told=told)
    yield "not_yours_to_give", hand_overs.not_yours_to_give(held, language, NOW)
    yield "not_to_yourself", hand_overs.not_to_yourself(language)
    yield "not_to_a_bot", hand_overs.not_to_a_bot(colleague(given), language)
    yield "not_to_a_guest", hand_overs.not_to_a_guest(colleague(given), language)
    yield "not_here_any_more", hand_overs.not_here_any_more(colleague(given), language)
    yield "no_such_colleague", hand_overs.no_such_colleague(given.text, language)
    yield "not_offered", hand_overs.not_offered(held, language)
    yield "declined", hand_overs.declined(mention, language)
    to_all = replace(engagement, other=None)
    outcomes = [replace(engagement, kind=kind) for kind in f.EngagementKind]
    for outcome in (None, *outcomes):
        yield "offer", hand_overs.offer(offered, engagement, language, given.number, outcome)
        yield "given_back", hand_overs.given_back(held, engagement, language, outcome)
        yield "given_back", hand_overs.given_back(mention, to_all, language, outcome)
    for about in (held, offered):
        yield (
            "reminder",
            reminders.reminder(
                about, language, ZURICH, asked_at=NOW, lapses_at=NOW, line_id=given.number
            ),
        )
        yield "still_on_it", reminders.still_on_it(about, language, NOW)
        yield "reminder_settled", reminders.reminder_settled(about, engagement, language, NOW)
    called = replace(mention, called=colleague(given), called_until=NOW + timedelta(minutes=30))
    for why in (None, *f.FitReason):
        for about in (called, replace(called, authors=(), place="")):
            yield "first_call", first_call.first_call(about, language, ZURICH, NOW, why)
            for outcome in (None, engagement):
                settled = first_call.first_call_settled(about, language, outcome, why)
                yield "first_call_settled", settled
    yield "waits_for", first_call.waits_for(called, language, ZURICH)
    yield "not_called", first_call.not_called(called, language)
    for minutes in (1, 30):
        short = replace(called, called_until=called.found + timedelta(minutes=minutes))
        yield "card", card(short, language, f.Emojis(), ZURICH)
    yield "not_with_you", reminders.not_with_you(held, language)
    yield "give_modal", give_modal(mention, language, "C1")
    for values in ({}, {"give_to": {"input": {"selected_user": "U1"}}}):
        wrong = read_give(values, "U1", language)
        assert isinstance(wrong, dict)
        yield from (("read_give", text) for text in wrong.values())
