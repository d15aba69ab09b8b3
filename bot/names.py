"""Learns from Slack how colleagues are called and in which zone they live."""

import structlog

from bot.clock import Clock
from bot.colleagues import Profile, learn_profile, unknown_colleagues
from bot.slack import Slack, SlackCallError
from bot.store import Store

log = structlog.get_logger(__name__)


def learn_names(store: Store, clock: Clock, slack: Slack) -> None:
    """Ask Slack for those colleagues whose name is not known; a name that is missing can wait."""
    with store.read() as session:
        unknown = unknown_colleagues(session, clock.now())
    for colleague_id, slack_id in unknown:
        profile = _ask(slack, slack_id)
        with store.write() as session:
            learn_profile(session, colleague_id, profile, clock.now())


def _ask(slack: Slack, slack_id: str) -> Profile | None:
    try:
        answer = slack.try_without("users_info", tries=1, user=slack_id)
    except SlackCallError as error:
        log.warning("slack.name_unknown", user=slack_id, reason=error.reason)
        return None
    if answer is None:
        return None
    user = answer.get("user") or {}
    profile = user.get("profile") or {}
    name = profile.get("display_name") or user.get("real_name") or profile.get("real_name")
    return Profile((name or user.get("name") or "")[:200] or None, user.get("tz"))
