"""Meeting: who somebody is, asked in Slack before something is decided that depends on it."""

from enum import Enum

import structlog
from sqlalchemy import select

from bot.colleagues import learn_profile, meet_colleague
from bot.desk import Asker, Desk
from bot.leaving import note_account
from bot.models import Colleague, Workspace
from bot.names import TOLD, ask_profile
from bot.slack import RefusedError, Slack, SlackCallError

log = structlog.get_logger(__name__)


class Met(Enum):
    """What became of asking Slack for a user."""

    KNOWN = "known"
    UNSURE = "unsure"
    """Slack did not tell: what was known before holds."""
    NOBODY = "nobody"
    """There is no such user."""


def make_known(desk: Desk, slack: Slack, asker: Asker) -> None:
    """Ask Slack who the asker is, unless that is known: bots and guests may not all do."""
    with desk.store.read() as session:
        known = session.scalar(
            select(Colleague.kind)
            .join(Workspace, Colleague.workspace_id == Workspace.id)
            .where(Workspace.team_id == asker.team_id, Colleague.slack_id == asker.user_id)
        )
    if known is None:
        meet_user(desk, slack, asker, asker.user_id)


def meet_user(desk: Desk, slack: Slack, asker: Asker, slack_id: str) -> Met:
    """Ask Slack who a user of the asker's team is, and keep it; waits for Slack at most once."""
    try:
        profile = ask_profile(slack, slack_id)
    except SlackCallError as error:
        log.warning("slack.user_unknown", user=slack_id, reason=error.reason)
        unknown = isinstance(error, RefusedError) and error.reason.endswith("_not_found")
        return Met.NOBODY if unknown else Met.UNSURE
    if profile is None:
        return Met.UNSURE
    with desk.visit(asker) as visit:
        colleague = meet_colleague(visit.session, visit.workspace.id, slack_id)
        learn_profile(visit.session, colleague.id, profile, visit.now + TOLD)
        note_account(visit.session, colleague.id, deactivated=profile.deactivated, now=visit.now)
    return Met.KNOWN
