"""Claims: what a colleague wants done with a mention, and what they are told about it."""

from collections.abc import Callable
from datetime import datetime

from bot import outbox
from bot.answers import claims as say
from bot.answers import first_call, hand_overs
from bot.answers.forgetting import forgotten
from bot.answers.guidance import no_such_mention
from bot.answers.voices import ours_already
from bot.at_claim import help_at_claim, with_help
from bot.desk import Asker, Desk, Visit
from bot.facts import ColleagueKind, EngagementKind, MentionFacts, MentionState
from bot.first_call import waits_for_another, with_call
from bot.hand_overs import giving
from bot.language import Language
from bot.mentions import (
    NOTHING,
    Change,
    Details,
    change_mention,
    load_mention,
    lock_mention,
    mention_by_number,
)
from bot.message import Message
from bot.models import Colleague, Mention
from bot.no_contact import is_to_be_asked, no_contact_of
from bot.prompts import put_prompt
from bot.reading import mention_facts
from bot.states import Event, Standing, transition
from bot.voices import with_voice

_DONE: dict[EngagementKind, Callable[[MentionFacts, Language], Message]] = {
    EngagementKind.CLAIM: say.claimed_by_you,
    EngagementKind.UNDO: say.released,
    EngagementKind.RELEASE: say.released,
    EngagementKind.DISMISS: say.dismissed,
    EngagementKind.REOPEN: say.reopened,
    EngagementKind.ACCEPT: say.claimed_by_you,
    EngagementKind.DECLINE: hand_overs.declined,
}
_NOT_YOURS = {Event.RELEASE: say.not_yours, Event.GIVE: hand_overs.not_yours_to_give}
_LETTING_GO = (Event.RELEASE, Event.DECLINE)
_YES_OR_NO = {Event.CLAIM: Event.ACCEPT, Event.RELEASE: Event.DECLINE}


def change_by_number(
    desk: Desk,
    asker: Asker,
    number: int,
    event: Event,
    *,
    knowingly: bool = False,
    anyway: bool = False,
) -> tuple[bool, Message]:
    """Change the mention with a number; return whether it was done, and what to say about it.

    ``knowingly``: whoever claims was told already that the person is to be left in peace;
    ``anyway``: and also that the mention waits for somebody else.
    """
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return False, no_such_mention(number, visit.language)
        if not (knowingly or anyway) and (asked := asked_first(visit, mention, event)):
            return False, asked
        event, change = carry_out(visit, mention, event, anyway=anyway)
        answer = outcome(visit, event, change)
        return change.done, with_help(visit, mention, change, answer)


