"""Absences: who shows in Slack that they are away, or not to be disturbed."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.clock import Clock
from bot.slack import Slack, SlackCallError

log = structlog.get_logger(__name__)

# What Slack told is believed this long.
_BELIEVED = timedelta(minutes=5)
_STUMBLED = timedelta(minutes=1)
# dnd.teamInfo takes as many.
_AT_ONCE = 50
# With these a status says: not at work. In a meeting, on the bus or at home one still is.
_STATUSES = """
airplane baby baby_bottle beach_with_umbrella bed christmas_tree desert_island face_with_thermometer
hospital island luggage mask national_park no_entry no_entry_sign ooo palm_tree skier sleeping
snowboarder sun_with_face tent umbrella_on_ground vacation zzz
"""
_AWAY = frozenset(_STATUSES.split())


class Absences:
    """Asks Slack who is away, and remembers it for some minutes; safe for one thread."""

    def __init__(self, slack: Slack, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._away: dict[str, tuple[bool, datetime]] = {}

    def present(self, slack_ids: Iterable[str]) -> frozenset[str]:
        """Give those of some colleagues (Slack ids) who are not away, as far as Slack tells."""
        wanted = list(slack_ids)[:_AT_ONCE]
        now = self._clock.now()
        self._away = {each: told for each, told in self._away.items() if told[1] > now}
        unknown = [each for each in wanted if each not in self._away]
        if unknown:
            self._ask(unknown, now)
        return frozenset(each for each in wanted if not self._away[each][0])

    def _ask(self, slack_ids: list[str], now: datetime) -> None:
        try:
            quiet = self._quiet(slack_ids, now)
            for each in slack_ids:
                is_away = each in quiet or self._shows_it(each, now)
                self._away[each] = (is_away, now + _BELIEVED)
        except SlackCallError as error:
            log.warning("slack.absences_unknown", reason=error.reason)
            for each in slack_ids:
                self._away.setdefault(each, (False, now + _STUMBLED))

    def _quiet(self, slack_ids: list[str], now: datetime) -> set[str]:
        answer = self._slack.try_without("dnd_teamInfo", tries=1, users=",".join(slack_ids))
        users = (answer or {}).get("users") or {}
        return {each for each, times in users.items() if is_quiet(times, now)}

    def _shows_it(self, slack_id: str, now: datetime) -> bool:
        answer = self._slack.try_without("users_info", tries=1, user=slack_id)
        return is_away((answer or {}).get("user") or {}, now)


def is_quiet(times: Mapping[str, Any], now: datetime) -> bool:
    """Tell from what dnd.teamInfo says whether somebody is not to be disturbed now.

    https://docs.slack.dev/reference/methods/dnd.teamInfo
    """
    start, end = (_seconds(times.get(f"next_dnd_{which}_ts")) for which in ("start", "end"))
    return bool(times.get("dnd_enabled")) and start <= now.timestamp() < end


def is_away(user: Mapping[str, Any], now: datetime) -> bool:
    """Tell from what users.info says whether somebody shows a status that says: not at work.

    https://docs.slack.dev/reference/objects/user-object
    """
    profile = user.get("profile") or {}
    emoji = str(profile.get("status_emoji") or "").strip(":").partition("::")[0]
    until = _seconds(profile.get("status_expiration"))
    is_over = 0 < until <= now.timestamp()
    return bool(user.get("deleted")) or (emoji in _AWAY and not is_over)


def _seconds(value: object) -> float:
    return value if isinstance(value, (int, float)) else 0
