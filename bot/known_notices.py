"""Notices: whoever knows an author best is told when they appear, once a day at most."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.contact_models import KnownNotice
from bot.contacts import contacts_with
from bot.models import Colleague, Mention, Workspace
from bot.outbox import Kind
from bot.prompts import put_prompt
from bot.store import in_portions, insert_new
from bot.voices import is_external
from bot.workspaces import zone_named, zone_of


def put_known_notices(session: Session, mention_ids: Sequence[int], now: datetime) -> None:
    """Tell of new mentions (id, with cards) whoever knows their authors best and wants to know.

    Whoever is called first for one is told by that.
    """
    mentions = [
        mention
        for some in in_portions(mention_ids)
        for mention in session.scalars(
            select(Mention).where(Mention.id.in_(some), is_external()).order_by(Mention.id)
        )
        if mention.authors
    ]
    contacts = contacts_with(session, [mention.person_id for mention in mentions])
    for mention in mentions:
        here = [each.colleague for each in contacts.get(mention.person_id, ())]
        best = next((each for each in here if each.wants_messages), None)
        is_told = best is None or best.id == mention.called_id
        if best is not None and not is_told and _is_first_today(session, best, now):
            put_prompt(session, Kind.KNOWN, mention, best, now)


def _is_first_today(session: Session, colleague: Colleague, now: datetime) -> bool:
    row = {"colleague_id": colleague.id, "day": _today(session, colleague, now)}
    return bool(insert_new(session, KnownNotice, [row], returning=[KnownNotice.colleague_id]))


def _today(session: Session, colleague: Colleague, now: datetime) -> date:
    workspace = session.get_one(Workspace, colleague.workspace_id)
    zone = zone_named(colleague.zone) if colleague.zone else zone_of(workspace)
    return now.astimezone(zone).date()
