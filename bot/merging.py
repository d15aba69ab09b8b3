"""Merging: two people are one, and on second thoughts they are not.

Profiles, mentions, engagements and all else stay with whom they belong to, and are read through
whoever stands for them. So undoing a merge restores what was, and what came in between belongs to
whose profile brought it.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.models import Colleague, Person, Workspace
from bot.people import everyone_read_as, find_person
from bot.person_models import PersonMerge


def merge_people(
    session: Session, person_id: int, into: Person, colleague: Colleague, now: datetime
) -> bool:
    """Let a person, and all who are read as them, be read as another one of the same workspace.

    Says whether that was done: not where they are one already, or where somebody is missing.
    """
    _lock(session, into.workspace_id)
    person = find_person(session, into.workspace_id, person_id)
    target = find_person(session, into.workspace_id, into.id)
    if person is None or target is None or person.id == target.id:
        return False
    session.add(
        PersonMerge(
            person_id=person.id, into_id=target.id, merged_by_id=colleague.id, merged_at=now
        )
    )
    session.flush()
    members = list(session.scalars(everyone_read_as(person.id)))
    _stand(session, dict.fromkeys(members, target.id))
    return True


def unmerge_person(session: Session, workspace_id: int, person_id: int) -> bool:
    """Undo the merge of a person into another one; says whether there was one to undo."""
    _lock(session, workspace_id)
    person = session.get(Person, person_id, populate_existing=True)
    if person is None or person.workspace_id != workspace_id:
        return False
    undone = delete(PersonMerge).where(PersonMerge.person_id == person_id)
    if session.scalar(undone.returning(PersonMerge.person_id)) is None:
        return False
    members = list(session.scalars(everyone_read_as(person.merged_into_id or person.id)))
    merges = session.execute(
        select(PersonMerge.person_id, PersonMerge.into_id).where(PersonMerge.person_id.in_(members))
    )
    into = dict(merges.all())
    _stand(session, {member: stands_for(member, into) for member in members})
    return True


def stands_for(person_id: int, into: Mapping[int, int]) -> int:
    """Say who stands for a person, from who was merged into whom."""
    while person_id in into:
        person_id = into[person_id]
    return person_id


def _lock(session: Session, workspace_id: int) -> None:
    """Let one colleague at a time say who is whom in a workspace."""
    session.execute(
        select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True)
    )


def _stand(session: Session, standing: Mapping[int, int]) -> None:
    session.execute(
        update(Person),
        [
            {"id": person_id, "merged_into_id": None if stands == person_id else stands}
            for person_id, stands in standing.items()
        ],
    )
