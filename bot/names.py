"""Learns from Slack who colleagues are: name and zone, whether a guest, a bot, or gone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.colleagues import Profile, known_colleagues, learn_profile, unknown_colleagues
from bot.facts import ColleagueKind
from bot.slack import RefusedError, Slack, SlackCallError
from bot.store import Store

log = structlog.get_logger(__name__)

# Names change, and people leave.
TOLD = timedelta(days=1)
# A name that Slack would not tell is asked for again after this long.
_REFUSED = timedelta(hours=6)
_STUMBLED = timedelta(minutes=1)
# Slack says of its own bot that it is none.
_SLACKBOT = "USLACKBOT"


def learn_names(store: Store, clock: Clock, slack: Slack) -> None:
    """Ask Slack for those colleagues whose name is not known; a name that is missing can wait."""
    with store.read() as session:
        unknown = unknown_colleagues(session, clock.now())
    _learn(store, clock, slack, unknown)


def refresh_names(store: Store, clock: Clock, slack: Slack) -> None:
    """Learn the names that are missing, and ask once a day whether the others still hold."""
    learn_names(store, clock, slack)
    with store.read() as session:
        known = known_colleagues(session, clock.now())
    _learn(store, clock, slack, known)


def _learn(store: Store, clock: Clock, slack: Slack, colleagues: Sequence[tuple[int, str]]) -> None:
    for colleague_id, slack_id in colleagues:
        profile, again_after = None, _REFUSED
        try:
            profile = ask_profile(slack, slack_id, clock.now())
            again_after = TOLD if profile and profile.name else _REFUSED
        except SlackCallError as error:
            log.warning("slack.name_unknown", user=slack_id, reason=error.reason)
            again_after = _REFUSED if isinstance(error, RefusedError) else _STUMBLED
        with store.write() as session:
            learn_profile(session, colleague_id, profile, clock.now() + again_after)


def ask_profile(slack: Slack, slack_id: str, now: datetime) -> Profile | None:
    """Ask Slack who a user is, once; None from a server that cannot tell. Raises SlackCallError."""
    answer = slack.try_without("users_info", tries=1, user=slack_id)
    if answer is None:
        return None
    user = answer.get("user") or {}
    profile = user.get("profile") or {}
    name = profile.get("display_name") or user.get("real_name") or profile.get("real_name")
    kind = ColleagueKind.REGULAR
    if user.get("is_bot") or slack_id == _SLACKBOT:
        kind = ColleagueKind.BOT
    elif user.get("is_restricted") or user.get("is_ultra_restricted"):
        kind = ColleagueKind.GUEST
    return Profile(
        name=(name or user.get("name") or "")[:200] or None,
        zone=user.get("tz"),
        left_at=now if user.get("deleted") else None,
        kind=kind,
    )
