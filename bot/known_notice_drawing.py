"""Drawing notices: what whoever knows an author best is told when they appear."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.answers.contacts import known_appears, known_settled
from bot.colleagues import facts_of
from bot.contacts import contact_facts, contacts_with
from bot.facts import ContactFacts, EngagementFacts, MentionState
from bot.language import Language
from bot.message import Message
from bot.models import Colleague, Mention
from bot.reading import mention_facts


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a notice, in their language and zone."""

    colleague: Colleague
    language: Language
    zone: ZoneInfo


def draw_known_notice(
    session: Session,
    mention: Mention,
    reader: Reader,
    outcome: EngagementFacts | None = None,
    *,
    anew: bool = False,
) -> Message | None:
    """Draw the notice, or ``anew`` with what came of it.

    Nothing where it is not said yet and somebody was faster, or the colleague is gone, or wants
    none.
    """
    colleague = reader.colleague
    is_here = colleague.left_at is None and colleague.wants_messages
    is_open = mention.state is MentionState.OPEN and mention.card_ts is not None
    if not anew and not (is_here and is_open):
        return None
    contacts = contacts_with(session, [mention.person_id], but_for=mention.id)
    known = contacts.get(mention.person_id, ())
    contact = next((each for each in known if each.colleague.id == colleague.id), None)
    if contact is None and not anew:
        return None
    facts = mention_facts(mention)
    knew = contact_facts(contact) if contact else ContactFacts(facts_of(colleague))
    if outcome is not None:
        return known_settled(facts, outcome, reader.language)
    return known_appears(facts, knew, reader.language, reader.zone)
