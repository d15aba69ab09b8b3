"""Colleagues: the workspace's Slack users, from the first time the bot meets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from bot.facts import ColleagueFacts, ColleagueKind
from bot.likeness import nearly
from bot.models import Colleague, Workspace
from bot.store import insert_new

# Slack says of its own bot that it is none.
_SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of one of its users (https://docs.slack.dev/reference/objects/user-object)."""

    name: str | None
    zone: str | None
    deactivated: bool = False
    kind: ColleagueKind = ColleagueKind.REGULAR


def profile_of(user: Mapping[str, Any]) -> Profile:
    """Read what Slack says of a user, in an answer or an event."""
    said = user.get("profile") or {}
    name = said.get("display_name") or user.get("real_name") or said.get("real_name")
    return Profile(
        name=(name or user.get("name") or "")[:200] or None,
        zone=user.get("tz"),
        deactivated=bool(user.get("deleted")),
        kind=_kind_of(user),
    )


def _kind_of(user: Mapping[str, Any]) -> ColleagueKind:
    if user.get("is_bot") or user.get("id") == _SLACKBOT:
        return ColleagueKind.BOT
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return ColleagueKind.GUEST
    return ColleagueKind.REGULAR


def meet_colleague(session: Session, workspace_id: int, slack_id: str) -> Colleague:
    """Find the colleague with a Slack user id, or make the row; asks Slack nothing."""
    known = select(Colleague).where(
        Colleague.workspace_id == workspace_id, Colleague.slack_id == slack_id
    )
    colleague = session.scalar(known)
    if colleague is None:
        insert_new(
            session,
            Colleague,
            [{"workspace_id": workspace_id, "slack_id": slack_id}],
            returning=[Colleague.id],
        )
        colleague = session.scalars(known).one()
    return colleague


def find_colleagues(
    session: Session, workspace_id: int, name: str, *, forgiving: bool = False
) -> list[Colleague]:
    """Find colleagues by the name that Slack told, with or without an @.

    Those who are called so, in whatever case; else those whose name contains it; else, if
    ``forgiving``, those whose name is nearly so.
    """
    wanted = " ".join(name.removeprefix("@").casefold().split())
    named = session.scalars(
        select(Colleague)
        .where(Colleague.workspace_id == workspace_id, Colleague.name.is_not(None))
        .order_by(Colleague.id)
    ).all()
    containing = [one for one in named if wanted and wanted in (one.name or "").casefold()]
    called = [one for one in containing if (one.name or "").casefold() == wanted]
    if called or containing or not forgiving:
        return called or containing
    meant = nearly(wanted, {one.name or "" for one in named})
    return [one for one in named if one.name in meant]


def unknown_colleagues(session: Session, now: datetime, limit: int = 20) -> list[tuple[int, str]]:
    """List (id, Slack id) of colleagues whose name is not known and may be asked for."""
    return _to_ask_about(session, [Colleague.name.is_(None)], now, limit)


def known_colleagues(session: Session, now: datetime, limit: int = 20) -> list[tuple[int, str]]:
    """List (id, Slack id) of colleagues whose name may have changed, or who may have left."""
    return _to_ask_about(session, [Colleague.name.is_not(None)], now, limit)


def _to_ask_about(
    session: Session, conditions: Sequence[ColumnElement[bool]], now: datetime, limit: int
) -> list[tuple[int, str]]:
    rows = session.execute(
        select(Colleague.id, Colleague.slack_id)
        .where(*conditions, or_(Colleague.ask_slack_at.is_(None), Colleague.ask_slack_at <= now))
        .order_by(Colleague.id)
        .limit(limit)
    )
    return [(row.id, row.slack_id) for row in rows]


def learn_profile(
    session: Session, colleague_id: int, profile: Profile | None, ask_again_at: datetime
) -> None:
    """Keep what Slack told, or when to ask again where it told nothing.

    The first zone that is known becomes the workspace's, if it has none.
    """
    colleague = session.get_one(Colleague, colleague_id)
    colleague.ask_slack_at = ask_again_at
    if profile is None:
        return
    colleague.name = profile.name or colleague.name
    colleague.zone = profile.zone or colleague.zone
    colleague.kind = profile.kind
    if colleague.zone and colleague.kind is not ColleagueKind.BOT:
        session.execute(
            update(Workspace)
            .where(Workspace.id == colleague.workspace_id, Workspace.zone.is_(None))
            .values(zone=colleague.zone)
        )


def choose_language(session: Session, colleague_id: int, language: str | None) -> None:
    """Keep the language of what only this colleague sees; None: as the workspace."""
    session.get_one(Colleague, colleague_id).language = language


def facts_of(colleague: Colleague) -> ColleagueFacts:
    """Name a colleague for a message."""
    return ColleagueFacts(colleague.slack_id, colleague.name)
