"""Reacting: what a reaction on a card means, and what is told to whoever put it there."""

from dataclasses import dataclass
from datetime import timedelta

from bot import sending
from bot.answers import claims as say
from bot.at_claim import help_at_claim
from bot.claims import asked_first, carry_out, may_reply, refused
from bot.desk import Asker, Desk, Visit
from bot.facts import ColleagueKind
from bot.meeting import make_known
from bot.mentions import Change, load_mention, lock_mention, mention_by_card
from bot.message import Message
from bot.models import Mention
from bot.slack import Slack
from bot.slack_models import HeardReaction
from bot.states import Event
from bot.telling import tell
from bot.voices import with_voice
from bot.workspaces import emojis_of, workspace_of_team

# After a dead poster's lease, another one looks for the card.
_CARD_IS_FOUND_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Reaction:
    """A reaction that was given or taken away, as Slack tells it.

    ``emoji``: its name, perhaps with a skin tone; ``at``: the event's ts; ``delivery`` names the
    event, so that it is answered once.
    """

    card_ts: str
    emoji: str
    added: bool
    at: str
    delivery: str


def react(desk: Desk, slack: Slack, asker: Asker, reaction: Reaction) -> None:
    """Take a reaction on a card as a wish; whatever is no card, or no emoji of ours, is left alone.

    One that a later one has overtaken is left alone, too. A reaction can only be answered through
    the outbox.
    """
    name, added, delivery = reaction.emoji.partition("::")[0], reaction.added, reaction.delivery
    card_ts = reaction.card_ts
    _wait_for_card(desk, asker.channel or "", card_ts)
    if not _is_wish(desk, asker, card_ts, name):
        return
    make_known(desk, slack, asker)
    with desk.visit(asker) as visit:
        found = mention_by_card(visit.session, visit.workspace.id, asker.channel or "", card_ts)
        if found is None or visit.colleague.kind is ColleagueKind.BOT:
            return
        mention = lock_mention(visit.session, found.id)
        if _is_overtaken(visit, mention, name, reaction.at):
            return
        event = _meant(visit, name, added=added)
        if event is None:
            if added:
                _offer_reply(visit, mention, asker, delivery)
            return
        if not added and (mention.holder_id != visit.colleague.id or mention.is_offered):
            # Taking back a reaction that had no effect has none either.
            return
        if asked := asked_first(visit, mention, event):
            tell(visit, asker.channel, asked, delivery)
            return
        event, change = carry_out(visit, mention, event)
        if added and (message := _after_reaction(visit, mention, event, change)) is not None:
            tell(visit, asker.channel, message, delivery)


def _is_overtaken(visit: Visit, mention: Mention, name: str, at: str) -> bool:
    """Tell whether a later word of the same hand was heard already; keep this one in mind if not.

    The mention is locked, so that of two that come at once one is kept first.
    """
    heard = visit.session.get(HeardReaction, (mention.id, visit.colleague.id, name))
    if heard is None:
        heard = HeardReaction(
            mention_id=mention.id, colleague_id=visit.colleague.id, name=name, event_ts=at
        )
        visit.session.add(heard)
    elif heard.event_ts > at:
        return True
    heard.event_ts, heard.heard_at = at, visit.now
    return False


def _is_wish(desk: Desk, asker: Asker, card_ts: str, name: str) -> bool:
    """Tell whether a reaction is one of ours on a card: only then it matters whose it is."""
    with desk.store.read() as session:
        workspace = workspace_of_team(session, asker.team_id)
        if workspace is None:
            return False
        emojis = emojis_of(workspace)
        return name in (emojis.claim, emojis.replied, emojis.dismiss) and (
            mention_by_card(session, workspace.id, asker.channel or "", card_ts) is not None
        )


def _meant(visit: Visit, name: str, *, added: bool) -> Event | None:
    """Say what a reaction wishes; None for the one that says "answered"."""
    emojis = emojis_of(visit.workspace)
    if name == emojis.claim:
        return Event.CLAIM if added else Event.RELEASE
    if name == emojis.dismiss:
        return Event.DISMISS if added else Event.REOPEN
    return None


def _after_reaction(visit: Visit, mention: Mention, event: Event, change: Change) -> Message | None:
    """Say why a reaction had no effect, or what helps with a claim; cards show all else."""
    if not change.done:
        return refused(visit, event, change.mention)
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
    facts = with_voice(visit.session, load_mention(visit.session, mention.id))
    if may_reply(visit, facts):
        asked = asked_first(visit, mention, Event.REPLY)
        message = asked or say.offer_reply(facts, visit.language)
    else:
        message = refused(visit, Event.REPLY, facts)
    tell(visit, asker.channel, message, delivery)
