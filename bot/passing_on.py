"""Passing on: whoever is called first leaves a mention to the others, before its time is over."""

from bot.answers.first_call import not_called
from bot.answers.guidance import no_such_mention
from bot.desk import Asker, Desk
from bot.first_call import end_first_call
from bot.mentions import load_mention, lock_mention, mention_by_number
from bot.message import Message
from bot.prompts import Place, pressed_prompt, redraw_prompt
from bot.reading import mention_facts


def pass_on(desk: Desk, asker: Asker, number: int, place: Place) -> Message | None:
    """Open a mention to all; the message that asked shows it, so nothing is said."""
    with desk.visit(asker) as visit:
        found = mention_by_number(visit.session, visit.workspace.id, number)
        if found is None:
            return no_such_mention(number, visit.language)
        mention = lock_mention(visit.session, found.id)
        asked = pressed_prompt(visit.session, mention, visit.colleague, place)
        if mention.called_id == visit.colleague.id:
            end_first_call(visit.session, mention, visit.now)
            return None
        if asked is not None:
            redraw_prompt(visit.session, mention, asked, visit.now)
        facts = mention_facts(load_mention(visit.session, mention.id))
        return not_called(facts, visit.language)
