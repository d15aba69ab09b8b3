"""Community managers: Slack's admins and owners, and the colleagues whom one of them has named."""

from collections.abc import Collection

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from bot.colleagues import facts_of, meet_colleague
from bot.community_models import CommunityManager
from bot.desk import Asker, Desk, Visit
from bot.facts import ColleagueFacts
from bot.models import Colleague
from bot.slack import Slack, SlackCallError
from bot.store import insert_new

log = structlog.get_logger(__name__)


def is_community_manager(desk: Desk, slack: Slack, asker: Asker) -> bool:
    """Tell whether somebody may do what only community managers may; asks Slack if need be.

    Where Slack does not answer, nobody is taken for an admin.
    """
    with desk.visit(asker) as visit:
        if visit.session.get(CommunityManager, visit.colleague.id) is not None:
            return True
    try:
        answer = slack.try_without("users_info", tries=1, user=asker.user_id)
    except SlackCallError as error:
        log.warning("slack.admin_unknown", user=asker.user_id, reason=error.reason)
        return False
    user = (answer or {}).get("user") or {}
    return bool(user.get("is_admin") or user.get("is_owner"))


def named_managers(session: Session, workspace_id: int) -> list[ColleagueFacts]:
    """List the colleagues who were named, in the order of their names."""
    rows = session.scalars(
        select(CommunityManager)
        .join(CommunityManager.colleague)
        .options(joinedload(CommunityManager.colleague))
        .where(Colleague.workspace_id == workspace_id)
        .order_by(Colleague.name, Colleague.id)
    )
    return [facts_of(row.colleague) for row in rows]


def name_managers(visit: Visit, slack_ids: Collection[str]) -> None:
    """Let these colleagues be community managers, and nobody else besides admins and owners."""
    session, workspace_id = visit.session, visit.workspace.id
    chosen = {meet_colleague(session, workspace_id, slack_id).id for slack_id in slack_ids}
    here = select(Colleague.id).where(Colleague.workspace_id == workspace_id)
    session.execute(
        delete(CommunityManager)
        .where(
            CommunityManager.colleague_id.in_(here), CommunityManager.colleague_id.not_in(chosen)
        )
        .execution_options(synchronize_session=False)
    )
    rows = [
        {"colleague_id": each, "named_by_id": visit.colleague.id, "named_at": visit.now}
        for each in sorted(chosen)
    ]
    insert_new(session, CommunityManager, rows)
