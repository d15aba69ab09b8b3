"""Reacting: what a reaction on a card means, and what is told to whoever put it there."""

from datetime import timedelta

from bot import sending
from bot.answers import claims as say
from bot.at_claim import help_at_claim
from bot.claims import asked_first, carry_out, may_reply, refusal
from bot.desk import Asker, Desk, Visit
from bot.mentions import Change, mention_by_card
from bot.message import Message
from bot.models import Mention
from bot.reading import mention_facts
from bot.states import Event
from bot.telling import tell
from bot.workspaces import emojis_of

# After a dead poster's lease, another one looks for the card.
_CARD_IS_FOUND_WITHIN = timedelta(seconds=10)


def react(
    desk: Desk, asker: Asker, card_ts: str, emoji: str, *, added: bool, delivery: str
) -> None:
    """Take a reaction on a card as a wish; whatever is no card, or no emoji of ours, is left alone.

    A reaction can only be answered through the outbox; ``delivery`` names it there.
    """
    name = emoji.partition("::")[0]
    _wait_for_card(desk, asker.channel or "", card_ts)
    with desk.visit(asker) as visit:
        emojis = emojis_of(visit.workspace)
        if name not in (emojis.claim, emojis.replied, emojis.dismiss):
            return
        mention = mention_by_card(visit.session, visit.workspace.id, asker.channel or "", card_ts)
        if mention is None:
            return
        if name == emojis.replied:
            if added:
                _offer_reply(visit, mention, asker, delivery)
            return
        if name == emojis.claim:
            event = Event.CLAIM if added else Event.RELEASE
        else:
            event = Event.DISMISS if added else Event.REOPEN
        if not added and (mention.holder_id != visit.colleague.id or mention.is_offered):
            # Taking back a reaction that had no effect has none either.
            return
        if asked := asked_first(visit, mention, event):
            tell(visit, asker.channel, asked, delivery)
            return
        event, change = carry_out(visit, mention, event)
        if added and (message := _after_reaction(visit, mention, event, change)) is not None:
            tell(visit, asker.channel, message, delivery)


def _after_reaction(visit: Visit, mention: Mention, event: Event, change: Change) -> Message | None:
    """Say why a reaction had no effect, or what helps with a claim; cards show all else."""
    if not change.done:
        me = visit.colleague.slack_id
        return refusal(event, change.mention, me, visit.language, visit.now)
    return help_at_claim(visit, mention, change)


def _wait_for_card(desk: Desk, channel: str, card_ts: str) -> None:
    """Wait while the message may be a card that Slack shows already, but has not told us of.

    Where Slack's answer was lost, that takes until the poster has looked for the card.
    """
    until = desk.clock.now() + sending.LEASE + _CARD_IS_FOUND_WITHIN
    while desk.clock.now() < until and not desk.stop.is_set():
        with desk.store.read() as session:
            if not sending.is_on_its_way(session, channel, card_ts):
                return
        desk.clock.wait(desk.stop, 0.2)


def _offer_reply(visit: Visit, mention: Mention, asker: Asker, delivery: str) -> None:
    facts = mention_facts(mention)
    if may_reply(facts, asker.user_id, visit.now):
        asked = asked_first(visit, mention, Event.REPLY)
        message = asked or say.offer_reply(facts, visit.language)
    else:
        message = refusal(Event.REPLY, facts, asker.user_id, visit.language, visit.now)
    tell(visit, asker.channel, message, delivery)
