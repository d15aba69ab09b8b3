"""Partings: the people whom a colleague knew who has left are offered to others."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import outbox
from bot.answers.contacts import contacts_offered, kept_already, thank_for_contact
from bot.colleagues import facts_of
from bot.contact_models import Parting, PartingLine
from bot.contacts import Contact, contacts_of, contacts_with
from bot.desk import Asker, Desk
from bot.facts import OfferedFacts
from bot.knowing import know
from bot.language import Languages
from bot.message import Message
from bot.models import Colleague, Engagement, Mention, Person, Workspace
from bot.no_contact import draw_cards_anew
from bot.slack_models import OutboxRow
from bot.workspaces import zone_named, zone_of


def offer_contacts(session: Session, left: Colleague, now: datetime) -> None:
    """Offer each person to whoever knows them next best, and to the channel whom nobody knows.

    One message each. ``left`` counts as gone already.
    """
    known = contacts_of(session, left.id)
    others = contacts_with(session, [contact.person_id for contact in known])
    offers: dict[int | None, list[Contact]] = {}
    here: dict[int | None, str | None] = {None: _channel(session, left)}
    for contact in known:
        able = (each.colleague for each in others.get(contact.person_id, ()))
        to = next((each for each in able if each.wants_messages), None)
        if to is not None:
            here[to.id] = to.slack_id
        offers.setdefault(to.id if to else None, []).append(contact)
    for to_id, contacts in offers.items():
        if channel := here[to_id]:
            _offer(session, left, to_id, channel, contacts, now)


def _channel(session: Session, left: Colleague) -> str | None:
    """Give the workspace's channel; where none is chosen, the one where they were last active."""
    workspace = session.get_one(Workspace, left.workspace_id)
    return workspace.channel or session.scalar(
        select(Mention.channel)
        .join(Engagement, Engagement.mention_id == Mention.id)
        .where(Engagement.colleague_id == left.id)
        .order_by(Engagement.id.desc())
        .limit(1)
    )


def _offer(
    session: Session,
    left: Colleague,
    to_id: int | None,
    channel: str,
    contacts: Sequence[Contact],
    now: datetime,
) -> None:
    parting = Parting(
        workspace_id=left.workspace_id, colleague_id=left.id, offered_to_id=to_id, decided_at=now
    )
    session.add(parting)
    session.flush()
    session.add_all(
        PartingLine(parting_id=parting.id, person_id=contact.person_id) for contact in contacts
    )
    session.flush()
    outbox.put_message(
        session,
        outbox.Kind.PARTING,
        f"parting:{parting.id}",
        {"parting_id": parting.id},
        now,
        to=outbox.Recipient(left.workspace_id, channel),
        lane=f"parting:{parting.id}",
    )


def keep_in_touch(desk: Desk, asker: Asker, line_id: int, message_ts: str) -> Message:
    """Let a colleague keep in touch with somebody who was offered; of several the first one does.

    ``message_ts`` is the offer's, to be drawn anew in the asker's channel.
    """
    with desk.visit(asker) as visit:
        session, workspace = visit.session, visit.workspace
        line = session.scalar(
            select(PartingLine)
            .join(Parting, Parting.id == PartingLine.parting_id)
            .where(PartingLine.id == line_id, Parting.workspace_id == workspace.id)
        )
        if line is None:
            return kept_already(None, "", visit.language)
        is_first = session.scalar(
            update(PartingLine)
            .where(PartingLine.id == line_id, PartingLine.keeper_id.is_(None))
            .values(keeper_id=visit.colleague.id, kept_at=visit.now)
            .returning(PartingLine.id)
            .execution_options(synchronize_session=False)
        )
        session.refresh(line)
        known = session.get_one(Person, line.person_id).standing
        person = known.name
        if is_first is None:
            keeper = session.get_one(Colleague, line.keeper_id)
            return kept_already(facts_of(keeper), person, visit.language)
        know(session, known.id, visit.colleague, visit.now)
        draw_cards_anew(session, known.id, visit.now)
        if asker.channel and message_ts:
            outbox.put_message(
                session,
                outbox.Kind.PARTING_UPDATE,
                f"parting_update:{line_id}",
                {"parting_id": line.parting_id, "message_ts": message_ts},
                visit.now,
                to=outbox.Recipient(workspace.id, asker.channel),
                lane=f"parting:{line.parting_id}",
            )
        return thank_for_contact(person, visit.language)


def redraw_partings(session: Session, people: Sequence[int], now: datetime) -> None:
    """Draw anew the offers in Slack that name people (id), who are about to be forgotten."""
    offers = select(PartingLine.parting_id).where(PartingLine.person_id.in_(people)).distinct()
    for parting_id in sorted(session.scalars(offers)):
        said = session.scalar(
            select(OutboxRow).where(
                OutboxRow.key == f"parting:{parting_id}", OutboxRow.message_ts.is_not(None)
            )
        )
        if said is not None:
            outbox.put_message(
                session,
                outbox.Kind.PARTING_UPDATE,
                f"parting_update:{parting_id}:{now.timestamp():.6f}",
                {"parting_id": parting_id, "message_ts": said.message_ts},
                now,
                to=outbox.Recipient(said.workspace_id, said.channel),
                lane=f"parting:{parting_id}",
            )


def draw_parting(
    session: Session, languages: Languages, workspace: Workspace, parting_id: int
) -> Message | None:
    """Draw an offer as it stands now: who is left to take, and who keeps in touch with whom.

    Nothing where nobody is left to be named.
    """
    parting = session.get_one(Parting, parting_id)
    left = session.get_one(Colleague, parting.colleague_id)
    to = session.get_one(Colleague, parting.offered_to_id) if parting.offered_to_id else None
    knew = {contact.person_id: contact for contact in contacts_of(session, left.id)}
    rows = session.execute(
        select(PartingLine, Person, Colleague)
        .join(Person, Person.id == PartingLine.person_id)
        .outerjoin(Colleague, Colleague.id == PartingLine.keeper_id)
        .where(PartingLine.parting_id == parting_id)
        .order_by(PartingLine.id)
    )
    offered = []
    for line, person, keeper in rows:
        contact = knew.get(person.standing.id)
        offered.append(
            OfferedFacts(
                line_id=line.id,
                person=person.standing.name,
                replies=contact.replies if contact else 0,
                last=contact.last if contact else None,
                keeper=facts_of(keeper) if keeper is not None else None,
            )
        )
    if not offered:
        return None
    language = languages.get(to.language if to and to.language else workspace.language)
    zone = zone_named(to.zone) if to and to.zone else zone_of(workspace)
    return contacts_offered(facts_of(left), offered, language, zone, to_all=to is None)
