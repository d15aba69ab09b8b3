"""Handing over: one colleague gives a mention to another one, who says yes or no."""

from typing import Any

from bot.answers import hand_overs as say
from bot.answers.guidance import no_such_mention
from bot.claims import carry_out, is_kept_out, outcome, refused
from bot.colleagues import facts_of, find_colleagues, meet_colleague
from bot.desk import Asker, Desk, Visit
from bot.facts import ColleagueKind, MentionFacts, MentionState
from bot.give_modal import LONGEST_REASON, give_modal
from bot.hand_overs import giving
from bot.meeting import Met, meet_user
from bot.mentions import Details, load_mention, lock_mention, mention_by_number
from bot.message import Message
from bot.models import Colleague
from bot.prompts import Place, pressed_prompt, redraw_prompt
from bot.reading import mention_facts
from bot.slack import Slack
from bot.states import Event
from bot.voices import with_voice


def open_give(desk: Desk, asker: Asker, number: int) -> dict[str, Any] | Message:
    """Give the modal in which a mention is handed over, or say why it cannot be."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, visit.language)
        facts = with_voice(visit.session, mention)
        if is_kept_out(visit, Event.GIVE) or not _may_give(facts, asker.user_id):
            return refused(visit, Event.GIVE, facts)
        return give_modal(facts, visit.language, asker.channel)


def _may_give(mention: MentionFacts, me: str) -> bool:
    holds = mention.holder is not None and mention.holder.slack_id == me
    is_open = mention.state is MentionState.OPEN and mention.voice is None
    return is_open or (mention.state is MentionState.CLAIMED and holds)


def hand_over(
    desk: Desk, slack: Slack, asker: Asker, number: int, slack_id: str, reason: str
) -> Message:
    """Hand a mention over to a Slack user; say to the asker what came of it."""
    if slack_id == asker.user_id:
        return say.not_to_yourself(desk.language_of(asker))
    if meet_user(desk, slack, asker, slack_id) is Met.NOBODY:
        return say.no_such_colleague(slack_id, desk.language_of(asker))
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, visit.language)
        other = meet_colleague(visit.session, visit.workspace.id, slack_id)
        if refused := _refused(visit, other):
            return refused
        details = Details(other=other, note=reason[:LONGEST_REASON] or None)
        event, change = carry_out(visit, mention, Event.GIVE, details)
        if change.done:
            return say.handed_over(change.mention, visit.language, told=other.wants_messages)
        return outcome(visit, event, change)


def hand_over_by_name(
    desk: Desk, slack: Slack, asker: Asker, number: int, name: str, reason: str
) -> Message:
    """Hand a mention over to the colleague of a name that was typed without Slack's completion."""
    with desk.visit(asker) as visit:
        found = find_colleagues(visit.session, visit.workspace.id, name)
        if len(found) != 1:
            return say.no_such_colleague(name, visit.language)
        slack_id = found[0].slack_id
    return hand_over(desk, slack, asker, number, slack_id, reason)


def _refused(visit: Visit, other: Colleague) -> Message | None:
    """Say why nothing can be handed over to a user, whatever it is."""
    facts = facts_of(other)
    is_ours = other.slack_id == visit.workspace.bot_user_id
    if other.kind is ColleagueKind.BOT or is_ours:
        return say.not_to_a_bot(facts, visit.language)
    if other.kind is ColleagueKind.GUEST and visit.workspace.excludes_guests:
        return say.not_to_a_guest(facts, visit.language)
    if other.left_at is not None:
        return say.not_here_any_more(facts, visit.language)
    return None


def answer_offer(
    desk: Desk, asker: Asker, number: int, line_id: int, event: Event, place: Place
) -> Message | None:
    """Say yes or no to one hand-over, in the message that asked; None where that shows it all.

    Whatever comes of it, the message is drawn anew: a button that is left in it is out of date.
    """
    with desk.visit(asker) as visit:
        found = mention_by_number(visit.session, visit.workspace.id, number)
        if found is None:
            return no_such_mention(number, visit.language)
        mention = lock_mention(visit.session, found.id)
        asked = pressed_prompt(visit.session, mention, visit.colleague, place)
        line = giving(visit.session, mention.id)
        if mention.is_offered and line is not None and line.id == line_id:
            _, change = carry_out(visit, mention, event)
            if change.done:
                return None
        if asked is not None:
            redraw_prompt(visit.session, mention, asked, visit.now)
        facts = mention_facts(load_mention(visit.session, mention.id))
        return say.not_offered(facts, visit.language)
