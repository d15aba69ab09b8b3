"""Learns from Slack who colleagues are: name and zone, whether a guest, a bot, or gone."""

from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.colleagues import (
    Profile,
    known_colleagues,
    learn_profile,
    profile_of,
    unknown_colleagues,
)
from bot.leaving import note_account
from bot.slack import RefusedError, Slack, SlackCallError
from bot.store import Store

log = structlog.get_logger(__name__)

# Names change, and people leave.
TOLD = timedelta(days=1)
# A name that Slack would not tell is asked for again after this long.
_REFUSED = timedelta(hours=6)
_STUMBLED = timedelta(minutes=1)


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
            profile = ask_profile(slack, slack_id)
            again_after = TOLD if profile and profile.name else _REFUSED
        except SlackCallError as error:
            log.warning("slack.name_unknown", user=slack_id, reason=error.reason)
            again_after = _REFUSED if isinstance(error, RefusedError) else _STUMBLED
        now = clock.now()
        with store.write() as session:
            learn_profile(session, colleague_id, profile, now + again_after)
            if profile:
                note_account(session, colleague_id, deactivated=profile.deactivated, now=now)


def ask_profile(slack: Slack, slack_id: str) -> Profile | None:
    """Ask Slack who a user is, once; None from a server that cannot tell. Raises SlackCallError."""
    answer = slack.try_without("users_info", tries=1, user=slack_id)
    return profile_of(answer.get("user") or {}) if answer else None
