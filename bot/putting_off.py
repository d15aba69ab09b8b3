"""Putting off: the holder of a claim says that they are still on it."""

from bot.answers.guidance import no_such_mention
from bot.answers.reminders import not_with_you
from bot.desk import Asker, Desk
from bot.facts import MentionState
from bot.mentions import load_mention, lock_mention, mention_by_number
from bot.message import Message
from bot.prompts import Place, pressed_prompt, redraw_prompt
from bot.reading import mention_facts


def put_off(desk: Desk, asker: Asker, number: int, place: Place) -> Message | None:
    """Let the holder's time begin anew; the message that asked shows it, so nothing is said."""
    with desk.visit(asker) as visit:
        found = mention_by_number(visit.session, visit.workspace.id, number)
        if found is None:
            return no_such_mention(number, visit.language)
        mention = lock_mention(visit.session, found.id)
        holds = mention.holder_id == visit.colleague.id and not mention.is_offered
        done = holds and mention.state is MentionState.CLAIMED
        if done:
            mention.time_from, mention.reminded_at = visit.now, None
        asked = pressed_prompt(visit.session, mention, visit.colleague, place)
        if asked is not None:
            redraw_prompt(visit.session, mention, asked, visit.now)
        if done:
            return None
        facts = mention_facts(load_mention(visit.session, mention.id))
        return not_with_you(facts, visit.language)
