"""House rules and tips: what a workspace has written for its places, or what is shipped."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.desk import Visit
from bot.shipped_tips import shipped_tips
from bot.store import insert_new, put_rows
from bot.teaching_models import PlaceWords, TipsHidden
from bot.tip_facts import PlaceTips
from feeds.places import PLACES

EVERYWHERE = ""
"""Stands where a place's key does, for the house rules that hold at all places."""
KEYS = frozenset(place.key for place in PLACES)


def read_tips(visit: Visit, place: str, language: str | None = None) -> PlaceTips:
    """Read what is told about a place; shipped tips in the visitor's language, or another one."""
    session = visit.session
    own = session.get(PlaceWords, (visit.workspace.id, place))
    shipped = shipped_tips(place, language or visit.language.code)
    return PlaceTips(
        place=place,
        tips=shipped if own is None or own.tips is None else own.tips,
        house_rules=own.house_rules if own else "",
        general=general_rules(session, visit.workspace.id),
        own=own is not None and own.tips is not None,
        hidden=session.get(TipsHidden, (visit.colleague.id, place)) is not None,
    )


def general_rules(session: Session, workspace_id: int) -> str:
    """Read the house rules that hold everywhere."""
    found = session.get(PlaceWords, (workspace_id, EVERYWHERE))
    return found.house_rules if found else ""


def changed_places(session: Session, workspace_id: int) -> frozenset[str]:
    """List the places (keys) for which a workspace has written something."""
    return frozenset(
        session.scalars(
            select(PlaceWords.place).where(
                PlaceWords.workspace_id == workspace_id, PlaceWords.place != EVERYWHERE
            )
        )
    )


def write_words(visit: Visit, place: str, house_rules: str, tips: str | None) -> None:
    """Keep house rules and tips of a place, or house rules for all; None: tips as shipped."""
    row = {
        "workspace_id": visit.workspace.id,
        "place": place,
        "house_rules": house_rules,
        "tips": tips,
        "changed_by_id": visit.colleague.id,
        "changed_at": visit.now,
    }
    if house_rules or tips is not None:
        put_rows(visit.session, PlaceWords, [row])
    else:
        here = PlaceWords.workspace_id == visit.workspace.id
        visit.session.execute(delete(PlaceWords).where(here, PlaceWords.place == place))


def hide_tips(session: Session, colleague_id: int, place: str, now: datetime) -> None:
    """Note that a colleague wants to see nothing about a place at their claims."""
    row = {"colleague_id": colleague_id, "place": place, "hidden_at": now}
    insert_new(session, TipsHidden, [row])


def show_tips_again(session: Session, colleague_id: int, place: str) -> None:
    """Let a colleague see a place's tips at their claims again, as far as they still need them."""
    session.execute(
        delete(TipsHidden).where(TipsHidden.colleague_id == colleague_id, TipsHidden.place == place)
    )
