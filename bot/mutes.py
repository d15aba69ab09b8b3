"""Mutes: authors and places that a workspace does not want to hear from any more."""

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session, joinedload

from bot.answers.forgetting import forgotten
from bot.answers.guidance import no_such_mention
from bot.answers.mutes import muted, not_muted, unmuted, what_to_mute
from bot.colleagues import facts_of
from bot.desk import Asker, Desk
from bot.feed_facts import MuteFacts
from bot.mentions import mention_by_number
from bot.message import Message
from bot.models import Mute
from bot.people import everyone_read_as
from bot.store import insert_new


def ask_what_to_mute(desk: Desk, asker: Asker, number: int) -> Message:
    """Ask whether the person who wrote a mention is to be muted, or its place."""
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, visit.language)
        if mention.forgotten_at is not None:
            return forgotten(number, visit.language)
        author = next(iter(mention.authors or ()), "")
        return what_to_mute(number, author, mention.place, visit.language)


def mute_author(desk: Desk, asker: Asker, number: int) -> Message:
    """Mute the person who wrote a mention: what they write later becomes no mention here."""
    return _mute(desk, asker, number, author=True)


def mute_source(desk: Desk, asker: Asker, number: int) -> Message:
    """Mute the place that a mention comes from, whichever feed finds it."""
    return _mute(desk, asker, number, author=False)


def _mute(desk: Desk, asker: Asker, number: int, *, author: bool) -> Message:
    with desk.visit(asker) as visit:
        mention = mention_by_number(visit.session, visit.workspace.id, number)
        if mention is None:
            return no_such_mention(number, visit.language)
        if mention.forgotten_at is not None:
            return forgotten(number, visit.language)
        row = {
            "workspace_id": visit.workspace.id,
            "person_id": mention.person_id if author else None,
            "place": None if author else mention.place,
            "muted_by_id": visit.colleague.id,
            "muted_at": visit.now,
        }
        here = Mute.place == mention.place
        if author:
            here = Mute.person_id.in_(everyone_read_as(mention.person_id))
        this = _all().where(Mute.workspace_id == visit.workspace.id, here).order_by(Mute.id)
        is_new = visit.session.scalars(this.limit(1)).first() is None and bool(
            insert_new(visit.session, Mute, [row], returning=[Mute.id])
        )
        found = visit.session.scalars(this.limit(1)).one()
        return muted(mute_facts(found), visit.language, visit.zone, already=not is_new)


def unmute(desk: Desk, asker: Asker, mute_id: int) -> Message:
    """Hear somebody or some place again; what they wrote meanwhile stays away."""
    with desk.visit(asker) as visit:
        row = visit.session.scalar(
            _all().where(Mute.workspace_id == visit.workspace.id, Mute.id == mute_id)
        )
        if row is None:
            return not_muted(visit.language)
        facts = mute_facts(row)
        here = Mute.id == row.id
        if row.person_id is not None:
            here = Mute.person_id.in_(everyone_read_as(row.person_id))
        visit.session.execute(delete(Mute).where(here))
        return unmuted(facts, visit.language)


def list_mutes(session: Session, workspace_id: int) -> list[MuteFacts]:
    """List who and what is muted, the newest first."""
    rows = session.scalars(_all().where(Mute.workspace_id == workspace_id).order_by(Mute.id.desc()))
    # Two that were muted may have become one since.
    once = {row.person.standing.id if row.person else -row.id: row for row in rows}
    return [mute_facts(row) for row in once.values()]


def mute_facts(row: Mute) -> MuteFacts:
    """Read a mute; person and colleague must be loaded."""
    return MuteFacts(
        id=row.id,
        name=row.person.standing.name if row.person is not None else row.place or "",
        is_author=row.person is not None,
        by=facts_of(row.muted_by),
        at=row.muted_at,
    )


def _all() -> Select[Mute]:
    return select(Mute).options(joinedload(Mute.person), joinedload(Mute.muted_by))
