"""Drafts: what a colleague has written in the modal for an answer, kept until it is saved."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.answer_facts import Written
from bot.answer_models import Draft
from bot.store import insert_new

_NEW = 0


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Whose draft it is, to which mention; ``answer_id``: of a correction of which answer."""

    workspace_id: int
    colleague_id: int
    mention_id: int
    answer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in a modal at a moment: Slack's time of it, in seconds."""

    written: Written
    view_id: str
    at: float


def keep_draft(session: Session, key: DraftKey, typed: Typed, now: datetime) -> bool:
    """Keep what stands in a modal; False where that is old news.

    Slack tells changes side by side: one that comes after a later one, or after the modal was
    saved, changes nothing.
    """
    draft = _lock(session, key, now)
    late = typed.at <= draft.typed_at or (draft.is_done and draft.view_id == typed.view_id)
    if late:
        return False
    draft.written, draft.view_id, draft.typed_at = typed.written.as_row(), typed.view_id, typed.at
    draft.is_done, draft.kept_at = False, now
    return True


def draft_of(session: Session, key: DraftKey) -> tuple[Written, datetime] | None:
    """Give what was kept, and when; None where nothing is."""
    draft = session.get(Draft, _primary(key))
    if draft is None or draft.is_done:
        return None
    written = Written.from_row(draft.written)
    return (written, draft.kept_at) if written != Written() else None


def finish_draft(session: Session, key: DraftKey, view_id: str, now: datetime) -> None:
    """Drop a draft, as what was written is saved; what its modal still tells comes too late."""
    draft = _lock(session, key, now)
    draft.written, draft.view_id, draft.is_done, draft.kept_at = {}, view_id, True, now


def forget_drafts(session: Session, before: datetime) -> None:
    """Drop what nobody came back to since."""
    session.execute(delete(Draft).where(Draft.kept_at < before))


def _lock(session: Session, key: DraftKey, now: datetime) -> Draft:
    colleague_id, mention_id, answer_id = _primary(key)
    row = {
        "workspace_id": key.workspace_id,
        "colleague_id": colleague_id,
        "mention_id": mention_id,
        "answer_id": answer_id,
        "view_id": "",
        "typed_at": 0.0,
        "written": {},
        "is_done": False,
        "kept_at": now,
    }
    insert_new(session, Draft, [row])
    return session.get_one(Draft, _primary(key), with_for_update=True, populate_existing=True)


def _primary(key: DraftKey) -> tuple[int, int, int]:
    return key.colleague_id, key.mention_id, key.answer_id or _NEW