def claim_on_card(desk: Desk, asker: Asker, number: int) -> Message | None:
    """Claim by the button on a card; the card shows that it was done, so say only what helps."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, visit.language)
        if asked := asked_first(visit, mention, Event.CLAIM):
            return asked
        event, change = carry_out(visit, mention, Event.CLAIM)
        if not change.done:
            return refused(visit, event, change.mention)
        return help_at_claim(visit, mention, change)


def carry_out(
    visit: Visit,
    mention: Mention,
    event: Event,
    details: Details = NOTHING,
    *,
    anyway: bool = False,
) -> tuple[Event, Change]:
    """Do what a colleague wishes, and let whoever is concerned hear of it; give what was done.

    What waits for somebody else is claimed only ``anyway``.

    Whoever is asked to take a mention over says yes by claiming it, and no by releasing it.
    """
    mention = lock_mention(visit.session, mention.id)
    if mention.is_offered and mention.holder_id == visit.colleague.id:
        event = _YES_OR_NO.get(event, event)
    waits = event is Event.CLAIM and waits_for_another(mention, visit.colleague, visit.now)
    if is_kept_out(visit, event) or (waits and not anyway):
        facts = with_voice(visit.session, load_mention(visit.session, mention.id))
        return event, Change(done=False, mention=with_call(visit.session, mention, facts))
    change = change_mention(visit.session, mention.id, visit.colleague, event, visit.now, details)
    if change.engagement is EngagementKind.GIVE:
        _ask(visit, outbox.Kind.OFFER, mention, details.other)
    elif change.engagement is EngagementKind.DECLINE:
        line = giving(visit.session, mention.id)
        _ask(visit, outbox.Kind.GIVEN_BACK, mention, line.colleague if line else None)
    return event, change


def _ask(visit: Visit, kind: outbox.Kind, mention: Mention, colleague: Colleague | None) -> None:
    if colleague is not None and colleague.wants_messages:
        put_prompt(visit.session, kind, mention, colleague, visit.now)


def is_kept_out(visit: Visit, event: Event) -> bool:
    """Tell whether the visitor may not wish this, whatever the mention: bots, and some guests.

    Whatever somebody holds, they can let go of.
    """
    kind = visit.colleague.kind
    is_guest = kind is ColleagueKind.GUEST and visit.workspace.excludes_guests
    return kind is ColleagueKind.BOT or (is_guest and event not in _LETTING_GO)


def outcome(visit: Visit, event: Event, change: Change) -> Message:
    """Say what came of a wish."""
    if change.engagement is not None:
        return _DONE[change.engagement](change.mention, visit.language)
    return refused(visit, event, change.mention)


def refused(visit: Visit, event: Event, mention: MentionFacts) -> Message:
    """Say why the visitor's wish cannot be done."""
    if is_kept_out(visit, event):
        return say.only_reads_along(mention, visit.language)
    if closed := _closed_to_all(mention, visit.language):
        return closed
    if event is Event.CLAIM and mention.state is MentionState.OPEN:
        return first_call.waits_for(mention, visit.language, visit.zone)
    mine = mention.holder is not None and mention.holder.slack_id == visit.colleague.slack_id
    return _refusal(event, mention, visit.language, visit.now, mine=mine)


def _refusal(
    event: Event, mention: MentionFacts, language: Language, now: datetime, *, mine: bool
) -> Message:
    """Say why a mention's state does not allow a wish: who has it, or that nobody does."""
    if event in (Event.ACCEPT, Event.DECLINE):
        return hand_overs.not_offered(mention, language)
    if event is Event.REOPEN:
        return say.nothing_to_reopen(mention, language)
    if mention.state is MentionState.REPLIED:
        return say.already_replied(mention, language, now)
    if mention.state is MentionState.DISMISSED:
        return say.already_dismissed(mention, language, now)
    if mention.state is MentionState.OPEN:
        return say.nothing_to_release(mention, language)
    if mine:
        return say.already_yours(mention, language)
    not_yours = _NOT_YOURS.get(event, say.held_by)
    return not_yours(mention, language, now)


def _closed_to_all(mention: MentionFacts, language: Language) -> Message | None:
    """Say why nobody can take a mention, whoever asks; None where somebody can."""
    if mention.forgotten:
        return forgotten(mention.number, language)
    return ours_already(mention, language) if mention.voice is not None else None


def asked_first(visit: Visit, mention: Mention, event: Event) -> Message | None:
    """Ask whoever wants to claim or answer what is by a person who is to be left in peace."""
    to_reply = event is Event.REPLY
    if not to_reply and event is not Event.CLAIM:
        return None
    asked = no_contact_of(visit.session, mention.person_id)
    if asked is None or is_kept_out(visit, event):
        return None
    facts = mention_facts(load_mention(visit.session, mention.id))
    is_free = to_reply or facts.state is MentionState.OPEN
    if not is_free or not is_to_be_asked(facts, asked, visit.colleague.slack_id):
        return None
    return say.asks_first(facts, asked, visit.language, visit.zone, to_reply=to_reply)


def may_reply(visit: Visit, mention: MentionFacts) -> bool:
    """Tell whether an answer can be logged: by whoever holds it or could claim it, or one more."""
    if mention.forgotten or mention.voice is not None:
        return False
    holds = mention.holder is not None and mention.holder.slack_id == visit.colleague.slack_id
    standing = Standing(mention.state, holds=holds)
    wishes = (Event.CLAIM, Event.REPLY)
    return not is_kept_out(visit, Event.REPLY) and any(
        transition(event, standing, visit.now) for event in wishes
    )
