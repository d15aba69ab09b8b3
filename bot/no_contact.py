"""No contact: people whom colleagues ask each other to leave in peace."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from bot import outbox
from bot.colleagues import facts_of
from bot.facts import MentionFacts, MentionState, NoContactFacts
from bot.models import Colleague, Mention
from bot.people import everyone_read_as
from bot.person_models import NoContact
from bot.store import put_rows

_MOST_CARDS = 100
"""Cards that are drawn anew: the newest that wait for somebody, or are held."""


def no_contact_of(session: Session, person_id: int) -> NoContactFacts | None:
    """Tell who says last that a person, or whoever they are read as, is not to be contacted."""
    row = session.scalars(
        select(NoContact)
        .options(joinedload(NoContact.said_by))
        .where(NoContact.person_id.in_(everyone_read_as(person_id)))
        .order_by(NoContact.said_at.desc(), NoContact.person_id.desc())
        .limit(1)
    ).first()
    return NoContactFacts(facts_of(row.said_by), row.said_at, row.reason) if row else None


def ask_no_contact(
    session: Session, person_id: int, colleague: Colleague, reason: str, now: datetime
) -> None:
    """Keep that a standing person is not to be contacted; their cards say so from now on."""
    row = {
        "person_id": person_id,
        "workspace_id": colleague.workspace_id,
        "said_by_id": colleague.id,
        "said_at": now,
        "reason": reason,
    }
    put_rows(session, NoContact, [row])
    draw_cards_anew(session, person_id, now)


def allow_contact(session: Session, person_id: int, now: datetime) -> None:
    """Take back that a standing person is not to be contacted, whoever has said it."""
    gone = delete(NoContact).where(NoContact.person_id.in_(everyone_read_as(person_id)))
    session.execute(gone.execution_options(synchronize_session=False))
    draw_cards_anew(session, person_id, now)


def draw_cards_anew(session: Session, person_id: int, now: datetime) -> None:
    """Bring the cards of a standing person up to date, as far as they still ask for something."""
    mentions = session.scalars(
        select(Mention)
        .where(
            Mention.person_id.in_(everyone_read_as(person_id)),
            Mention.state.in_([MentionState.OPEN, MentionState.CLAIMED]),
        )
        .order_by(Mention.id.desc())
        .limit(_MOST_CARDS)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    for mention in mentions:
        mention.version += 1
    to_draw = [outbox.card_update_row(outbox.about(m), m.version, now) for m in mentions]
    outbox.put(session, to_draw)


def is_to_be_asked(mention: MentionFacts, no_contact: NoContactFacts | None, me: str) -> bool:
    """Tell whether a colleague is asked first, who is about to take up contact.

    Not again, where they claimed the mention after it was said: then they were asked already.
    """
    if no_contact is None:
        return False
    mine = mention.holder is not None and mention.holder.slack_id == me
    held = mention.state is MentionState.CLAIMED and mine
    return not (held and mention.since is not None and mention.since > no_contact.at)
