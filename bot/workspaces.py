"""Workspaces: which one a request speaks of, and what it has set."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.facts import Claiming, Emojis
from bot.feed_models import Subscription
from bot.models import Workspace
from bot.store import insert_new


@dataclass(frozen=True, slots=True)
class NewSettings:
    """What a colleague chose in the settings; everything is checked already."""

    channel: str | None
    digest_at: time
    zone: str
    language: str
    emojis: Emojis
    claiming: Claiming


def meet_workspace(
    session: Session, team_id: str, *, name: str, bot_user_id: str | None, now: datetime
) -> Workspace:
    """Find the workspace of a Slack team, or make it; keeps its name and the bot's user id.

    A workspace that the command line made before the bot met Slack becomes the first team's.
    """
    workspace = workspace_of_team(session, team_id)
    if workspace is None:
        workspace = session.scalar(select(Workspace).where(Workspace.team_id.is_(None)))
    if workspace is None:
        # A web and a worker process that start together on an empty database both come here.
        insert_new(session, Workspace, [{"team_id": team_id, "created_at": now}])
        workspace = session.scalars(select(Workspace).where(Workspace.team_id == team_id)).one()
    workspace.team_id = team_id
    workspace.name = name or workspace.name
    workspace.bot_user_id = bot_user_id or workspace.bot_user_id
    session.flush()
    return workspace


def workspace_of_team(session: Session, team_id: str) -> Workspace | None:
    """Find the workspace of a Slack team."""
    return session.scalar(select(Workspace).where(Workspace.team_id == team_id))


def only_workspace(session: Session, now: datetime) -> Workspace:
    """Find the one workspace that the command line means, or make one that no team has yet."""
    workspace = session.scalar(select(Workspace).order_by(Workspace.id).limit(1))
    if workspace is None:
        workspace = Workspace(team_id=None, created_at=now)
        session.add(workspace)
        session.flush()
    return workspace


def change_settings(session: Session, workspace_id: int, settings: NewSettings) -> None:
    """Keep what was chosen."""
    session.execute(
        update(Workspace)
        .where(Workspace.id == workspace_id)
        .values(
            channel=settings.channel,
            digest_at=settings.digest_at,
            zone=settings.zone,
            language=settings.language,
            emoji_claim=settings.emojis.claim,
            emoji_replied=settings.emojis.replied,
            emoji_dismiss=settings.emojis.dismiss,
            excludes_guests=settings.claiming.excludes_guests,
            first_call_minutes=settings.claiming.first_call_minutes,
        )
    )


def zone_of(workspace: Workspace) -> ZoneInfo:
    """Give the workspace's time zone; UTC where none is known."""
    return zone_named(workspace.zone)


def zone_named(name: str | None) -> ZoneInfo:
    """Give the zone of an IANA name; UTC for none or one that this machine does not know."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def emojis_of(workspace: Workspace) -> Emojis:
    """Give the workspace's reactions."""
    return Emojis(workspace.emoji_claim, workspace.emoji_replied, workspace.emoji_dismiss)


def claiming_of(workspace: Workspace) -> Claiming:
    """Give the workspace's rules for claiming."""
    return Claiming(workspace.excludes_guests, workspace.first_call_minutes)


def next_number(session: Session, workspace_id: int, counter: str, count: int = 1) -> int:
    """Take the next numbers of a workspace ("mention_count", "subscription_count").

    Returns the first of them. The row is locked until the transaction ends, so that numbers
    have no gaps and no doubles.
    """
    column = getattr(Workspace, counter)
    last = session.execute(
        update(Workspace)
        .where(Workspace.id == workspace_id)
        .values({counter: column + count})
        .returning(column)
    ).scalar_one()
    return int(last) - count + 1


def lock_workspaces(
    session: Session, feed_ids: Collection[int], newcomer: int | None = None
) -> list[int]:
    """Lock the workspaces that subscribe to feeds until the transaction ends; give their ids.

    ``newcomer`` is about to subscribe.

    Of any number of workers one at a time says what a workspace's mentions are. All of them lock
    in one order, and before they lock a mention, so that no two wait for each other; whoever
    claims a mention refers to the workspace, and is not kept waiting by this.
    """
    subscribed = select(Subscription.workspace_id).where(Subscription.feed_id.in_(sorted(feed_ids)))
    return list(
        session.scalars(
            select(Workspace.id)
            .where(or_(Workspace.id.in_(subscribed), Workspace.id == newcomer))
            .order_by(Workspace.id)
            .with_for_update(key_share=True)
        )
    )
